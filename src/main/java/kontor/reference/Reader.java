package kontor.reference;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;
import kontor.snippets.Language;
import kontor.wire.QueryFields;

/**
 * Who reads.
 *
 * @param base where they found this Kontor, without a slash at the end
 * @param today the day at their bank: a sandbox may be ahead
 */
record Reader(String base, Language language, LocalDate today) {

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.\\[\\]:-]{1,255}");
    private static final Pattern LOCAL =
            Pattern.compile("(localhost|127\\.[0-9.]+|\\[::1])(:[0-9]+)?");

    /** The day that examples are written for. */
    private static final LocalDate WRITTEN = LocalDate.of(2026, 12, 1);

    private static final Pattern DATE =
            Pattern.compile("(?<=\")20[0-9]{2}-[0-9]{2}-[0-9]{2}(?=\")");
    private static final int FARTHEST_DAYS = 3660;

    /**
     * @param named the host that the request named
     */
    static Reader of(Optional<String> named, QueryFields query, Clock clock) {
        String host = named.filter(one -> HOST.matcher(one).matches()).orElse("localhost");
        return new Reader(
                (LOCAL.matcher(host).matches() ? "http://" : "https://") + host,
                Language.of(typed(query, "language")),
                day(typed(query, "today"), clock));
    }

    /** The page of error codes is one of the API too, and has no parameters. */
    private static String typed(QueryFields query, String name) {
        return query.knows(name) ? query.text(name).orElse("") : "";
    }

    private static LocalDate day(String text, Clock clock) {
        var now = LocalDate.now(clock);
        try {
            var day = LocalDate.parse(text);
            return Math.abs(ChronoUnit.DAYS.between(now, day)) > FARTHEST_DAYS ? now : day;
        } catch (DateTimeParseException noDay) {
            return now;
        }
    }

    /** Dates of examples are so many days from today as they are from the day of writing. */
    String dated(String json) {
        long since = ChronoUnit.DAYS.between(WRITTEN, today);
        return DATE.matcher(json)
                .replaceAll(found -> LocalDate.parse(found.group()).plusDays(since).toString());
    }
}
