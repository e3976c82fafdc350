package kontor.transactions;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kontor.core.Ids;
import kontor.db.Tx;
import kontor.wire.Json;
import org.jspecify.annotations.Nullable;

/**
 * A transaction about to be inserted, with what the database keeps of it beside.
 *
 * @param position place of its entry in the statement, from 1
 * @param placeMinor the balance before the entry, as its statement proves
 * @param batch the payment information id of a batch booking
 * @param marks by what its announcement is recognized
 * @param entry as it was read
 */
public record EntryRow(
        Transaction transaction,
        long position,
        Optional<Long> placeMinor,
        Optional<String> servicerReference,
        Optional<String> batch,
        BookedEntry booked,
        EntryMarks marks,
        StatementEntry entry) {

    /**
     * @param places the balances before them, by position; see {@code kontor.ledger}
     */
    public static List<EntryRow> of(
            Tx tx, StatementRef statement, List<StatementEntry> entries, Map<Long, Long> places) {
        return entries.stream()
                .map(entry -> of(tx, statement, entry, places.get(entry.position())))
                .toList();
    }

    /** An entry of a statement is booked once, however often its file is read. */
    String key() {
        return "S|" + transaction.statementId() + "|" + position;
    }

    private static LocalDate date(StatementRef statement, StatementEntry entry) {
        return entry.date().orElse(statement.asOf());
    }

    private static EntryRow of(
            Tx tx, StatementRef statement, StatementEntry entry, @Nullable Long place) {
        var reading = new EntryReading(entry);
        var transaction = transaction(tx, statement, entry, reading);
        return new EntryRow(
                transaction,
                entry.position(),
                Optional.ofNullable(place),
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
                placeMinor,
                servicerReference,
                batch,
                booked,
                marks,
                entry);
    }
}
