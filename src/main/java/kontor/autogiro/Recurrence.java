package kontor.autogiro;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import kontor.core.BankCalendar;

/**
 * How often a payment is made by itself: the period codes of records 82 and 32. Codes 1 to 4 fall
 * on the calendar day of the first payment, or the next bank day; 5 to 8 on the last day of the
 * month, or the bank day before it.
 */
public enum Recurrence {
    ONCE(0, 0),
    MONTHLY(1, 1),
    QUARTERLY(2, 3),
    HALF_YEARLY(3, 6),
    YEARLY(4, 12),
    MONTH_END(5, 1),
    QUARTER_END(6, 3),
    HALF_YEAR_END(7, 6),
    YEAR_END(8, 12);

    private final int code;
    private final int months;

    Recurrence(int code, int months) {
        this.code = code;
        this.months = months;
    }

    /** Of position 11; empty for a code that there is not. */
    public static Optional<Recurrence> of(long code) {
        return code >= 0 && code < values().length
                ? Optional.of(values()[(int) code])
                : Optional.empty();
    }

    public int code() {
        return code;
    }

    boolean isAtMonthEnd() {
        return code > YEARLY.code;
    }

    /**
     * The bank day of an occasion.
     *
     * @param first the day that the order names
     * @param occasion counted from 0, the first payment
     */
    public LocalDate day(LocalDate first, int occasion) {
        if (!isAtMonthEnd()) {
            var wanted = first.plus((long) months * occasion, ChronoUnit.MONTHS);
            return BankCalendar.SWEDEN.nextOpen(wanted);
        }
        var last = YearMonth.from(first).plusMonths((long) months * occasion).atEndOfMonth();
        return BankCalendar.SWEDEN.isOpen(last) ? last : BankCalendar.SWEDEN.plus(last, -1);
    }

    /** What is wrong with the day, the period and the number of renewals of an order. */
    static Optional<String> problem(AutogiroRecord order) {
        if (!order.has("repeats")) {
            return Optional.empty();
        }
        long code = order.number("period").orElse(0L);
        var known = of(code);
        if (known.isEmpty()) {
            return Optional.of("period " + code + " is none of 0 to 8");
        }
        boolean once = known.get() == ONCE;
        if (order.isAsSoonAsPossible() && !once) {
            return Optional.of("GENAST is for payments that are made once, with period 0");
        }
        if (once && order.filled("repeats").isPresent()) {
            return Optional.of("a payment that is made once, with period 0, has no renewals");
        }
        return Optional.empty();
    }
}
