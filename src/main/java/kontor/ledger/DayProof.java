package kontor.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kontor.ledger.Kinship.Kind;

/**
 * What all statements of an account together prove of one date: of those that tell the same time,
 * the widest counts.
 */
record DayProof(long entries, long creditsMinor, long debitsMinor) {

    /** Absent where the statements leave it open. */
    static Optional<DayProof> of(List<KnownStatement> known) {
        var counted = new ArrayList<KnownStatement>();
        for (KnownStatement one : known) {
            var same = new ArrayList<KnownStatement>();
            for (KnownStatement other : counted) {
                var kind = kind(other, one, known);
                if (kind == Kind.PLACED || kind == Kind.UNCLEAR) {
                    return Optional.empty();
                }
                if (kind == Kind.SHARED) {
                    same.add(other);
                }
            }
            long before = same.stream().mapToLong(other -> other.day().entries()).sum();
            if (one.day().entries() > before) {
                counted.removeAll(same);
                counted.add(one);
            }
        }
        return Optional.of(sum(counted));
    }

    private static Kind kind(
            KnownStatement before, KnownStatement one, List<KnownStatement> known) {
        var kind = Kinship.between(before, one, known);
        return kind == Kind.UNCLEAR && before.day().saysTheSame(one.day()) ? Kind.SHARED : kind;
    }

    private static DayProof sum(List<KnownStatement> counted) {
        long entries = 0;
        long credits = 0;
        long debits = 0;
        for (KnownStatement one : counted) {
            entries += one.day().entries();
            credits = Math.addExact(credits, one.day().creditsMinor());
            debits = Math.addExact(debits, one.day().debitsMinor());
        }
        return new DayProof(entries, credits, debits);
    }
}
