package kontor.reporting;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * Numbers that banks make of the day of a statement, such as 20261127, 2026331 or 331, so that a
 * weekend leaves some out.
 */
final class DateNumbers {

    /** How banks write a day as a number; the day of the year also with its year. */
    private static final List<DateTimeFormatter> FORMS =
            List.of(
                    DateTimeFormatter.ofPattern("uuuuMMdd"),
                    DateTimeFormatter.ofPattern("uuMMdd"),
                    DateTimeFormatter.ofPattern("uuuuDDD"),
                    DateTimeFormatter.ofPattern("uuDDD"),
                    DateTimeFormatter.ofPattern("D"),
                    DateTimeFormatter.ofPattern("MMdd"),
                    DateTimeFormatter.ofPattern("ddMM"),
                    DateTimeFormatter.ofPattern("ddMMuuuu"),
                    DateTimeFormatter.ofPattern("ddMMuu"));

    /** A statement of Friday may be made, and numbered, on Monday. */
    private static final int MOST_DAYS_LATER = 4;

    /** A count within the day behind it has at most so many digits. */
    private static final long[] COUNTS = {1, 10, 100, 1_000};

    private DateNumbers() {}

    /**
     * Whether the numbers of two statements both say their days, in the same form. That a number
     * does so by chance matters only where balances say that nothing is missing.
     */
    static boolean follow(long first, LocalDate its, long last, LocalDate day) {
        return FORMS.stream().anyMatch(form -> says(form, first, its) && says(form, last, day));
    }

    private static boolean says(DateTimeFormatter form, long number, LocalDate day) {
        for (long count : COUNTS) {
            for (int later = 0; later <= MOST_DAYS_LATER; later++) {
                if (number / count == Long.parseLong(form.format(day.plusDays(later)))) {
                    return true;
                }
            }
        }
        return false;
    }
}
