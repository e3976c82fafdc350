package kontor.cashpages;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Fault;
import kontor.core.InvalidRequest;
import kontor.statements.EndOfDaySummary;
import kontor.wire.DateRange;
import kontor.wire.QueryFields;

/**
 * Which days of an account are drawn: those between two dates, or the last ones.
 *
 * @param from the first day, where it is given
 * @param to the last day, where it is given
 * @param last as many of the newest days, where no date is given
 */
public record DayRange(Optional<LocalDate> from, Optional<LocalDate> to, int last) {

    static final List<String> NAMES = List.of("from", "to", "days");

    private static final int USUAL = 90;

    /** More days are not drawn at once: a leap year. */
    private static final int MOST = 366;

    private static final List<Integer> LASTS = List.of(30, USUAL, MOST);

    /** Days to look at by one press. */
    public record Choice(String label, String path, boolean current) {}

    static DayRange parse(QueryFields query) {
        var from = date(query, "from");
        var to = date(query, "to");
        if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get())) {
            throw wrong("from", "must not be after the day in to");
        }
        int last =
                query.text("days")
                        .filter(text -> text.matches("[0-9]{1,3}"))
                        .map(Integer::valueOf)
                        .filter(LASTS::contains)
                        .orElse(USUAL);
        return new DayRange(from, to, last);
    }

    private static Optional<LocalDate> date(QueryFields query, String name) {
        return query.text(name)
                .filter(text -> !text.isBlank())
                .map(
                        text ->
                                DateRange.parse(text)
                                        .orElseThrow(
                                                () -> wrong(name, "must be a date, YYYY-MM-DD")));
    }

    private static InvalidRequest wrong(String name, String why) {
        return new InvalidRequest(Fault.invalid(name, why));
    }

    public boolean isOwn() {
        return from.isPresent() || to.isPresent();
    }

    int most() {
        return isOwn() ? MOST : last;
    }

    /**
     * Those that are shown.
     *
     * @param days newest first
     */
    List<EndOfDaySummary> of(List<EndOfDaySummary> days) {
        return days.stream()
                .limit(most())
                .filter(day -> from.isEmpty() || !day.date().isBefore(from.get()))
                .toList();
    }

    public String fromText() {
        return from.map(LocalDate::toString).orElse("");
    }

    public String toText() {
        return to.map(LocalDate::toString).orElse("");
    }

    /** The ranges of an account that need no dates. */
    public List<Choice> choices(UUID account) {
        return LASTS.stream()
                .map(
                        days ->
                                new Choice(
                                        days == MOST ? "1 year" : days + " days",
                                        "/accounts/" + account + "?days=" + days,
                                        !isOwn() && last == days))
                .toList();
    }
}
