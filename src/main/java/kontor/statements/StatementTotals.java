package kontor.statements;

import java.util.Optional;
import kontor.core.Currency;
import kontor.iso20022.EntryHead;
import kontor.transactions.StatementEntry;

/**
 * The booked entries of a statement, added up, to be compared with its balances.
 *
 * @param entries how many are booked
 * @param bookedMinor their sum in minor units, debits negative
 * @param currency absent when nothing is booked
 * @param mixed entries of more than one currency
 */
public record StatementTotals(
        long entries, long bookedMinor, Optional<Currency> currency, boolean mixed) {

    public static final StatementTotals NONE = new StatementTotals(0, 0, Optional.empty(), false);

    /** ArithmeticException when the sum leaves the range of a {@code long}. */
    public StatementTotals plus(EntryHead entry) {
        if (!StatementEntry.isBooked(entry)) {
            return this;
        }
        Currency other = entry.amount().currency();
        return new StatementTotals(
                entries + 1,
                Math.addExact(bookedMinor, entry.amount().amountMinor()),
                currency.or(() -> Optional.of(other)),
                mixed || currency.filter(before -> !before.equals(other)).isPresent());
    }

    /** Adds the totals of further pages. ArithmeticException as above. */
    StatementTotals plus(StatementTotals other) {
        boolean differ =
                currency.isPresent()
                        && other.currency.isPresent()
                        && !currency.equals(other.currency);
        return new StatementTotals(
                entries + other.entries,
                Math.addExact(bookedMinor, other.bookedMinor),
                currency.or(other::currency),
                mixed || other.mixed || differ);
    }
}
