package kontor.wire;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/** A filter on bank dates; both ends are inclusive, an absent end is open. */
public record DateRange(Optional<LocalDate> from, Optional<LocalDate> to) {

    /** Every day. */
    public static final DateRange ALL = new DateRange(Optional.empty(), Optional.empty());

    private static final Pattern PARTS = Pattern.compile("([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})");
    private static final Pattern WITH_TIME =
            Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})[T ].*", Pattern.DOTALL);
    private static final int MONTHS = 12;

    /** A day, as RFC 3339 writes it; files to banks know no year 0. */
    public static Optional<LocalDate> parse(String text) {
        if (text.length() != 10) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text)).filter(day -> day.getYear() > 0);
        } catch (DateTimeParseException notADate) {
            return Optional.empty();
        }
    }

    /** What is wrong with a text that is no date, and the cure: the rest of a sentence. */
    static String problem(String text) {
        var timed = WITH_TIME.matcher(text);
        if (timed.matches()) {
            return "must be a date without a time: " + timed.group(1);
        }
        var parts = PARTS.matcher(text);
        if (!parts.matches()) {
            return "must be a date like 2026-12-15";
        }
        int year = Integer.parseInt(parts.group(1));
        if (year == 0) {
            return "must be a day that exists: there is no year 0000";
        }
        int month = Integer.parseInt(parts.group(2));
        if (month < 1 || month > MONTHS) {
            return "must be a day that exists: months are 01 to 12, as in 2026-12-15";
        }
        var whole = YearMonth.of(year, month);
        int day = Integer.parseInt(parts.group(3));
        return day < 1 || day > whole.lengthOfMonth()
                ? "must be a day that exists: " + whole + " has " + whole.lengthOfMonth() + " days"
                : "must have two digits for month and day: " + whole.atDay(day);
    }
}
