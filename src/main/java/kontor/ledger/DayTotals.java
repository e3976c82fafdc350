package kontor.ledger;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kontor.iso20022.EntryHead;
import kontor.transactions.StatementEntry;

/** The booked entries of a statement, added up by booking date while it is read once. */
public final class DayTotals {

    /** Ten years; a statement of more dates proves nothing of its days. */
    private static final int MOST_DAYS = 4_000;

    private record Sum(long entries, long creditsMinor, long debitsMinor, long digest) {

        static final Sum NONE = new Sum(0, 0, 0, 0);

        Sum plus(Sum other) {
            return new Sum(
                    entries + other.entries,
                    Math.addExact(creditsMinor, other.creditsMinor),
                    Math.addExact(debitsMinor, other.debitsMinor),
                    digest + other.digest);
        }

        StatementDay between(LocalDate date, long openingMinor) {
            long closing =
                    Math.subtractExact(Math.addExact(openingMinor, creditsMinor), debitsMinor);
            return new StatementDay(
                    date, openingMinor, closing, entries, creditsMinor, debitsMinor, digest);
        }
    }

    private final Map<LocalDate, Sum> byDate = new TreeMap<>();
    private final AmountCounts counts = new AmountCounts();
    private final List<Long> undated = new ArrayList<>();
    private boolean tooMany;

    /** ArithmeticException when a sum leaves the range of a {@code long}. */
    public void add(EntryHead entry) {
        if (!StatementEntry.isBooked(entry)) {
            return;
        }
        long minor = entry.amount().amountMinor();
        var date = entry.dates().booking().or(entry.dates()::value);
        if (date.isPresent()) {
            add(date.get(), minor);
        } else if (undated.size() < AmountCounts.MOST) {
            undated.add(minor);
        } else {
            tooMany = true;
        }
    }

    private void add(LocalDate date, long minor) {
        if (byDate.size() == MOST_DAYS && !byDate.containsKey(date)) {
            tooMany = true;
            return;
        }
        long digest = AmountCounts.digest(date, minor);
        var one = new Sum(1, Math.max(minor, 0), Math.max(Math.negateExact(minor), 0), digest);
        byDate.merge(date, one, Sum::plus);
        counts.add(date, minor);
    }

    /** Adds those of a further page. */
    public void addAll(DayTotals page) {
        page.byDate.forEach((date, sum) -> byDate.merge(date, sum, Sum::plus));
        counts.addAll(page.counts);
        undated.addAll(page.undated);
        tooMany |= page.tooMany;
    }

    /**
     * The days of the statement in their order; none when there are too many. Its last day is among
     * them, also without entries: there its closing balance stands.
     *
     * @param asOf the date of entries without one
     */
    public Days days(LocalDate asOf, long openingMinor) {
        undated.forEach(minor -> add(asOf, minor));
        undated.clear();
        if (tooMany) {
            return new Days(List.of(), new AmountCounts());
        }
        var sums = new TreeMap<>(byDate);
        sums.putIfAbsent(asOf, Sum.NONE);
        var days = new ArrayList<StatementDay>();
        long balance = openingMinor;
        for (var one : sums.entrySet()) {
            var day = one.getValue().between(one.getKey(), balance);
            days.add(day);
            balance = day.closingMinor();
        }
        return new Days(days, counts);
    }

    /**
     * The days of a statement.
     *
     * @param counts how often each amount stands on each of them
     */
    public record Days(List<StatementDay> list, AmountCounts counts) {

        public Days {
            list = List.copyOf(list);
        }
    }
}
