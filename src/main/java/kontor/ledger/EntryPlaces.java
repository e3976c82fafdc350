package kontor.ledger;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kontor.transactions.StatementEntry;

/**
 * The place of each entry of a statement between its balances, while the statement is read a second
 * time: the opening balance with all entries of earlier dates, and those of its date before it.
 */
public final class EntryPlaces {

    private final LocalDate asOf;
    private final Map<LocalDate, Long> next = new HashMap<>();

    /**
     * @param asOf the date of entries without one
     */
    EntryPlaces(LocalDate asOf, List<StatementDay> days) {
        this.asOf = asOf;
        days.forEach(day -> next.put(day.date(), day.openingMinor()));
    }

    /** The balances before entries that come next, by their positions; only of booked ones. */
    public Map<Long, Long> of(List<StatementEntry> entries) {
        var places = new HashMap<Long, Long>();
        for (StatementEntry entry : entries) {
            var date = entry.date().orElse(asOf);
            var place = next.get(date);
            if (place != null && StatementEntry.isBooked(entry.head())) {
                places.put(entry.position(), place);
                next.put(date, Math.addExact(place, entry.head().amount().amountMinor()));
            }
        }
        return places;
    }
}
