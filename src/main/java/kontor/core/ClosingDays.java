package kontor.core;

import java.time.DayOfWeek;
import java.time.LocalDate;

/** The days besides weekends on which payment systems do not settle. */
final class ClosingDays {

    private ClosingDays() {}

    static boolean isWeekend(LocalDate date) {
        return date.getDayOfWeek().getValue() >= DayOfWeek.SATURDAY.getValue();
    }

    /** TARGET, the euro system: the same days since 2002, whatever a country celebrates. */
    static boolean ofTarget(LocalDate date) {
        return isOn(date, 1, 1)
                || isAfterEaster(date, -2)
                || isAfterEaster(date, 1)
                || isOn(date, 5, 1)
                || isOn(date, 12, 25)
                || isOn(date, 12, 26);
    }

    /** Bankgirot: Sweden's holidays and the three eves on which its banks are closed. */
    static boolean ofSweden(LocalDate date) {
        return ofTarget(date)
                || isOn(date, 1, 6)
                || isAfterEaster(date, 39)
                || isOn(date, 6, 6)
                || isMidsummerEve(date)
                || isOn(date, 12, 24)
                || isOn(date, 12, 31);
    }

    private static boolean isOn(LocalDate date, int month, int day) {
        return date.getMonthValue() == month && date.getDayOfMonth() == day;
    }

    private static boolean isAfterEaster(LocalDate date, int days) {
        return date.equals(Easter.sunday(date.getYear()).plusDays(days));
    }

    private static boolean isMidsummerEve(LocalDate date) {
        return date.getMonthValue() == 6
                && date.getDayOfWeek() == DayOfWeek.FRIDAY
                && date.getDayOfMonth() >= 19
                && date.getDayOfMonth() <= 25;
    }
}
