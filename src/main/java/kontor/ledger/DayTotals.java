package kontor.ledger;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kontor.iso20022.EntryHead;
import kontor.proof.Carried;
import kontor.transactions.StatementEntry;

/** The booked entries of a statement, added up by booking date while it is read once. */
public final class DayTotals {

    /** Ten years; a statement of more dates proves nothing of its days. */
    private static final int MOST_DAYS = 4_000;

    /** Of longer statements the order of entries is not compared with that of others. */
    private static final int MOST_PLACES = 1 << 14;

    private record Sum(long entries, long creditsMinor, long debitsMinor, long digest) {

        static final Sum NONE = new Sum(0, 0, 0, 0);

        static Sum of(long minor, long digest) {
            return new Sum(1, Math.max(minor, 0), Math.max(Math.negateExact(minor), 0), digest);
        }

        long minor() {
            return Math.subtractExact(creditsMinor, debitsMinor);
        }

        Sum negated() {
            return new Sum(-entries, -creditsMinor, -debitsMinor, -digest);
        }

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
    private final AmountCounts places = new AmountCounts(MOST_PLACES);
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

    void add(LocalDate date, long minor) {
        if (byDate.size() == MOST_DAYS && !byDate.containsKey(date)) {
            tooMany = true;
            return;
        }
        long digest = AmountCounts.digest(date, minor);
        long before = byDate.getOrDefault(date, Sum.NONE).minor();
        places.add(date, AmountCounts.atPlace(before, minor));
        byDate.merge(date, Sum.of(minor, digest), Sum::plus);
        counts.add(date, minor);
    }

    /** How often an amount stands on a date. */
    public int count(LocalDate date, long minor) {
        return counts.of(date, minor);
    }

    /**
     * The same, with what is told again under the day from which it counts on the day on which it
     * was booked. The counts by amount keep both.
     */
    public DayTotals redated(List<Carried> again) {
        var other = new DayTotals();
        other.addAll(this);
        for (Carried one : again) {
            long minor = one.amountMinor();
            for (int i = 0; i < one.entries(); i++) {
                long digest = AmountCounts.digest(one.value(), minor);
                other.byDate.merge(one.value(), Sum.of(minor, digest).negated(), Sum::plus);
                other.add(one.booked(), minor);
            }
        }
        other.byDate.values().removeIf(sum -> sum.entries == 0);
        return other;
    }

    /** Adds those of a further page. */
    public void addAll(DayTotals page) {
        page.byDate.forEach((date, sum) -> byDate.merge(date, sum, Sum::plus));
        counts.addAll(page.counts);
        places.leaveOut();
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
            return new Days(List.of(), new AmountCounts(), new AmountCounts());
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
        return new Days(days, counts, places);
    }

    /**
     * The days of a statement.
     *
     * @param counts how often each amount stands on each of them
     * @param places the same of amounts at places, counted from the beginning of the day
     */
    public record Days(List<StatementDay> list, AmountCounts counts, AmountCounts places) {

        public Days {
            list = List.copyOf(list);
        }

        /**
         * What a date has in common with what another statement booked.
         *
         * @param both entries with an amount that stands here too
         * @param placed those of them at the same place between balances
         * @param others the amounts that do not stand here
         */
        record Common(int both, int placed, List<Long> others) {}

        Common common(StatementDay day, List<LedgerTable.Placed> booked) {
            var left = new HashMap<Long, Integer>();
            var others = new ArrayList<Long>();
            int placed = 0;
            for (var entry : booked) {
                long minor = entry.amountMinor();
                int more = left.computeIfAbsent(minor, _ -> counts.of(day.date(), minor));
                left.put(minor, more - 1);
                if (more <= 0) {
                    others.add(minor);
                } else if (isPlaced(day, entry)) {
                    placed++;
                }
            }
            return new Common(booked.size() - others.size(), placed, others);
        }

        private boolean isPlaced(StatementDay day, LedgerTable.Placed entry) {
            long place = entry.placeMinor().orElse(0L) - day.openingMinor();
            long key = AmountCounts.atPlace(place, entry.amountMinor());
            return places.of(day.date(), key) > 0;
        }
    }
}
