package kontor.statements;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kontor.iso20022.EntryHead;
import kontor.transactions.StatementEntry;

/** The booked entries of a statement, added up by booking date while they are read. */
public final class DaySums {

    /** A statement of more days than this counts as one of its last day. */
    private static final int MOST_DAYS = 400;

    private final Map<LocalDate, Sum> byDate = new HashMap<>();
    private Sum undated = Sum.NONE;

    /**
     * The entries of a day, added up.
     *
     * @param creditsMinor in minor units
     * @param debitsMinor the same, without sign
     */
    public record Sum(long entries, long creditsMinor, long debitsMinor) {

        static final Sum NONE = new Sum(0, 0, 0);

        Sum plus(Sum other) {
            return new Sum(
                    entries + other.entries,
                    Math.addExact(creditsMinor, other.creditsMinor),
                    Math.addExact(debitsMinor, other.debitsMinor));
        }

        long netMinor() {
            return Math.subtractExact(creditsMinor, debitsMinor);
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
     * The days of a statement, first to last, with what it booked itself. An entry with a date
     * outside them counts on the nearest of them.
     *
     * @param own those of its entries that no other statement booked
     */
    List<EndOfDaySummary> days(NewStatement incoming, Statement statement, DaySums own) {
        LocalDate last = statement.asOf();
        LocalDate first = firstDay(incoming, statement);
        var sums = within(first, last);
        var ownSums = own.within(first, last);
        var days = new ArrayList<EndOfDaySummary>();
        long balance = statement.openingMinor().orElseThrow();
        for (LocalDate date = first; !date.isAfter(last); date = date.plusDays(1)) {
            var sum = sums.getOrDefault(date, Sum.NONE);
            long opening = balance;
            balance = Math.addExact(opening, sum.netMinor());
            var ownSum = ownSums.getOrDefault(date, Sum.NONE);
            days.add(EndOfDaySummary.of(statement, date, ownSum, opening, balance));
        }
        return days;
    }

    /** A statement that does not end a day has only its last day. */
    private LocalDate firstDay(NewStatement incoming, Statement statement) {
        LocalDate last = statement.asOf();
        if (!statement.endOfDay()) {
            return last;
        }
        return incoming.head()
                .period()
                .map(period -> period.from().toLocalDate())
                .or(() -> firstBooked(incoming))
                .filter(day -> day.isBefore(last) && day.isAfter(last.minusDays(MOST_DAYS)))
                .orElse(last);
    }

    /**
     * Where a statement does not say its period: the first day with a booking since its opening
     * balance. Banks date that balance by the day itself or by the bank day before it.
     */
    private Optional<LocalDate> firstBooked(NewStatement incoming) {
        return incoming.opensOn()
                .flatMap(
                        since ->
                                byDate.keySet().stream()
                                        .filter(day -> !day.isBefore(since))
                                        .min(Comparator.naturalOrder()));
    }

    private Map<LocalDate, Sum> within(LocalDate first, LocalDate last) {
        var sums = new HashMap<LocalDate, Sum>();
        sums.put(last, undated);
        byDate.forEach(
                (date, sum) -> {
                    var notBefore = date.isBefore(first) ? first : date;
                    sums.merge(notBefore.isAfter(last) ? last : notBefore, sum, Sum::plus);
                });
        return sums;
    }
}
