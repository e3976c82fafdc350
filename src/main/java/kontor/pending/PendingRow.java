package kontor.pending;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kontor.core.Ids;
import kontor.db.Tx;
import kontor.transactions.EntryMarks;
import kontor.transactions.EntryReading;
import kontor.transactions.StatementEntry;
import kontor.wire.Json;

/**
 * A pending transaction with what the database keeps of it beside.
 *
 * @param marks by what its booking is recognized
 * @param key see {@link EntryMarks#key}
 * @param occurrence counts entries with the same key in the report, from 1
 * @param position place in its report, from 1
 * @param bookedIntraday the bank booked it within the day (status BOOK in a camt.052)
 */
public record PendingRow(
        PendingTransaction pending,
        EntryMarks marks,
        String key,
        int occurrence,
        long position,
        boolean bookedIntraday) {

    /**
     * @param earlier how many of each key stand in earlier slices of the report
     */
    static List<PendingRow> of(
            Tx tx,
            IntradayReport report,
            List<StatementEntry> entries,
            Map<String, Integer> earlier) {
        var counts = new HashMap<>(earlier);
        var rows = new ArrayList<PendingRow>(entries.size());
        for (StatementEntry entry : entries) {
            var marks = marks(report, entry);
            rows.add(of(tx, report, entry, marks, counts.merge(marks.key(), 1, Integer::sum)));
        }
        return rows;
    }

    static EntryMarks marks(IntradayReport report, StatementEntry entry) {
        return EntryMarks.of(entry, date(report, entry));
    }

    private static LocalDate date(IntradayReport report, StatementEntry entry) {
        return entry.date().orElse(report.day());
    }

    private static PendingRow of(
            Tx tx, IntradayReport report, StatementEntry entry, EntryMarks marks, int occurrence) {
        var reading = new EntryReading(entry);
        var pending =
                new PendingTransaction(
                        Ids.next(),
                        report.accountId(),
                        marks.date(),
                        entry.head().dates().value(),
                        entry.head().amount(),
                        reading.description(),
                        reading.returned(),
                        Json.write(reading.facts()),
                        Map.of(),
                        1,
                        tx.now(),
                        tx.now());
        return new PendingRow(
                pending,
                marks,
                marks.key(),
                occurrence,
                entry.position(),
                StatementEntry.isBooked(entry.head()));
    }

    UUID id() {
        return pending.id();
    }

    PendingRow with(PendingTransaction other) {
        return new PendingRow(other, marks, key, occurrence, position, bookedIntraday);
    }

    /** Its place among the pending transactions of its account. */
    Place place() {
        return new Place(key, occurrence);
    }

    record Place(String key, int occurrence) {}
}
