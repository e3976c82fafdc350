package kontor.core;

import java.time.LocalDate;

/**
 * The days on which a payment system settles, in the local dates of that system. They are computed,
 * not listed, so no year is missing.
 */
public interface BankCalendar {

    /** Euro payments; what the rulebooks call an inter-PSP business day. */
    BankCalendar TARGET = date -> !ClosingDays.isWeekend(date) && !ClosingDays.ofTarget(date);

    /** Swedish bank days, on which Bankgirot runs Autogiro. */
    BankCalendar SWEDEN = date -> !ClosingDays.isWeekend(date) && !ClosingDays.ofSweden(date);

    /** Danish bank days (Finans Danmark), on which the Sumclearing and Intradagclearing run. */
    BankCalendar DENMARK = date -> !ClosingDays.isWeekend(date) && !ClosingDays.ofDenmark(date);

    /** Norwegian bank days, on which NICS clears. */
    BankCalendar NORWAY = date -> !ClosingDays.isWeekend(date) && !ClosingDays.ofNorway(date);

    /** Days on which the Bank of England settles: England's bank holidays are out. */
    BankCalendar UNITED_KINGDOM =
            date -> !ClosingDays.isWeekend(date) && !ClosingDays.ofEngland(date);

    /** Days on which the Federal Reserve settles. */
    BankCalendar UNITED_STATES =
            date -> !ClosingDays.isWeekend(date) && !ClosingDays.ofFederalReserve(date);

    /** Days on which the Swiss Interbank Clearing settles. */
    BankCalendar SWITZERLAND =
            date -> !ClosingDays.isWeekend(date) && !ClosingDays.ofSwitzerland(date);

    /**
     * Monday to Friday, for countries whose holidays Kontor does not know: their banks move a
     * payment that falls on a holiday.
     */
    BankCalendar WEEKDAYS = date -> !ClosingDays.isWeekend(date);

    /** Instant payments: every day of the year. */
    BankCalendar ALWAYS = _ -> true;

    boolean isOpen(LocalDate date);

    /** The day itself when it is open, otherwise the next open day. */
    default LocalDate nextOpen(LocalDate date) {
        var day = date;
        while (!isOpen(day)) {
            day = day.plusDays(1);
        }
        return day;
    }

    /**
     * The day that is so many open days later, or earlier when negative; zero gives the day itself,
     * open or not.
     */
    default LocalDate plus(LocalDate date, int bankDays) {
        var day = date;
        int step = Integer.signum(bankDays);
        for (int left = Math.abs(bankDays); left > 0; ) {
            day = day.plusDays(step);
            if (isOpen(day)) {
                left--;
            }
        }
        return day;
    }
}
