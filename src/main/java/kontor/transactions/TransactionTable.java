package kontor.transactions;

import static kontor.db.Columns.column;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.bookednames.BookedNameTable;
import kontor.bookednames.PartyKey;
import kontor.core.Maps;
import kontor.core.Money;
import kontor.db.Column;
import kontor.db.Rows;
import kontor.db.Tx;
import kontor.proof.Carried;
import kontor.wire.Json;

/** SQL of the transactions; what is attached comes from {@link AttachmentTable}. */
public final class TransactionTable {

    /**
     * What earlier statements booked and what counts since the last of them, up to a day. Value
     * dates are at most some weeks behind.
     */
    public List<Carried> carried(Tx tx, UUID account, LocalDate day) {
        return tx.query(
                        """
                        SELECT t.date, t.value_date, t.amount_minor, count(*)::int AS entries
                        FROM transactions t
                        JOIN statements s ON s.organization_id = t.organization_id AND s.id = t.statement_id
                        WHERE t.organization_id = :org AND t.account_id = :account AND s.as_of < :day
                            AND t.date >= :day::date - 90 AND t.value_date <= :day
                            AND t.value_date > (
                                SELECT max(b.as_of) FROM statements b
                                WHERE b.organization_id = :org AND b.account_id = :account
                                    AND b.status <> 'QUARANTINED' AND b.as_of < :day)
                        GROUP BY t.date, t.value_date, t.amount_minor
                        ORDER BY t.date, t.value_date, t.amount_minor
                        """)
                .bind("account", account)
                .bind("day", day)
                .map(
                        (row, _) ->
                                new Carried(
                                        row.getObject("date", LocalDate.class),
                                        row.getObject("value_date", LocalDate.class),
                                        row.getLong("amount_minor"),
                                        row.getInt("entries")))
                .list();
    }

    private final BookedNameTable names = new BookedNameTable();

    private static final Rows<EntryRow> NEW =
            Rows.of(
                    Column.id("id", row -> row.transaction().id()),
                    Column.id("account_id", row -> row.transaction().accountId()),
                    Column.id("statement_id", row -> row.transaction().statementId()),
                    Column.big("position", EntryRow::position),
                    Column.text("entry_key", EntryRow::key),
                    Column.optionalBig("place_minor", EntryRow::placeMinor),
                    Column.date("date", row -> row.transaction().date()),
                    Column.optionalDate("value_date", row -> row.transaction().valueDate()),
                    Column.big("amount_minor", row -> row.transaction().amount().amountMinor()),
                    Column.text("currency", row -> row.transaction().amount().currency().code()),
                    Column.text("description", row -> row.transaction().description()),
                    Column.flag("returned", row -> row.transaction().returned()),
                    Column.optionalText("servicer_reference", EntryRow::servicerReference),
                    Column.optionalText("batch", EntryRow::batch),
                    Column.text("text", row -> row.booked().text()),
                    Column.text("facts", row -> row.transaction().facts()),
                    Column.text("party_key", EntryRow::party),
                    Column.word("reconciliation_status", row -> row.transaction().status()),
                    Column.number("version", row -> row.transaction().version()),
                    Column.text(
                            "metadata", row -> Json.writeMetadata(row.transaction().metadata())));

    private static final String INSERT =
            NEW.insert(
                    """
                    INSERT INTO transactions AS transactions (organization_id, %s, occurrence, created, updated)
                    SELECT :org, %s, 1, :now, :now
                    FROM %s
                    """);

    /** All of them must be new: see {@link #booked}. */
    void insert(Tx tx, List<EntryRow> rows) {
        NEW.bound(tx.update(INSERT), rows).bind("now", tx.now()).execute();
        names.insert(tx, rows.stream().map(EntryRow::party).toList());
    }

    /**
     * The keys of those entries that are booked.
     *
     * @param rows of one account
     */
    Set<String> booked(Tx tx, List<EntryRow> rows) {
        return new HashSet<>(
                tx.query(
                                """
                                SELECT t.entry_key FROM unnest(:keys::text[]) AS u (key)
                                CROSS JOIN LATERAL (
                                    SELECT entry_key FROM transactions
                                    WHERE organization_id = :org AND entry_key = u.key
                                        AND account_id = :account AND occurrence = 1 OFFSET 0) AS t
                                """)
                        .bind("keys", column(rows, String[]::new, EntryRow::key))
                        .bind("account", rows.getFirst().transaction().accountId())
                        .mapTo(String.class)
                        .list());
    }

    List<Transaction> of(Tx tx, Collection<UUID> ids) {
        return tx.query(
                        """
                        SELECT id, account_id, statement_id, date, value_date, amount_minor, currency,
                            description, returned, facts, reconciliation_status, metadata, version,
                            created, updated
                        FROM transactions
                        WHERE organization_id = :org AND id = ANY (:ids)
                        """)
                .bind("ids", ids.toArray(UUID[]::new))
                .map((row, _) -> transaction(row))
                .list();
    }

