package kontor.ledger;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.db.Tx;

/**
 * SQL of what is booked, for comparing it with what statements prove, and of statements that were
 * booked before that was kept.
 */
final class CheckTable {

    /** An account and its currency. */
    record Reported(UUID account, String currency) {}

    /**
     * Accounts after one of them, with statements of days since then; in the order of their ids.
     */
    List<Reported> accounts(Tx tx, Optional<UUID> after, LocalDate since, int limit) {
        return tx.query(
                        """
                        SELECT a.id, a.currency FROM accounts a
                        WHERE a.organization_id = :org AND (:after::uuid IS NULL OR a.id > :after)
                            AND (EXISTS (
                                SELECT 1 FROM statement_days d
                                WHERE d.organization_id = :org AND d.account_id = a.id AND d.date >= :since)
                            OR EXISTS (
                                SELECT 1 FROM statements s
                                WHERE s.organization_id = :org AND s.account_id = a.id AND NOT s.days_kept
                                    AND s.status = 'BOOKED' AND s.as_of >= :since))
                        ORDER BY a.id
                        LIMIT :limit
                        """)
                .bind("after", after.orElse(null))
                .bind("since", since)
                .bind("limit", limit)
                .map((row, _) -> new Reported(row.getObject(1, UUID.class), row.getString(2)))
                .list();
    }

    /** The days since then of which no statement is being booked just now. */
    List<LocalDate> dates(Tx tx, UUID account, LocalDate since) {
        return tx.query(
                        """
                        SELECT d.date FROM statement_days d
                        JOIN statements s ON s.organization_id = d.organization_id AND s.id = d.statement_id
                        WHERE d.organization_id = :org AND d.account_id = :account AND d.date >= :since
                        GROUP BY d.date
                        HAVING bool_and(s.status <> 'PROVEN')
                        ORDER BY d.date
                        """)
                .bind("account", account)
                .bind("since", since)
                .mapTo(LocalDate.class)
                .list();
    }

    /** What is booked since then, by date; of statements whose days are kept. */
    Map<LocalDate, DayProof> booked(Tx tx, UUID account, LocalDate since) {
        return tx.query(
                        """
                        SELECT date, count(*) AS entries, sum(greatest(amount_minor, 0))::bigint AS credits,
                            sum(greatest(-amount_minor, 0))::bigint AS debits
                        FROM transactions
                        WHERE organization_id = :org AND account_id = :account AND date >= :since
                            AND place_minor IS NOT NULL
                        GROUP BY date
                        """)
                .bind("account", account)
                .bind("since", since)
                .map(
                        (row, _) ->
                                Map.entry(
                                        row.getObject(1, LocalDate.class),
                                        new DayProof(
                                                row.getLong(2), row.getLong(3), row.getLong(4))))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** A statement that was booked before its days were kept. */
    record Old(UUID id, LocalDate asOf, long openingMinor, long entries, long bookedMinor) {}

    /** Those of days between two, whose days were never looked for; locked. */
    List<Old> old(Tx tx, UUID account, LocalDate from, LocalDate to, int limit) {
        return tx.query(
                        """
                        SELECT id, as_of, opening_minor, entries, booked_minor FROM statements
                        WHERE organization_id = :org AND account_id = :account AND NOT days_kept
                            AND status = 'BOOKED' AND as_of BETWEEN :from AND :to
                        ORDER BY as_of, id LIMIT :limit
                        FOR NO KEY UPDATE
                        """)
                .bind("account", account)
                .bind("from", from)
                .bind("to", to)
                .bind("limit", limit)
                .map(
                        (row, _) ->
                                new Old(
                                        row.getObject("id", UUID.class),
                                        row.getObject("as_of", LocalDate.class),
                                        row.getLong("opening_minor"),
                                        row.getLong("entries"),
                                        row.getLong("booked_minor")))
                .list();
    }

    /** How often a statement booked an amount on a date. */
    record OldEntries(UUID statement, LocalDate date, long amountMinor, int entries) {}

    List<OldEntries> oldEntries(
            Tx tx, UUID account, Collection<UUID> statements, LocalDate from, LocalDate to) {
        return tx.query(
                        """
                        SELECT statement_id, date, amount_minor, count(*)::int AS entries FROM transactions
                        WHERE organization_id = :org AND account_id = :account AND date BETWEEN :from AND :to
                            AND statement_id = ANY (:statements)
                        GROUP BY statement_id, date, amount_minor
                        """)
                .bind("account", account)
                .bind("statements", statements.toArray(UUID[]::new))
                .bind("from", from)
                .bind("to", to)
                .map(
                        (row, _) ->
                                new OldEntries(
                                        row.getObject("statement_id", UUID.class),
                                        row.getObject("date", LocalDate.class),
                                        row.getLong("amount_minor"),
                                        row.getInt("entries")))
                .list();
    }

    /** The days of these were looked for, and the entries of those that have some have places. */
    void lookedAt(Tx tx, UUID account, Collection<UUID> statements, LocalDate from, LocalDate to) {
        tx.update(
                        """
                        UPDATE transactions t SET place_minor = p.place
                        FROM (
                            SELECT t.id, (d.opening_minor + coalesce(sum(t.amount_minor) OVER (
                                PARTITION BY t.statement_id, t.date ORDER BY t.position
                                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0))::bigint AS place
                            FROM transactions t
                            JOIN statement_days d ON d.organization_id = t.organization_id
                                AND d.statement_id = t.statement_id AND d.date = t.date
                            WHERE t.organization_id = :org AND t.account_id = :account
                                AND t.date BETWEEN :from AND :to AND t.statement_id = ANY (:statements)) AS p
                        WHERE t.organization_id = :org AND t.id = p.id AND t.place_minor IS NULL
                        """)
                .bind("account", account)
                .bind("statements", statements.toArray(UUID[]::new))
                .bind("from", from)
                .bind("to", to)
                .execute();
        lookedAt(tx, statements);
    }

    private static void lookedAt(Tx tx, Collection<UUID> statements) {
        tx.update(
                        """
                        UPDATE statements SET days_kept = true
                        WHERE organization_id = :org AND id = ANY (:statements)
                        """)
                .bind("statements", statements.toArray(UUID[]::new))
                .execute();
    }
}
