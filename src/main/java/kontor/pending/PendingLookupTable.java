package kontor.pending;

import static kontor.db.Columns.column;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kontor.db.Tx;
import kontor.transactions.EntryMarks;

/** SQL by which entries are recognized as pending transactions that were announced before. */
final class PendingLookupTable {

    /**
     * One look-up by id for each, in the order of the ids: the OFFSET keeps the planner from
     * choosing another way when its statistics of the table are stale.
     */
    private static final String LOCK_KNOWN =
            """
            SELECT p.* FROM known CROSS JOIN LATERAL (
                SELECT %s
                FROM pending_transactions p WHERE p.organization_id = :org AND p.id = known.id OFFSET 0
                FOR UPDATE) AS p\
            """
                    .formatted(PendingTable.COLUMNS);

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

    private static final String LOCK_KEYS =
            """
            WITH known AS MATERIALIZED (
                SELECT found.id FROM unnest(:keys::text[]) AS k (key)
                CROSS JOIN LATERAL (
                    SELECT id, account_id FROM pending_transactions
                    WHERE organization_id = :org AND entry_key = k.key OFFSET 0) AS found
                WHERE found.account_id = :account
                ORDER BY found.id
            )
            %s
            """
                    .formatted(LOCK_KNOWN);

    /** Those with one of the keys that are announced already, locked for change. */
    List<PendingRow> lockKeys(Tx tx, UUID account, Collection<String> keys) {
        return tx.query(LOCK_KEYS)
                .bind("account", account)
                .bind("keys", keys.toArray(String[]::new))
                .map((row, _) -> PendingTable.pendingRow(row))
                .list();
    }

    private static final String LOCK_SIMILAR =
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
            %s
            """
                    .formatted(LOCK_KNOWN);

    /**
     * Those that may announce one of the entries, by any of the signs; locked for change.
     *
     * @param mostOfDays limits those that only the day and amount point to
     */
    List<PendingRow> lockSimilar(Tx tx, UUID account, List<EntryMarks> marks, int mostOfDays) {
        return tx.query(LOCK_SIMILAR)
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
                .map((row, _) -> PendingTable.pendingRow(row))
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
}
