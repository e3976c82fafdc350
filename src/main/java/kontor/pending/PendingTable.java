package kontor.pending;

import static kontor.db.Columns.column;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import kontor.core.AccountLimit;
import kontor.core.Money;
import kontor.db.Column;
import kontor.db.Rows;
import kontor.db.Tx;
import kontor.transactions.EntryMarks;
import kontor.transactions.Transactions;
import kontor.wire.Json;
import org.jspecify.annotations.Nullable;

/** SQL of the pending transactions. */
final class PendingTable {

    static final String COLUMNS =
            """
            p.id, p.account_id, p.entry_key, p.occurrence, p.position, p.booked_intraday, p.date, p.value_date,
                p.amount_minor, p.currency, p.description, p.returned, p.servicer_reference, p.end_to_end_id,
                p.facts, p.metadata, p.version, p.created, p.updated\
            """;

    private static final String LOCK =
            """
            SELECT %s FROM pending_transactions p WHERE p.organization_id = :org AND p.id = ANY (:ids)
            ORDER BY p.id
            FOR UPDATE
            """
                    .formatted(COLUMNS);

    Map<UUID, PendingTransaction> lock(Tx tx, Collection<UUID> ids) {
        return tx.query(LOCK)
                .bind("ids", ids.toArray(UUID[]::new))
                .map((row, _) -> pendingRow(row).pending())
                .collectToMap(PendingTransaction::id, one -> one);
    }

    /** What each report tells anew. */
    private static final Rows<PendingRow> TOLD =
            Rows.of(
                    Column.id("id", PendingRow::id).asKey(),
                    Column.big("position", PendingRow::position),
                    Column.flag("booked_intraday", PendingRow::bookedIntraday),
                    Column.date("date", row -> row.pending().date()),
                    Column.optionalDate("value_date", row -> row.pending().valueDate()),
                    Column.text("description", row -> row.pending().description()),
                    Column.flag("returned", row -> row.pending().returned()),
                    Column.optionalText(
                            "servicer_reference", row -> row.marks().servicerReference()),
                    Column.optionalText("end_to_end_id", row -> row.marks().endToEndId()),
                    Column.text("facts", row -> row.pending().facts()));

    private static final Rows<PendingRow> NEW =
            TOLD.and(
                    Rows.of(
                            Column.text("entry_key", PendingRow::key),
                            Column.number("occurrence", PendingRow::occurrence),
                            Column.big("amount_minor", row -> row.pending().amount().amountMinor()),
                            Column.text(
                                    "currency", row -> row.pending().amount().currency().code())));

    private static final String INSERT =
            NEW.insert(
                    """
                    INSERT INTO pending_transactions (organization_id, %s, account_id, report, report_day,
                        version, created, updated)
                    SELECT :org, %s, :account, :report, :day, 1, :now, :now
                    FROM %s
                    """);

    void insert(Tx tx, IntradayReport report, List<PendingRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        NEW.bound(tx.update(INSERT), rows)
                .bind("account", report.accountId())
                .bind("report", report.name())
                .bind("day", report.day())
                .bind("now", tx.now())
                .execute();
    }

    private static final Rows<PendingRow> TOLD_AGAIN =
            TOLD.and(
                    Rows.of(
                            Column.number("version", row -> row.pending().version()),
                            Column.time("updated", row -> row.pending().updated())));

    private static final String TELL_AGAIN =
            TOLD_AGAIN.update(
                    """
                    UPDATE pending_transactions p SET %s, report = :report, report_day = :day
                    FROM %s
                    WHERE p.organization_id = :org AND p.id = u.id
                    """);

    /** Writes what a newer report says of those that are there; all were locked. */
    void update(Tx tx, IntradayReport report, List<PendingRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        TOLD_AGAIN
                .bound(tx.update(TELL_AGAIN), rows)
                .bind("report", report.name())
                .bind("day", report.day())
                .execute();
    }

    /** Writes metadata; every row must still be at the version it had before. */
    void updateMetadata(
            Tx tx, Map<UUID, PendingTransaction> before, List<PendingTransaction> after) {
        if (after.isEmpty()) {
            return;
        }
        int rows =
                tx.update(
                                """
                                UPDATE pending_transactions p
                                SET metadata = u.metadata, version = u.version, updated = :now
                                FROM unnest(:ids::uuid[], :metadata::text[], :expected::int[], :versions::int[])
                                    AS u (id, metadata, expected, version)
                                WHERE p.organization_id = :org AND p.id = u.id AND p.version = u.expected
                                """)
                        .bind("now", tx.now())
                        .bind("ids", column(after, UUID[]::new, PendingTransaction::id))
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
                        .bind(
                                "versions",
                                column(after, Integer[]::new, PendingTransaction::version))
                        .execute();
        Tx.allChanged(rows, after.size(), "pending transactions");
    }

    void delete(Tx tx, Collection<UUID> ids) {
        tx.update(
                        """
                        DELETE FROM pending_transactions WHERE organization_id = :org AND id = ANY (:ids)
                        """)
                .bind("ids", ids.toArray(UUID[]::new))
                .execute();
    }

    private static final String DELETE_UNTOLD =
            deleting(
                    """
                    report <> :report AND report_day <= :day AND (report_day = :day OR date >= :day OR report_day <= (
                        SELECT max(date) FROM end_of_day_summaries
                        WHERE organization_id = :org AND account_id = :account AND complete))\
                    """);

