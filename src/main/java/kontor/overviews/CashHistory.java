package kontor.overviews;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import kontor.core.Currency;

/**
 * How the booked balance of accounts in one currency moved, as their statements say.
 *
 * @param before what the accounts held before the first of the days, in minor units as all figures
 *     here; an account that had no statement then counts with what its first one opened with
 * @param days of which a statement is booked, oldest first
 */
public record CashHistory(Currency currency, BigInteger before, List<Day> days) {

    /**
     * A day.
     *
     * @param closing of all accounts together, each as of its last statement until then
     * @param in what was credited, and {@code out} what was debited without what came back
     * @param back what was debited because collections were returned
     */
    public record Day(
            LocalDate date, BigInteger closing, BigInteger in, BigInteger out, BigInteger back) {}

    public CashHistory {
        days = List.copyOf(days);
    }

    /** What the accounts hold now. */
    public BigInteger closing() {
        return days.isEmpty() ? before : days.getLast().closing();
    }
}
