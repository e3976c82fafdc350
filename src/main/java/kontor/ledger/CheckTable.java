package kontor.ledger;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.db.Tx;

/** SQL of what is booked, for comparing it with what statements prove. */
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
                            AND EXISTS (
                                SELECT 1 FROM statement_days d
                                WHERE d.organization_id = :org AND d.account_id = a.id AND d.date >= :since)
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
}
