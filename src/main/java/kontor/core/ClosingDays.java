package kontor.core;

import java.time.DayOfWeek;
import java.time.LocalDate;

/** The days besides weekends on which payment systems do not settle. */
final class ClosingDays {

    private ClosingDays() {}

    static boolean isWeekend(LocalDate date) {
        return date.getDayOfWeek().getValue() >= DayOfWeek.SATURDAY.getValue();
    }

    /** TARGET, the system for euro payments: the same days since 2002 in all countries. */
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

    /** Finans Danmark's list; the Great Prayer Day is a bank day since 2024. */
    static boolean ofDenmark(LocalDate date) {
        return isOn(date, 1, 1)
                || isAfterEaster(date, -3)
                || isAfterEaster(date, -2)
                || isAfterEaster(date, 1)
                || isAfterEaster(date, 39)
                || isAfterEaster(date, 40)
                || isAfterEaster(date, 50)
                || isOn(date, 6, 5)
                || isOn(date, 12, 24)
                || isOn(date, 12, 25)
                || isOn(date, 12, 26)
                || isOn(date, 12, 31);
    }

    /** Norway's public holidays, on which NICS does not clear. */
    static boolean ofNorway(LocalDate date) {
        return isOn(date, 1, 1)
                || isAfterEaster(date, -3)
                || isAfterEaster(date, -2)
                || isAfterEaster(date, 1)
                || isOn(date, 5, 1)
                || isOn(date, 5, 17)
                || isAfterEaster(date, 39)
                || isAfterEaster(date, 50)
                || isOn(date, 12, 25)
                || isOn(date, 12, 26);
    }

    /** A holiday that falls on a weekend moves to the next weekday that is no holiday. */
    static boolean ofEngland(LocalDate date) {
        return isOn(date, 1, 1)
                || isMovedMonday(date, 1, 2, 3)
                || isAfterEaster(date, -2)
                || isAfterEaster(date, 1)
                || isMonday(date)
                        && date.getMonthValue() == 5
                        && (date.getDayOfMonth() <= 7 || date.getDayOfMonth() >= 25)
                || isMonday(date) && date.getMonthValue() == 8 && date.getDayOfMonth() >= 25
                || isOn(date, 12, 25)
                || isOn(date, 12, 26)
                || isMovedMonday(date, 12, 27, 28)
                || isOn(date, 12, 27) && date.getDayOfWeek() == DayOfWeek.TUESDAY
                || isOn(date, 12, 28) && date.getDayOfWeek() == DayOfWeek.TUESDAY;
    }

    private static boolean isMonday(LocalDate date) {
        return date.getDayOfWeek() == DayOfWeek.MONDAY;
    }

    /** A Monday within these days of a month: a holiday of the weekend before moves to it. */
    private static boolean isMovedMonday(LocalDate date, int month, int first, int last) {
        return isMonday(date)
                && date.getMonthValue() == month
                && date.getDayOfMonth() >= first
                && date.getDayOfMonth() <= last;
    }

    /** A holiday that falls on a Sunday moves to Monday; one on a Saturday is lost. */
    static boolean ofFederalReserve(LocalDate date) {
        var kept = isMonday(date) ? date.minusDays(1) : date;
        return isFederalDate(date)
                || isFederalDate(kept)
                || isNth(date, 1, DayOfWeek.MONDAY, 3)
                || isNth(date, 2, DayOfWeek.MONDAY, 3)
                || isMonday(date) && date.getMonthValue() == 5 && date.getDayOfMonth() >= 25
                || isNth(date, 9, DayOfWeek.MONDAY, 1)
                || isNth(date, 10, DayOfWeek.MONDAY, 2)
                || isNth(date, 11, DayOfWeek.THURSDAY, 4);
    }

    private static boolean isFederalDate(LocalDate date) {
        return isOn(date, 1, 1)
                || isOn(date, 6, 19)
                || isOn(date, 7, 4)
                || isOn(date, 11, 11)
                || isOn(date, 12, 25);
    }

    private static boolean isNth(LocalDate date, int month, DayOfWeek day, int nth) {
        return date.getMonthValue() == month
                && date.getDayOfWeek() == day
                && (date.getDayOfMonth() - 1) / 7 + 1 == nth;
    }

    /** The Swiss Interbank Clearing (SIC), run by SIX. */
    static boolean ofSwitzerland(LocalDate date) {
        return isOn(date, 1, 1)
                || isOn(date, 1, 2)
                || isAfterEaster(date, -2)
                || isAfterEaster(date, 1)
                || isOn(date, 5, 1)
                || isAfterEaster(date, 39)
                || isAfterEaster(date, 50)
                || isOn(date, 8, 1)
                || isOn(date, 12, 25)
                || isOn(date, 12, 26);
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
