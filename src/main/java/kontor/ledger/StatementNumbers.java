package kontor.ledger;

import java.util.OptionalInt;

/**
 * The bank's numbers of a statement, 0 for one that it does not tell. The legal number counts the
 * statements of an account, the electronic one what was sent; a statement that is sent again may
 * have a new electronic number.
 *
 * @param legal LglSeqNb
 * @param electronic ElctrncSeqNb
 */
public record StatementNumbers(long legal, long electronic) {

    public static final StatementNumbers NONE = new StatementNumbers(0, 0);

    /** Below 0 when this one comes before; absent when both have no number of the same kind. */
    OptionalInt compareTo(StatementNumbers other) {
        if (legal > 0 && other.legal > 0) {
            return OptionalInt.of(Long.compare(legal, other.legal));
        }
        return electronic > 0 && other.electronic > 0
                ? OptionalInt.of(Long.compare(electronic, other.electronic))
                : OptionalInt.empty();
    }

    boolean isBefore(StatementNumbers other) {
        return compareTo(other).orElse(0) < 0;
    }
}
