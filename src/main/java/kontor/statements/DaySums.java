package kontor.statements;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kontor.iso20022.EntryHead;
import kontor.transactions.StatementEntry;

/** The booked entries of a statement, added up by booking date while they are told. */
public final class DaySums {

    /** A statement of more days than this counts as one of its last day. */
    private static final int MOST_DAYS = 400;

    private final Map<LocalDate, Sum> byDate = new HashMap<>();
    private Sum undated = Sum.NONE;

    /**
     * @param creditsMinor and debitsMinor both without sign
     */
    record Sum(long entries, long creditsMinor, long debitsMinor) {

        static final Sum NONE = new Sum(0, 0, 0);

        Sum plus(Sum other) {
            return new Sum(
                    entries + other.entries,
                    Math.addExact(creditsMinor, other.creditsMinor),
                    Math.addExact(debitsMinor, other.debitsMinor));
        }

        static Sum of(long amountMinor) {
            return new Sum(1, Math.max(amountMinor, 0), Math.max(Math.negateExact(amountMinor), 0));
        }
    }

    public void add(EntryHead entry) {
        if (!StatementEntry.isBooked(entry)) {
            return;
        }
        var sum = Sum.of(entry.amount().amountMinor());
        var date =
                entry.dates()
                        .booking()
                        .or(entry.dates()::value)
                        .filter(day -> byDate.containsKey(day) || byDate.size() < MOST_DAYS);
        date.ifPresentOrElse(
                day -> byDate.merge(day, sum, Sum::plus), () -> undated = undated.plus(sum));
    }

    /**
     * The days of a statement, first to last. What is booked on a day outside counts on the nearest
     * day inside; a statement that does not end a day, or does not say from when it is, has one
     * day.
     */
    List<EndOfDaySummary> days(NewStatement told, Statement statement) {
        LocalDate last = statement.asOf();
        LocalDate first =
                told.head()
                        .period()
                        .map(period -> period.from().toLocalDate())
                        .filter(
                                day ->
                                        statement.endOfDay()
                                                && day.isBefore(last)
                                                && day.isAfter(last.minusDays(MOST_DAYS)))
                        .orElse(last);
        var sums = new HashMap<LocalDate, Sum>();
        sums.put(last, undated);
        byDate.forEach(
                (date, sum) ->
                        sums.merge(
                                date.isBefore(first) ? first : date.isAfter(last) ? last : date,
                                sum,
                                Sum::plus));
        long[] balance = {statement.openingMinor().orElseThrow()};
        return first.datesUntil(last.plusDays(1))
                .flatMap(
                        date -> {
                            var sum = sums.getOrDefault(date, Sum.NONE);
                            long opening = balance[0];
                            balance[0] =
                                    Math.addExact(
                                            opening,
                                            Math.subtractExact(sum.creditsMinor, sum.debitsMinor));
                            return Stream.of(
                                    EndOfDaySummary.of(statement, date, sum, opening, balance[0]));
                        })
                .toList();
    }
}
