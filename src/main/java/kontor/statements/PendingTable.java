package kontor.statements;

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
import kontor.db.Tx;
import kontor.transactions.EntryMarks;
import kontor.transactions.Transactions;
import kontor.wire.Json;
import org.jspecify.annotations.Nullable;

/** SQL of the pending transactions. */
final class PendingTable {

    private static final String COLUMNS =
            """
             p.id, p.account_id, p.entry_key, p.occurrence, p.position, p.booked_intraday, p.date, p.value_date,
                p.amount_minor, p.currency, p.description, p.returned, p.servicer_reference, p.end_to_end_id,
                p.facts, p.metadata, p.version, p.created, p.updated
            """;

    /**
     * One look-up by id for each, in the order of the ids: the OFFSET keeps the planner from
     * choosing another way when its statistics of the table are stale.
     */
    private static final String LOCK_KNOWN =
            "SELECT p.* FROM known CROSS JOIN LATERAL (SELECT"
                    + COLUMNS
                    + """
                    FROM pending_transactions p WHERE p.organization_id = :org AND p.id = known.id OFFSET 0
                    FOR UPDATE) AS p
                    """;

    /** How many entries of each key stand in the report before a position. */
    Map<String, Integer> occurrencesBefore(
            Tx tx, IntradayReport report, long position, List<String> keys) {
        return tx.query(
                        """
                        SELECT k.key, count(*) FROM unnest(:keys::text[]) AS k (key)
                        CROSS JOIN LATERAL (
                            SELECT account_id, report, position FROM pending_transactions
                            WHERE organization_id = :org AND entry_key = k.key OFFSET 0) AS p
                        WHERE p.account_id = :account AND p.report = :report AND p.position < :position
                        GROUP BY k.key
                        """)
                .bind("account", report.accountId())
                .bind("keys", keys.toArray(String[]::new))
                .bind("report", report.name())
                .bind("position", position)
                .map((row, _) -> Map.entry(row.getString(1), row.getInt(2)))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** Those with one of the keys that are announced already, locked for change. */
    List<PendingRow> lockKeys(Tx tx, UUID account, Collection<String> keys) {
        return tx.query(
                        """
                        WITH known AS MATERIALIZED (
                            SELECT found.id FROM unnest(:keys::text[]) AS k (key)
                            CROSS JOIN LATERAL (
                                SELECT id, account_id FROM pending_transactions
                                WHERE organization_id = :org AND entry_key = k.key OFFSET 0) AS found
                            WHERE found.account_id = :account
                            ORDER BY found.id
                        )
                        """
                                + LOCK_KNOWN)
                .bind("account", account)
                .bind("keys", keys.toArray(String[]::new))
                .map((row, _) -> pendingRow(row))
                .list();
    }

    Map<UUID, PendingTransaction> lock(Tx tx, Collection<UUID> ids) {
        return tx.query(
                        "SELECT"
                                + COLUMNS
                                + """
                                FROM pending_transactions p WHERE p.organization_id = :org AND p.id = ANY (:ids)
                                ORDER BY p.id
                                FOR UPDATE
                                """)
                .bind("ids", ids.toArray(UUID[]::new))
                .map((row, _) -> pendingRow(row).pending())
                .collectToMap(PendingTransaction::id, one -> one);
    }

    /**
     * Those that may announce one of the entries, by any of the signs; locked for change.
     *
     * @param mostOfDays limits those that only the day and amount point to
     */
    List<PendingRow> lockSimilar(Tx tx, UUID account, List<EntryMarks> marks, int mostOfDays) {
        return tx.query(
                        """
                        WITH u AS (
                            SELECT * FROM unnest(:servicers::text[], :endToEnds::text[], :amounts::bigint[],
                                :dates::date[]) AS u (servicer, end_to_end, amount, date)
                        ), told AS (
                            SELECT p.id, p.account_id FROM u CROSS JOIN LATERAL (
                                SELECT id, account_id FROM pending_transactions
                                WHERE organization_id = :org AND servicer_reference = u.servicer OFFSET 0) AS p
                            UNION
                            SELECT p.id, p.account_id FROM u CROSS JOIN LATERAL (
                                SELECT id, account_id FROM pending_transactions
                                WHERE organization_id = :org AND end_to_end_id = u.end_to_end OFFSET 0) AS p
                        ), days AS (
                            SELECT p.id FROM (SELECT DISTINCT amount, date FROM u) AS u CROSS JOIN LATERAL (
                                SELECT id, account_id, date FROM pending_transactions
                                WHERE organization_id = :org AND amount_minor = u.amount OFFSET 0) AS p
                            WHERE p.account_id = :account AND p.date = u.date
                            ORDER BY p.id LIMIT :most
                        ), known AS MATERIALIZED (
                            SELECT id FROM told WHERE account_id = :account UNION SELECT id FROM days ORDER BY id
                        )
                        """
                                + LOCK_KNOWN)
                .bind("account", account)
                .bind(
                        "servicers",
                        column(marks, String[]::new, one -> one.servicerReference().orElse(null)))
                .bind(
                        "endToEnds",
                        column(marks, String[]::new, one -> one.endToEndId().orElse(null)))
                .bind("amounts", column(marks, Long[]::new, one -> one.amount().amountMinor()))
                .bind("dates", column(marks, LocalDate[]::new, EntryMarks::date))
                .bind("most", mostOfDays)
                .map((row, _) -> pendingRow(row))
                .list();
    }

    /** How often the account was booked like this since a day, by the key of the marks. */
    Map<String, Integer> bookings(Tx tx, UUID account, LocalDate since, List<EntryMarks> marks) {
        return tx.query(
                        """
                        WITH u AS (
                            SELECT * FROM unnest(:keys::text[], :servicers::text[], :endToEnds::text[],
                                :amounts::bigint[]) AS u (key, servicer, end_to_end, amount)
                        ), booked AS (
                            SELECT u.key, u.amount, t.id FROM u CROSS JOIN LATERAL (
                                SELECT id FROM transactions
                                WHERE organization_id = :org AND servicer_reference = u.servicer OFFSET 0) AS t
                            UNION
                            SELECT u.key, u.amount, d.transaction_id FROM u CROSS JOIN LATERAL (
                                SELECT transaction_id FROM transaction_details
                                WHERE organization_id = :org AND end_to_end_id = u.end_to_end OFFSET 0) AS d
                        )
                        SELECT b.key, count(*) FROM booked b CROSS JOIN LATERAL (
                            SELECT account_id, amount_minor, date FROM transactions
                            WHERE organization_id = :org AND id = b.id OFFSET 0) AS t
                        WHERE t.account_id = :account AND t.amount_minor = b.amount AND t.date >= :since
                        GROUP BY b.key
                        """)
                .bind("account", account)
                .bind("since", since)
                .bind("keys", column(marks, String[]::new, EntryMarks::key))
                .bind(
                        "servicers",
                        column(marks, String[]::new, one -> one.servicerReference().orElse(null)))
                .bind(
                        "endToEnds",
                        column(marks, String[]::new, one -> one.endToEndId().orElse(null)))
                .bind("amounts", column(marks, Long[]::new, one -> one.amount().amountMinor()))
                .map((row, _) -> Map.entry(row.getString(1), row.getInt(2)))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    void insert(Tx tx, IntradayReport report, List<PendingRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        tx.update(
                        """
                        INSERT INTO pending_transactions (organization_id, id, account_id, entry_key, occurrence,
                            report, report_day, position, booked_intraday, date, value_date, amount_minor, currency,
                            description, returned, servicer_reference, end_to_end_id, facts, version, created,
                            updated)
                        SELECT :org, u.id, :account, u.entry_key, u.occurrence, :report, :day, u.position,
                            u.booked_intraday, u.date, u.value_date, u.amount_minor, u.currency, u.description,
                            u.returned, u.servicer_reference, u.end_to_end_id, u.facts, 1, :now, :now
                        FROM unnest(:ids::uuid[], :keys::text[], :occurrences::int[], :positions::bigint[],
                            :booked::boolean[], :dates::date[], :valueDates::date[], :amounts::bigint[],
                            :currencies::text[], :descriptions::text[], :returned::boolean[], :servicers::text[],
                            :endToEnds::text[], :facts::text[])
                            AS u (id, entry_key, occurrence, position, booked_intraday, date, value_date,
                                amount_minor, currency, description, returned, servicer_reference, end_to_end_id,
                                facts)
                        """)
                .bindMap(reported(report, rows))
                .bind("now", tx.now())
                .bind("account", report.accountId())
                .bind("keys", column(rows, String[]::new, PendingRow::key))
                .bind("occurrences", column(rows, Integer[]::new, PendingRow::occurrence))
                .bind(
                        "amounts",
                        column(rows, Long[]::new, row -> row.pending().amount().amountMinor()))
                .bind(
                        "currencies",
                        column(
                                rows,
                                String[]::new,
                                row -> row.pending().amount().currency().code()))
                .execute();
    }

    /** Writes what a newer report says of those that are there; all were locked. */
    void update(Tx tx, IntradayReport report, List<PendingRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        tx.update(
                        """
                        UPDATE pending_transactions p
                        SET report = :report, report_day = :day, position = u.position,
                            booked_intraday = u.booked_intraday, date = u.date, value_date = u.value_date,
                            description = u.description, returned = u.returned,
                            servicer_reference = u.servicer_reference, end_to_end_id = u.end_to_end_id,
                            facts = u.facts, version = u.version, updated = u.updated
                        FROM unnest(:ids::uuid[], :positions::bigint[], :booked::boolean[], :dates::date[],
                            :valueDates::date[], :descriptions::text[], :returned::boolean[], :servicers::text[],
                            :endToEnds::text[], :facts::text[], :versions::int[], :updated::timestamptz[])
                            AS u (id, position, booked_intraday, date, value_date, description, returned,
                                servicer_reference, end_to_end_id, facts, version, updated)
                        WHERE p.organization_id = :org AND p.id = u.id
                        """)
                .bindMap(reported(report, rows))
                .bind("versions", column(rows, Integer[]::new, row -> row.pending().version()))
                .bind(
                        "updated",
                        column(rows, String[]::new, row -> row.pending().updated().toString()))
                .execute();
    }

    private static Map<String, Object> reported(IntradayReport report, List<PendingRow> rows) {
        return Map.ofEntries(
                Map.entry("report", report.name()),
                Map.entry("day", report.day()),
                Map.entry("ids", column(rows, UUID[]::new, row -> row.pending().id())),
                Map.entry("positions", column(rows, Long[]::new, PendingRow::position)),
                Map.entry("booked", column(rows, Boolean[]::new, PendingRow::bookedIntraday)),
                Map.entry("dates", column(rows, LocalDate[]::new, row -> row.pending().date())),
                Map.entry(
                        "valueDates",
                        column(
                                rows,
                                LocalDate[]::new,
                                row -> row.pending().valueDate().orElse(null))),
                Map.entry(
                        "descriptions",
                        column(rows, String[]::new, row -> row.pending().description())),
                Map.entry(
                        "returned", column(rows, Boolean[]::new, row -> row.pending().returned())),
                Map.entry(
                        "servicers",
                        column(
                                rows,
                                String[]::new,
                                row -> row.marks().servicerReference().orElse(null))),
                Map.entry(
                        "endToEnds",
                        column(rows, String[]::new, row -> row.marks().endToEndId().orElse(null))),
                Map.entry("facts", column(rows, String[]::new, row -> row.pending().facts())));
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
                        "DELETE FROM pending_transactions WHERE organization_id = :org AND id = ANY"
                                + " (:ids)")
                .bind("ids", ids.toArray(UUID[]::new))
                .execute();
    }

    /**
     * Deletes what the report, which was read to its end, no longer contains. What the report of an
     * earlier day announced for that day stays until the statement of that day was booked.
     */
    List<PendingTransaction> deleteMissing(Tx tx, IntradayReport report, int most) {
        return deleted(
                tx,
                most,
                """
                report <> :report AND report_day <= :day AND (report_day = :day OR date >= :day OR report_day <= (
                    SELECT max(date) FROM end_of_day_summaries
                    WHERE organization_id = :org AND account_id = :account AND complete))
                """,
                Map.of(
                        "account",
                        report.accountId(),
                        "report",
                        report.name(),
                        "day",
                        report.day()));
    }

    /**
     * Deletes what a day that has ended at the bank leaves behind: what was booked within the day
     * but not by its statement, and what the report of a later day no longer contains.
     */
    List<PendingTransaction> deleteOfEndedDay(Tx tx, UUID account, LocalDate day, int most) {
        return deleted(
                tx,
                most,
                """
                report_day <= :day AND (booked_intraday AND date <= :day OR EXISTS (
                    SELECT 1 FROM intraday_reports r
                    WHERE r.organization_id = :org AND r.account_id = :account AND r.day > report_day
                        AND r.report <> pending_transactions.report))
                """,
                Map.of("account", account, "day", day));
    }

    private static List<PendingTransaction> deleted(
            Tx tx, int most, String condition, Map<String, Object> values) {
        return tx.query(
                        """
                        WITH gone AS MATERIALIZED (
                            SELECT id FROM pending_transactions
                            WHERE organization_id = :org AND account_id = :account AND (\
                        """
                                + condition
                                + """
                                    ) ORDER BY id LIMIT :most FOR UPDATE
                                )
                                DELETE FROM pending_transactions p USING gone
                                WHERE p.organization_id = :org AND p.id = gone.id
                                RETURNING\
                                """
                                + COLUMNS)
                .bindMap(values)
                .bind("most", most)
                .map((row, _) -> pendingRow(row).pending())
                .list();
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

    Optional<PendingTransaction> find(Tx tx, UUID id) {
        return tx.query(
                        "SELECT"
                                + COLUMNS
                                + """
                                FROM pending_transactions p WHERE p.organization_id = :org AND p.id = :id
                                """)
                .bind("id", id)
                .map((row, _) -> pendingRow(row).pending())
                .findOne();
    }

    /** Newest expected date first; each filter is open when absent. */
    List<PendingTransaction> list(
            Tx tx,
            AccountLimit within,
            PendingFilter filter,
            Transactions.@Nullable Place before,
            int limit) {
        return tx.query(
                        "SELECT"
                                + COLUMNS
                                + """
                                FROM pending_transactions p
                                WHERE p.organization_id = :org
                                    AND (:account::uuid IS NULL OR p.account_id = :account)
                                    AND (:within::uuid[] IS NULL OR p.account_id = ANY (:within))
                                    AND (:from::date IS NULL OR p.date >= :from)
                                    AND (:to::date IS NULL OR p.date <= :to)
                                    AND (:beforeDate::date IS NULL OR (p.date, p.id) < (:beforeDate, :beforeId))
                                ORDER BY p.date DESC, p.id DESC
                                LIMIT :limit
                                """)
                .bind("account", filter.accountId().orElse(null))
                .bind("within", within.within())
                .bind("from", filter.dates().from().orElse(null))
                .bind("to", filter.dates().to().orElse(null))
                .bind("beforeDate", before == null ? null : before.date())
                .bind("beforeId", before == null ? null : before.id())
                .bind("limit", limit)
                .map((row, _) -> pendingRow(row).pending())
                .list();
    }

    private static PendingRow pendingRow(ResultSet row) throws SQLException {
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
