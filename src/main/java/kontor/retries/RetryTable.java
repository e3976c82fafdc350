package kontor.retries;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import kontor.core.AccountLimit;
import kontor.db.Tx;

/** SQL that finds what a policy collects again. */
final class RetryTable {

    /** Older ones would be collected on a day that nobody expects. */
    private static final int DAYS_BACK = 60;

    /** What came to nothing or came back, and when. */
    record Due(UUID debit, UUID account, LocalDate back) {}

    private static final String DUE =
            """
            SELECT d.id, d.destination_account_id, max(r.date) AS back
            FROM unnest(:codes::text[], :named_since::timestamptz[]) AS n (code, since)
            JOIN r_transactions r ON r.code = n.code AND r.created >= n.since
            JOIN direct_debits d ON d.organization_id = r.organization_id AND d.id = r.payment_id
            WHERE r.organization_id = :org AND r.payment = 'direct_debits' AND r.date >= :from
                AND (d.retry_number = 0 OR r.created >= :since)
                AND d.status IN ('FAILED', 'RETURNED') AND d.retried_by IS NULL
                AND d.retry_number < :attempts AND d.id > :after
                AND (:within::uuid[] IS NULL OR d.destination_account_id = ANY (:within))
                AND NOT EXISTS (
                    SELECT FROM r_transactions o
                    WHERE o.organization_id = :org AND o.payment_id = d.id AND o.code <> ALL (:codes))
                AND NOT EXISTS (
                    SELECT FROM retry_refusals f
                    WHERE f.organization_id = :org AND f.direct_debit_id = d.id)
            GROUP BY d.id, d.destination_account_id
            ORDER BY d.id
            LIMIT :limit
            """;

    /**
     * Those that nobody collected again yet, and of which the policy was not refused before, by
     * their ids. Where parts came back for several reasons the policy names all of these.
     *
     * @param within the accounts that whoever makes the retries may see
     * @param after the last one that was looked at
     */
    List<Due> due(
            Tx tx,
            RetryPolicy policy,
            AccountLimit within,
            LocalDate today,
            UUID after,
            int limit) {
        return tx.query(DUE)
                .bind("within", within.within())
                .bind("after", after)
                .bind("codes", policy.reasonCodes().toArray(String[]::new))
                .bind("from", today.minusDays(DAYS_BACK))
                .bind("named_since", policy.namedSince())
                .bind("since", policy.since())
                .bind("attempts", policy.attempts())
                .bind("limit", limit)
                .map(
                        (row, _) ->
                                new Due(
                                        row.getObject("id", UUID.class),
                                        row.getObject("destination_account_id", UUID.class),
                                        row.getObject("back", LocalDate.class)))
                .list();
    }

    /**
     * The policy asks for it once.
     *
     * @return whether this is the first to say so, of all nodes
     */
    boolean refused(Tx tx, UUID debit, String code) {
        return tx.update(
                                """
                                INSERT INTO retry_refusals (organization_id, direct_debit_id, code, created)
                                VALUES (:org, :id, :code, :now)
                                ON CONFLICT DO NOTHING
                                """)
                        .bind("id", debit)
                        .bind("code", code)
                        .bind("now", tx.now())
                        .execute()
                == 1;
    }
}