    /**
     * Deletes what the report, which was read to its end, no longer contains. What the report of an
     * earlier day announced for that day stays until the statement of that day was booked.
     */
    List<PendingTransaction> deleteMissing(Tx tx, IntradayReport report, int most) {
        return tx.query(DELETE_UNTOLD)
                .bind("account", report.accountId())
                .bind("report", report.name())
                .bind("day", report.day())
                .bind("most", most)
                .map((row, _) -> pendingRow(row).pending())
                .list();
    }

    private static final String DELETE_OVER =
            deleting(
                    """
                    report_day <= :day AND (booked_intraday AND date <= :day OR EXISTS (
                        SELECT 1 FROM intraday_reports r
                        WHERE r.organization_id = :org AND r.account_id = :account AND r.day > report_day
                            AND r.report <> pending_transactions.report))\
                    """);

    /**
     * Deletes what a day that has ended at the bank leaves behind: what was booked within the day
     * but not by its statement, and what the report of a later day no longer contains.
     */
    List<PendingTransaction> deleteOfEndedDay(Tx tx, UUID account, LocalDate day, int most) {
        return tx.query(DELETE_OVER)
                .bind("account", account)
                .bind("day", day)
                .bind("most", most)
                .map((row, _) -> pendingRow(row).pending())
                .list();
    }

    private static String deleting(String condition) {
        return """
        WITH gone AS MATERIALIZED (
            SELECT id FROM pending_transactions
            WHERE organization_id = :org AND account_id = :account AND (
                %s)
            ORDER BY id LIMIT :most FOR UPDATE
        )
        DELETE FROM pending_transactions p USING gone
        WHERE p.organization_id = :org AND p.id = gone.id
        RETURNING %s
        """
                .formatted(condition, COLUMNS);
    }

    /** False when a newer report of the account was read before. */
    boolean isNewest(Tx tx, IntradayReport report) {
        return tx.update(
                                """
                                INSERT INTO intraday_reports (organization_id, account_id, day, reported, report)
                                VALUES (:org, :account, :day, :reported, :report)
                                ON CONFLICT (organization_id, account_id) DO UPDATE
                                SET day = excluded.day, reported = excluded.reported, report = excluded.report
                                WHERE (intraday_reports.day, intraday_reports.reported) <= (excluded.day, excluded.reported)
                                """)
                        .bind("account", report.accountId())
                        .bind("day", report.day())
                        .bind("reported", report.reported())
                        .bind("report", report.name())
                        .execute()
                == 1;
    }

    private static final String FIND =
            """
            SELECT %s FROM pending_transactions p WHERE p.organization_id = :org AND p.id = :id
            """
                    .formatted(COLUMNS);

    Optional<PendingTransaction> find(Tx tx, UUID id) {
        return tx.query(FIND).bind("id", id).map((row, _) -> pendingRow(row).pending()).findOne();
    }

    private static final String LIST =
            """
            SELECT %s FROM pending_transactions p
            WHERE p.organization_id = :org
                AND (:account::uuid IS NULL OR p.account_id = :account)
                AND (:within::uuid[] IS NULL OR p.account_id = ANY (:within))
                AND (:from::date IS NULL OR p.date >= :from)
                AND (:to::date IS NULL OR p.date <= :to)
                AND (:least::bigint IS NULL OR p.amount_minor >= :least)
                AND (:most::bigint IS NULL OR p.amount_minor <= :most)
                AND (:beforeDate::date IS NULL OR (p.date, p.id) < (:beforeDate, :beforeId))
            ORDER BY p.date DESC, p.id DESC
            LIMIT :limit
            """
                    .formatted(COLUMNS);

    /** Newest expected date first; each filter is open when absent. */
    List<PendingTransaction> list(
            Tx tx,
            AccountLimit within,
            PendingFilter filter,
            Transactions.@Nullable Place before,
            int limit) {
        return filter.bound(tx.query(LIST))
                .bind("within", within.within())
                .bind("beforeDate", before == null ? null : before.date())
                .bind("beforeId", before == null ? null : before.id())
                .bind("limit", limit)
                .map((row, _) -> pendingRow(row).pending())
                .list();
    }

    static PendingRow pendingRow(ResultSet row) throws SQLException {
        var amount = Money.of(row.getLong("amount_minor"), row.getString("currency"));
        var date = row.getObject("date", LocalDate.class);
        var pending =
                new PendingTransaction(
                        row.getObject("id", UUID.class),
                        row.getObject("account_id", UUID.class),
                        date,
                        Optional.ofNullable(row.getObject("value_date", LocalDate.class)),
                        amount,
                        row.getString("description"),
                        row.getBoolean("returned"),
                        row.getString("facts"),
                        Json.readMetadata(row.getString("metadata")),
                        row.getInt("version"),
                        row.getTimestamp("created").toInstant(),
                        row.getTimestamp("updated").toInstant());
        var marks =
                new EntryMarks(
                        Optional.ofNullable(row.getString("servicer_reference")),
                        Optional.ofNullable(row.getString("end_to_end_id")),
                        amount,
                        date);
        return new PendingRow(
                pending,
                marks,
                row.getString("entry_key"),
                row.getInt("occurrence"),
                row.getLong("position"),
                row.getBoolean("booked_intraday"));
    }
}
