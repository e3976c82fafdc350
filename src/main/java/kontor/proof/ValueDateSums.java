package kontor.proof;

import java.time.LocalDate;
import java.util.TreeMap;
import kontor.iso20022.EntryHead;

/** Booked entries added up by the day from which they count. */
public final class ValueDateSums {

    /** A statement has a handful; more days than these are not told apart. */
    private static final int MOST_DAYS = 4_096;

    private final TreeMap<LocalDate, Long> byDay = new TreeMap<>();
    private long undated;

    /** ArithmeticException when a sum leaves the range of a {@code long}. */
    public void add(EntryHead entry) {
        long minor = entry.amount().amountMinor();
        var day = entry.dates().value().or(entry.dates()::booking);
        boolean kept =
                day.filter(one -> byDay.size() < MOST_DAYS || byDay.containsKey(one)).isPresent();
        if (kept) {
            byDay.merge(day.orElseThrow(), minor, Math::addExact);
        } else {
            undated = Math.addExact(undated, minor);
        }
    }

    /** Adds those of further pages. ArithmeticException as above. */
    public void add(ValueDateSums other) {
        other.byDay.forEach((day, minor) -> byDay.merge(day, minor, Math::addExact));
        undated = Math.addExact(undated, other.undated);
    }

    /** What counts on that day, in minor units; an entry without any day counts at once. */
    public long until(LocalDate day) {
        return byDay.headMap(day, true).values().stream().reduce(undated, Math::addExact);
    }
}
