package kontor.prenotifications;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import kontor.mandates.MandateScheme;

/** Until when a payer must be told of a collection. */
final class Deadline {

    /** Days before a SEPA collection, where nothing else is agreed on (EPC016-06). */
    static final int SEPA_DAYS = 14;

    /** Weekdays before an Autogiro collection. */
    static final int AUTOGIRO_WEEKDAYS = 8;

    private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

    private Deadline() {}

    /**
     * The last day on which it is in time.
     *
     * @param sepaDays as agreed with the payers
     */
    static LocalDate of(MandateScheme scheme, LocalDate collection, int sepaDays) {
        return scheme.isSepa()
                ? collection.minusDays(sepaDays)
                : weekdaysBefore(collection, AUTOGIRO_WEEKDAYS);
    }

    private static LocalDate weekdaysBefore(LocalDate day, int weekdays) {
        var before = day;
        int left = weekdays;
        while (left > 0) {
            before = before.minusDays(1);
            if (!WEEKEND.contains(before.getDayOfWeek())) {
                left--;
            }
        }
        return before;
    }
}
