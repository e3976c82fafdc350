package kontor.approvaltasks;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import kontor.batches.BatchKind;
import kontor.core.Caller;
import kontor.core.Maps;
import kontor.db.Tx;

/** SQL of the counts of a batch, however large it is. */
final class SummaryTable {

    /**
     * Who may approve is asked as the approvals room does: no earlier step of the chain is pending,
     * the role is named, and the person neither made the payment nor took a step of the chain.
     */
    private static final String COUNT =
            """
            SELECT count(*) AS total,
                count(*) FILTER (WHERE p.status = 'CREATED') AS pending,
                count(*) FILTER (WHERE p.status NOT IN ('CREATED', 'REJECTED')) AS approved,
                count(*) FILTER (WHERE p.status = 'REJECTED') AS rejected,
                count(*) FILTER (WHERE p.status = 'CREATED'
                    AND p.date < (:bankNow::timestamptz AT TIME ZONE a.zone)::date) AS overdue,
                count(*) FILTER (WHERE p.status = 'CREATED' AND NOT EXISTS (
                        SELECT FROM approval_tasks t
                        WHERE t.organization_id = :org AND t.batch_id = :batch AND NOT t.finished
                            AND (t.action = 'REJECT' OR t.user_id = ANY (:like)))
                    AND EXISTS (
                        SELECT FROM approval_steps s
                        WHERE s.organization_id = :org AND s.payment_id = p.id AND s.status = 'PENDING'
                            AND :role = ANY (s.required_role_ids)
                            AND (:keys OR s.chain_id <> :org)
                            AND (s.allow_creator OR p.creator_user_id IS NULL
                                OR p.creator_user_id <> ALL (:like))
                            AND NOT EXISTS (
                                SELECT FROM approval_steps o
                                WHERE o.organization_id = :org AND o.payment_id = p.id
                                    AND o.chain_id = s.chain_id
                                    AND (o.status = 'PENDING' AND o.number < s.number
                                        OR o.approver_id = ANY (:like)))))
                    AS approvable
            FROM %1$s p
            JOIN accounts a ON a.organization_id = p.organization_id AND a.id = p.%2$s
            WHERE p.organization_id = :org AND p.batch_id = :batch
                AND (:within::uuid[] IS NULL OR p.%2$s = ANY (:within))
            """;

    private static final Map<BatchKind.Type, String> TEXTS =
            Map.of(
                    BatchKind.Type.DIRECT_DEBIT,
                    COUNT.formatted("direct_debits", "destination_account_id"),
                    BatchKind.Type.CREDIT_TRANSFER,
                    COUNT.formatted("credit_transfers", "source_account_id"));

    ApprovalSummary count(Tx tx, BatchKind.Type type, UUID batch, Caller caller, Counted who) {
        return tx.query(Maps.required(TEXTS, type))
                .bind("batch", batch)
                .bind("bankNow", tx.bankNow())
                .bind("within", caller.accounts().within())
                .bind("role", caller.roleId())
                .bind("like", who.like().toArray(UUID[]::new))
                .bind("keys", who.ownersStep())
                .map(
                        (row, _) ->
                                new ApprovalSummary(
                                        row.getLong("total"),
                                        row.getLong("pending"),
                                        row.getLong("approved"),
                                        row.getLong("rejected"),
                                        row.getLong("overdue"),
                                        row.getLong("approvable")))
                .one();
    }

    /**
     * How the caller is counted.
     *
     * @param like the users that are one person or system with the caller, itself among them
     * @param ownersStep whether it may decide the step of the owner, where it has that role
     */
    record Counted(Collection<UUID> like, boolean ownersStep) {}
}
