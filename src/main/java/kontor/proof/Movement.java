package kontor.proof;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What moves an account between the opening and the closing balance of a statement.
 *
 * @param rules of the bank
 * @param values its booked entries by the day from which they count
 * @param carriedMinor what was booked before it and counts since the balance before, where balances
 *     count by value date; in minor units
 * @param again what of that the statement tells once more, under the day from which it counts
 */
public record Movement(
        BalanceRules rules, ValueDateSums values, long carriedMinor, List<Carried> again) {

    public Movement {
        again = List.copyOf(again);
    }

    /** All that is booked, at once. */
    public static final Movement AS_BOOKED =
            new Movement(BalanceRules.STANDARD, new ValueDateSums(), 0, List.of());

    public static Movement of(BalanceRules rules, ValueDateSums values) {
        return new Movement(rules, values, 0, List.of());
    }

    public Movement carrying(long minor) {
        return carrying(minor, List.of());
    }

    public Movement carrying(long minor, List<Carried> toldAgain) {
        return new Movement(rules, values, minor, toldAgain);
    }

    /**
     * In minor units. ArithmeticException when it leaves the range of a {@code long}.
     *
     * @param bookedMinor what the statement books in all
     * @param day of the closing balance
     */
    public long minor(long bookedMinor, Optional<LocalDate> day) {
        return rules.byValueDate() ? day.map(this::byValueDate).orElse(bookedMinor) : bookedMinor;
    }

    /** What counts on that day, whatever the rules say. */
    public long byValueDate(LocalDate day) {
        return Math.addExact(values.until(day), carriedMinor);
    }

    /** That of one more page. */
    public Movement plus(Movement page) {
        var both = new ValueDateSums();
        both.add(values);
        both.add(page.values);
        return new Movement(rules, both, Math.addExact(carriedMinor, page.carriedMinor), List.of());
    }
}
