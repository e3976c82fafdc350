package kontor.transactions;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kontor.core.Ids;
import kontor.db.Tx;
import kontor.wire.Json;

/**
 * A transaction about to be inserted, with what the database keeps of it beside.
 *
 * @param position place of its entry in the statement, from 1
 * @param key see {@link EntryIdentity}
 * @param occurrence counts entries with the same key in the statement, from 1
 * @param batch the payment information id of a batch booking
 * @param marks by what its announcement is recognized
 * @param entry as it was read
 */
public record EntryRow(
        Transaction transaction,
        long position,
        String key,
        int occurrence,
        Optional<String> servicerReference,
        Optional<String> batch,
        BookedEntry booked,
        EntryMarks marks,
        StatementEntry entry) {

    /**
     * @param earlier how many of each key stand in earlier slices of the statement
     */
    public static List<EntryRow> of(
            Tx tx,
            StatementRef statement,
            List<StatementEntry> entries,
            Map<String, Integer> earlier) {
        var counts = new HashMap<>(earlier);
        var rows = new ArrayList<EntryRow>(entries.size());
        for (StatementEntry entry : entries) {
            String key = key(statement, entry);
            rows.add(of(tx, statement, entry, key, counts.merge(key, 1, Integer::sum)));
        }
        return rows;
    }

    public static String key(StatementRef statement, StatementEntry entry) {
        return EntryIdentity.key(statement, entry, date(statement, entry));
    }

    private static LocalDate date(StatementRef statement, StatementEntry entry) {
        return entry.date().orElse(statement.asOf());
    }

    private static EntryRow of(
            Tx tx, StatementRef statement, StatementEntry entry, String key, int occurrence) {
        var reading = new EntryReading(entry);
        var transaction = transaction(tx, statement, entry, reading);
        return new EntryRow(
                transaction,
                entry.position(),
                key,
                occurrence,
                entry.head().references().accountServicer(),
                reading.paymentInformationId(),
                booked(transaction, entry, reading),
                EntryMarks.of(entry, transaction.date()),
                entry);
    }

    private static Transaction transaction(
            Tx tx, StatementRef statement, StatementEntry entry, EntryReading reading) {
        return new Transaction(
                Ids.next(),
                statement.accountId(),
                statement.id(),
                date(statement, entry),
                entry.head().dates().value(),
                entry.head().amount(),
                reading.description(),
                reading.returned(),
                Json.write(reading.facts()),
                ReconciliationStatus.NOT_RECONCILED,
                List.of(),
                Map.of(),
                1,
                tx.now(),
                tx.now());
    }

    private static BookedEntry booked(
            Transaction transaction, StatementEntry entry, EntryReading reading) {
        boolean whole = entry.apart().details() == 0;
        return new BookedEntry(
                transaction.id(),
                transaction.accountId(),
                transaction.date(),
                transaction.amount(),
                transaction.returned(),
                reading.code(),
                entry.head().references().accountServicer(),
                whole ? reading.paymentInformationId() : Optional.empty(),
                reading.text(),
                reading.details());
    }

    /** What a user said of it while it was announced stays with it. */
    public EntryRow withMetadata(Map<String, String> metadata) {
        return new EntryRow(
                transaction.withFirstMetadata(metadata),
                position,
                key,
                occurrence,
                servicerReference,
                batch,
                booked,
                marks,
                entry);
    }
}
