package kontor.core;

import java.time.LocalDate;

/** Easter Sunday of the Gregorian calendar; Good Friday, Ascension and others depend on it. */
final class Easter {

    private Easter() {}

    /** The anonymous Gregorian algorithm of 1876, valid for every year since 1583. */
    static LocalDate sunday(int year) {
        int golden = year % 19;
        int century = year / 100;
        int inCentury = year % 100;
        int correction = (century - (century + 8) / 25 + 1) / 3;
        int moon = (19 * golden + century - century / 4 - correction + 15) % 30;
        int weekday = (32 + 2 * (century % 4) + 2 * (inCentury / 4) - moon - inCentury % 4) % 7;
        int shift = (golden + 11 * moon + 22 * weekday) / 451;
        int day = moon + weekday - 7 * shift + 114;
        return LocalDate.of(year, day / 31, day % 31 + 1);
    }
}
