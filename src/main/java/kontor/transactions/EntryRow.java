package kontor.transactions;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kontor.bookednames.PartyKey;
import kontor.core.Ids;
import kontor.db.Tx;
import kontor.iso20022.BankTransactionCode;
import kontor.wire.Json;
import org.jspecify.annotations.Nullable;

/**
 * A transaction about to be inserted, with what the database keeps of it beside.
 *
 * @param position place of its entry in the statement, from 1
 * @param placeMinor the balance before the entry, as its statement proves
 * @param batch the payment information, or the message, that was booked as one
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
     * What an entry says as the API tells it; see {@link EntryReading}.
     *
     * @param facts JSON, as of {@link Transaction}
     * @param party the words of the name in them; see {@link PartyKey}
     */
    public record Read(
            String description,
            boolean returned,
            String facts,
            String party,
            Optional<String> group,
            BankTransactionCode code,
            String text,
            List<EntryDetail> details) {

        static Read of(StatementEntry entry) {
            var reading = new EntryReading(entry);
            var facts = reading.facts();
            return new Read(
                    reading.description(),
                    reading.returned(),
                    Json.write(facts),
                    PartyKey.of(facts),
                    reading.group(),
                    reading.code(),
                    reading.text(),
                    reading.details());
        }
    }

    /**
     * The statement that books entries.
     *
     * @param asOf the day of its closing balance, in the bank's zone: the date of entries without
     *     one
     */
    public record StatementRef(UUID id, UUID accountId, LocalDate asOf) {}

    /**
     * @param places the balances before them, by position; see {@code kontor.ledger}
     */
    public static List<EntryRow> of(
            Tx tx, StatementRef statement, List<StatementEntry> entries, Map<Long, Long> places) {
        return entries.stream()
                .map(entry -> of(tx, statement, entry, places.get(entry.position())))
                .toList();
    }

    /** The ids of their transactions. */
    public static Set<UUID> ids(List<EntryRow> rows) {
        return rows.stream().map(row -> row.transaction().id()).collect(Collectors.toSet());
    }

    /** An entry of a statement is booked once, however often its file is read. */
    String key() {
        return "S|" + transaction.statementId() + "|" + position;
    }

    /** By whose name it is found; what was told of it since its entry was read counts. */
    String party() {
        var read = entry.read();
        String facts = transaction.facts();
        return facts.equals(read.facts()) ? read.party() : PartyKey.of(facts);
    }

    private static LocalDate date(StatementRef statement, StatementEntry entry) {
        return entry.date().orElse(statement.asOf());
    }

    private static EntryRow of(
            Tx tx, StatementRef statement, StatementEntry entry, @Nullable Long place) {
        var reading = entry.read();
        var transaction = transaction(tx, statement, entry, reading);
        return new EntryRow(
                transaction,
                entry.position(),
                Optional.ofNullable(place),
                entry.head().references().accountServicer(),
                reading.group(),
                booked(transaction, entry, reading),
                EntryMarks.of(entry, transaction.date()),
                entry);
    }

    private static Transaction transaction(
            Tx tx, StatementRef statement, StatementEntry entry, Read reading) {
        return new Transaction(
                Ids.next(),
                statement.accountId(),
                statement.id(),
                date(statement, entry),
                entry.head().dates().value(),
                entry.head().amount(),
                reading.description(),
                reading.returned(),
                reading.facts(),
                ReconciliationStatus.NOT_RECONCILED,
                List.of(),
                Map.of(),
                1,
                tx.now(),
                tx.now());
    }

    private static BookedEntry booked(Transaction transaction, StatementEntry entry, Read reading) {
        boolean whole = entry.apart().details() == 0;
        return new BookedEntry(
                transaction.id(),
                transaction.accountId(),
                transaction.date(),
                transaction.amount(),
                transaction.returned(),
                reading.code(),
                entry.head().references().accountServicer(),
                whole ? reading.group() : Optional.empty(),
                reading.text(),
                reading.details(),
                whole);
    }

    /** What a user said of it while it was announced stays with it. */
    public EntryRow withMetadata(Map<String, String> metadata) {
        return with(transaction.withFirstMetadata(metadata));
    }

    /** With what became of the transaction since. */
    EntryRow with(Transaction now) {
        return new EntryRow(
                now, position, placeMinor, servicerReference, batch, booked, marks, entry);
    }
}
