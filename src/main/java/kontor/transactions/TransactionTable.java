package kontor.transactions;

import static kontor.db.Columns.column;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.core.AccountLimit;
import kontor.core.Money;
import kontor.db.Tx;
import kontor.wire.Json;
import org.jspecify.annotations.Nullable;

/** SQL of the transactions; what is attached comes from {@link AttachmentTable}. */
public final class TransactionTable {

    /** How many entries of each key stand in the statement before a position. */
    public Map<String, Integer> occurrencesBefore(
            Tx tx, StatementRef statement, long position, List<String> keys) {
        return tx.query(
                        """
                        SELECT k.key, count(*) FROM unnest(:keys::text[]) AS k (key)
                        CROSS JOIN LATERAL (
                            SELECT account_id, statement_id, position FROM transactions
                            WHERE organization_id = :org AND entry_key = k.key OFFSET 0) AS t
                        WHERE t.account_id = :account AND t.statement_id = :statement AND t.position < :position
                        GROUP BY k.key
                        """)
                .bind("account", statement.accountId())
                .bind("keys", keys.toArray(String[]::new))
                .bind("statement", statement.id())
                .bind("position", position)
                .map((row, _) -> Map.entry(row.getString(1), row.getInt(2)))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** Returns the ids of those that were new; an entry that is there already stays as it is. */
    public Set<UUID> insert(Tx tx, List<EntryRow> rows) {
        return new HashSet<>(
                tx.query(
                                """
                                INSERT INTO transactions AS transactions (organization_id, id, account_id, statement_id, position,
                                    entry_key, occurrence, date, value_date, amount_minor, currency, description,
                                    returned, servicer_reference, batch, text, facts, metadata,
                                    reconciliation_status, version, created, updated)
                                SELECT :org, u.id, u.account_id, u.statement_id, u.position, u.entry_key,
                                    u.occurrence, u.date, u.value_date, u.amount_minor, u.currency, u.description,
                                    u.returned, u.servicer_reference, u.batch, u.text, u.facts, u.metadata,
                                    'NOT_RECONCILED', 1, :now, :now
                                FROM unnest(:ids::uuid[], :accounts::uuid[], :statements::uuid[],
                                    :positions::bigint[], :keys::text[], :occurrences::int[], :dates::date[],
                                    :valueDates::date[], :amounts::bigint[], :currencies::text[],
                                    :descriptions::text[], :returned::boolean[], :servicers::text[],
                                    :batches::text[], :texts::text[], :facts::text[], :metadata::text[])
                                    AS u (id, account_id, statement_id, position, entry_key, occurrence, date,
                                        value_date, amount_minor, currency, description, returned,
                                        servicer_reference, batch, text, facts, metadata)
                                ON CONFLICT (organization_id, account_id, entry_key, occurrence) DO NOTHING
                                RETURNING id
                                """)
                        .bind("now", tx.now())
                        .bind("ids", column(rows, UUID[]::new, row -> row.transaction().id()))
                        .bind(
                                "accounts",
                                column(rows, UUID[]::new, row -> row.transaction().accountId()))
                        .bind(
                                "statements",
                                column(rows, UUID[]::new, row -> row.transaction().statementId()))
                        .bind("positions", column(rows, Long[]::new, EntryRow::position))
                        .bind("keys", column(rows, String[]::new, EntryRow::key))
                        .bind("occurrences", column(rows, Integer[]::new, EntryRow::occurrence))
                        .bind(
                                "dates",
                                column(rows, LocalDate[]::new, row -> row.transaction().date()))
                        .bind(
                                "valueDates",
                                column(
                                        rows,
                                        LocalDate[]::new,
                                        row -> row.transaction().valueDate().orElse(null)))
                        .bind(
                                "amounts",
                                column(
                                        rows,
                                        Long[]::new,
                                        row -> row.transaction().amount().amountMinor()))
                        .bind(
                                "currencies",
                                column(
                                        rows,
                                        String[]::new,
                                        row -> row.transaction().amount().currency().code()))
                        .bind(
                                "descriptions",
                                column(rows, String[]::new, row -> row.transaction().description()))
                        .bind(
                                "returned",
                                column(rows, Boolean[]::new, row -> row.transaction().returned()))
                        .bind(
                                "servicers",
                                column(
                                        rows,
                                        String[]::new,
                                        row -> row.servicerReference().orElse(null)))
                        .bind(
                                "batches",
                                column(rows, String[]::new, row -> row.batch().orElse(null)))
                        .bind("texts", column(rows, String[]::new, row -> row.booked().text()))
                        .bind(
                                "facts",
                                column(rows, String[]::new, row -> row.transaction().facts()))
                        .bind(
                                "metadata",
                                column(
                                        rows,
                                        String[]::new,
                                        row -> Json.writeMetadata(row.transaction().metadata())))
                        .mapTo(UUID.class)
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

    /** Writes what may change; every row must still be at the version it had before. */
    void update(Tx tx, Map<UUID, Transaction> before, List<Transaction> after) {
        if (after.isEmpty()) {
            return;
        }
        int rows =
                tx.update(
                                """
                                UPDATE transactions t
                                SET reconciliation_status = u.status, metadata = u.metadata, version = u.version,
                                    updated = :now
                                FROM unnest(:ids::uuid[], :statuses::text[], :metadata::text[], :expected::int[],
                                    :versions::int[])
                                    AS u (id, status, metadata, expected, version)
                                WHERE t.organization_id = :org AND t.id = u.id AND t.version = u.expected
                                """)
                        .bind("now", tx.now())
                        .bind("ids", column(after, UUID[]::new, Transaction::id))
                        .bind("statuses", column(after, String[]::new, one -> one.status().name()))
                        .bind(
                                "metadata",
                                column(
                                        after,
                                        String[]::new,
                                        one -> Json.writeMetadata(one.metadata())))
                        .bind(
                                "expected",
                                column(
                                        after,
                                        Integer[]::new,
                                        one ->
                                                Objects.requireNonNull(before.get(one.id()))
                                                        .version()))
                        .bind("versions", column(after, Integer[]::new, Transaction::version))
                        .execute();
        Tx.allChanged(rows, after.size(), "transactions");
    }

    /** Newest booking date first; each filter is open when absent. */
    List<Transaction> list(
            Tx tx,
            AccountLimit within,
            TransactionFilter filter,
            Transactions.@Nullable Place before,
            int limit) {
        return tx.query(
                        """
                        SELECT id, account_id, statement_id, date, value_date, amount_minor, currency,
                            description, returned, facts, reconciliation_status, metadata, version,
                            created, updated
                        FROM transactions
                        WHERE organization_id = :org
                            AND (:account::uuid IS NULL OR account_id = :account)
                            AND (:within::uuid[] IS NULL OR account_id = ANY (:within))
                            AND (:status::text IS NULL OR reconciliation_status = :status)
                            AND (:from::date IS NULL OR date >= :from)
                            AND (:to::date IS NULL OR date <= :to)
                            AND (:beforeDate::date IS NULL OR (date, id) < (:beforeDate, :beforeId))
                        ORDER BY date DESC, id DESC
                        LIMIT :limit
                        """)
                .bind("account", filter.accountId().orElse(null))
                .bind("within", within.within())
                .bind("status", filter.status().map(Enum::name).orElse(null))
                .bind("from", filter.dates().from().orElse(null))
                .bind("to", filter.dates().to().orElse(null))
                .bind("beforeDate", before == null ? null : before.date())
                .bind("beforeId", before == null ? null : before.id())
                .bind("limit", limit)
                .map((row, _) -> transaction(row))
                .list();
    }

    List<UUID> notReconciled(Tx tx, @Nullable UUID after, int limit) {
        return tx.query(
                        """
                        SELECT id FROM transactions
                        WHERE organization_id = :org AND reconciliation_status <> 'RECONCILED'
                            AND (:after::uuid IS NULL OR id > :after)
                        ORDER BY id
                        LIMIT :limit
                        """)
                .bind("after", after)
                .bind("limit", limit)
                .mapTo(UUID.class)
                .list();
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
                .map(
                        (row, _) ->
                                new BookedEntry(
                                        row.getObject("id", UUID.class),
                                        row.getObject("account_id", UUID.class),
                                        row.getObject("date", LocalDate.class),
                                        Money.of(
                                                row.getLong("amount_minor"),
                                                row.getString("currency")),
                                        row.getBoolean("returned"),
                                        EntryReading.storedCode(row.getString("facts")),
                                        Optional.ofNullable(row.getString("servicer_reference")),
                                        Optional.ofNullable(row.getString("batch")),
                                        row.getString("text"),
                                        List.of()))
                .list();
    }

    private static Transaction transaction(ResultSet row) throws SQLException {
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