    /** Locked for change in id order, so that two nodes never cross. */
    List<Transaction> lock(Tx tx, Collection<UUID> ids) {
        return tx.query(
                        """
                        SELECT id, account_id, statement_id, date, value_date, amount_minor, currency,
                            description, returned, facts, reconciliation_status, metadata, version,
                            created, updated
                        FROM transactions
                        WHERE organization_id = :org AND id = ANY (:ids)
                        ORDER BY id
                        FOR NO KEY UPDATE
                        """)
                .bind("ids", ids.toArray(UUID[]::new))
                .map((row, _) -> transaction(row))
                .list();
    }

    private static final Rows<Transaction> CHANGED =
            Rows.versioned(
                    Column.id("id", Transaction::id).asKey(),
                    Column.word("reconciliation_status", Transaction::status),
                    Column.text("metadata", one -> Json.writeMetadata(one.metadata())),
                    Column.number("version", Transaction::version));

    private static final String UPDATE =
            CHANGED.update(
                    """
                    UPDATE transactions t SET %s, updated = :now
                    FROM %s
                    WHERE t.organization_id = :org AND t.id = u.id AND t.version = u.expected
                    """);

    /** Writes what may change; every row must still be at the version it had before. */
    void update(Tx tx, Map<UUID, Transaction> before, List<Transaction> after) {
        CHANGED.change(
                tx,
                UPDATE,
                "transactions",
                after,
                one -> Maps.required(before, one.id()).version());
    }

    private static final Rows<Transaction> TOLD =
            Rows.versioned(
                    Column.id("id", Transaction::id).asKey(),
                    Column.text("description", Transaction::description),
                    Column.flag("returned", Transaction::returned),
                    Column.text("facts", Transaction::facts),
                    Column.text("party_key", one -> PartyKey.of(one.facts())),
                    Column.number("version", Transaction::version));

    private static final String TELL =
            TOLD.update(
                    """
                    UPDATE transactions t SET %s, updated = :now
                    FROM %s
                    WHERE t.organization_id = :org AND t.id = u.id AND t.version = u.expected
                    """);

    /** Writes what banks say of them now; every row must still be at the version it had before. */
    void tell(Tx tx, Map<UUID, Transaction> before, List<Transaction> after) {
        if (after.isEmpty()) {
            return;
        }
        int rows =
                TOLD.bound(tx.update(TELL), after, one -> Maps.required(before, one.id()).version())
                        .bind("now", tx.now())
                        .execute();
        Tx.allChanged(rows, after.size(), "transactions");
        names.insert(tx, after.stream().map(one -> PartyKey.of(one.facts())).toList());
    }

    /** What a match is found by, without the details. */
    public List<BookedEntry> entries(Tx tx, Collection<UUID> ids) {
        return tx.query(
                        """
                        SELECT id, account_id, date, amount_minor, currency, returned, facts,
                            servicer_reference, batch, text
                        FROM transactions
                        WHERE organization_id = :org AND id = ANY (:ids)
                        ORDER BY id
                        """)
                .bind("ids", ids.toArray(UUID[]::new))
                .map((row, _) -> entry(row))
                .list();
    }

    /** Without its details. */
    private static BookedEntry entry(ResultSet row) throws SQLException {
        return new BookedEntry(
                row.getObject("id", UUID.class),
                row.getObject("account_id", UUID.class),
                row.getObject("date", LocalDate.class),
                Money.of(row.getLong("amount_minor"), row.getString("currency")),
                row.getBoolean("returned"),
                EntryReading.storedCode(row.getString("facts")),
                Optional.ofNullable(row.getString("servicer_reference")),
                Optional.ofNullable(row.getString("batch")),
                row.getString("text"),
                List.of(),
                true);
    }

    static Transaction transaction(ResultSet row) throws SQLException {
        return new Transaction(
                row.getObject("id", UUID.class),
                row.getObject("account_id", UUID.class),
                row.getObject("statement_id", UUID.class),
                row.getObject("date", LocalDate.class),
                Optional.ofNullable(row.getObject("value_date", LocalDate.class)),
                Money.of(row.getLong("amount_minor"), row.getString("currency")),
                row.getString("description"),
                row.getBoolean("returned"),
                row.getString("facts"),
                ReconciliationStatus.valueOf(row.getString("reconciliation_status")),
                List.of(),
                Json.readMetadata(row.getString("metadata")),
                row.getInt("version"),
                row.getTimestamp("created").toInstant(),
                row.getTimestamp("updated").toInstant());
    }
}
