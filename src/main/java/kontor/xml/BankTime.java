package kontor.xml;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Dates and wall times as banks write them: those of XML Schema, and what comes close. Only years
 * in which banks book are taken: no database keeps all that XML can say.
 */
final class BankTime {

    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2999;

    /** How banks say that they have no date. */
    private static final Pattern NONE = Pattern.compile("0000-|0001-01-01|9999-12-31");

    private static final Pattern SECONDS =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}");

    private static final int DAY_CHARS = 10;

    private BankTime() {}

    /** DateTimeException: no date, or none of our age. */
    static LocalDate day(String text) {
        if (text.length() < DAY_CHARS) {
            throw new DateTimeException("not a date: " + text);
        }
        if (text.indexOf('T') != DAY_CHARS) {
            return ofOurAge(DateTimeFormatter.ISO_DATE.parse(text, LocalDate::from));
        }
        // The midnight that ends a day is the next day's, so the time counts where it is one.
        return ifAny(text)
                .map(LocalDateTime::toLocalDate)
                .orElseGet(() -> ofOurAge(LocalDate.parse(text.substring(0, DAY_CHARS))));
    }

    /** DateTimeException: no time. An offset is dropped; a bare date is midnight. */
    static LocalDateTime time(String text) {
        if (text.indexOf('T') < 0) {
            return day(text).atStartOfDay();
        }
        // xs:dateTime allows the midnight that ends a day, java.time only the one that begins it.
        boolean endOfDay = text.startsWith("T24:00:00", DAY_CHARS);
        var within = endOfDay ? text.replace("T24:", "T00:") : text;
        var time = DateTimeFormatter.ISO_DATE_TIME.parse(within, LocalDateTime::from);
        ofOurAge(time.toLocalDate());
        return endOfDay ? time.plusDays(1) : time;
    }

    /**
     * The same; empty when it is no time. Of one with something behind its seconds, as {@code
     * 11:17:11:735}, the seconds count.
     */
    static Optional<LocalDateTime> ifAny(String text) {
        return parsed(text)
                .or(
                        () -> {
                            var seconds = SECONDS.matcher(text);
                            return seconds.lookingAt() ? parsed(seconds.group()) : Optional.empty();
                        });
    }

    private static Optional<LocalDateTime> parsed(String text) {
        try {
            return Optional.of(time(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    static boolean isNone(String text) {
        return NONE.matcher(text).lookingAt();
    }

    private static LocalDate ofOurAge(LocalDate day) {
        if (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR) {
            throw new DateTimeException("not a date of our age: " + day);
        }
        return day;
    }
}
