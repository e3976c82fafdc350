package kontor.approvals;

import static kontor.db.Columns.column;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kontor.db.Tx;
import org.jspecify.annotations.Nullable;

/** SQL of the approval steps. */
final class ApprovalTable {

    private static final String COLUMNS =
            """
            SELECT s.payment_id, s.payment_type, s.account_id, s.number, s.id, s.chain_id, s.required_role_ids,
                s.allow_creator, s.status, s.auto_approved, s.approver_id, s.approver_username,
                s.approver_name, s.approver_role_id, s.decided
            """;

    void insert(Tx tx, List<ApprovalStep> steps) {
        if (steps.isEmpty()) {
            return;
        }
        tx.update(
                        """
                        INSERT INTO approval_steps (organization_id, payment_id, payment_type, account_id, number, id,
                            chain_id, required_role_ids, allow_creator, status, auto_approved, decided)
                        SELECT :org, u.payment_id, u.payment_type, u.account_id, u.number, u.id, u.chain_id,
                            string_to_array(u.roles, ',')::uuid[], u.allow_creator, u.status, u.auto_approved, u.decided
                        FROM unnest(:payments::uuid[], :types::text[], :accounts::uuid[], :numbers::int[], :ids::uuid[],
                            :chains::uuid[], :roles::text[], :creators::boolean[], :statuses::text[],
                            :autos::boolean[], :decided::timestamptz[])
                            AS u (payment_id, payment_type, account_id, number, id, chain_id, roles, allow_creator,
                                status, auto_approved, decided)
                        """)
                .bind("payments", column(steps, UUID[]::new, ApprovalStep::paymentId))
                .bind("types", column(steps, String[]::new, step -> step.type().name()))
                .bind("accounts", column(steps, UUID[]::new, step -> step.accountId().orElse(null)))
                .bind("numbers", column(steps, Integer[]::new, ApprovalStep::number))
                .bind("ids", column(steps, UUID[]::new, ApprovalStep::id))
                .bind("chains", column(steps, UUID[]::new, ApprovalStep::chainId))
                .bind("roles", column(steps, String[]::new, ApprovalTable::arrayText))
                .bind("creators", column(steps, Boolean[]::new, ApprovalStep::allowCreator))
                .bind("statuses", column(steps, String[]::new, step -> step.status().name()))
                .bind("autos", column(steps, Boolean[]::new, ApprovalStep::autoApproved))
                .bind("decided", column(steps, Instant[]::new, step -> step.decided().orElse(null)))
                .execute();
    }

    /**
     * The role ids as the text of an array: SQL has no arrays of arrays of different lengths, so
     * this is one element of a column of unnest.
     */
    private static String arrayText(ApprovalStep step) {
        return step.requiredRoleIds().stream().map(UUID::toString).collect(Collectors.joining(","));
    }

    Map<UUID, List<ApprovalStep>> of(Tx tx, Collection<UUID> payments) {
        var steps = new HashMap<UUID, List<ApprovalStep>>();
        if (payments.isEmpty()) {
            return steps;
        }
        tx.query(
                        COLUMNS
                                + """
                                FROM approval_steps s
                                WHERE s.organization_id = :org AND s.payment_id = ANY (:payments)
                                ORDER BY s.payment_id, s.number
                                """)
                .bind("payments", payments.toArray(UUID[]::new))
                .map((row, _) -> step(row))
                .forEach(
                        step ->
                                steps.computeIfAbsent(step.paymentId(), _ -> new ArrayList<>())
                                        .add(step));
        return steps;
    }

    /** Those of the roles that may decide a pending step of a payment that nobody has rejected. */
    Set<UUID> awaited(Tx tx, Collection<UUID> roles) {
        return new HashSet<>(
                tx.query(
                                """
                                SELECT u.role FROM unnest(:roles::uuid[]) AS u (role)
                                WHERE EXISTS (
                                    SELECT FROM approval_steps s
                                    WHERE s.organization_id = :org AND s.status = 'PENDING'
                                        AND u.role = ANY (s.required_role_ids)
                                        AND NOT EXISTS (
                                            SELECT FROM approval_steps o
                                            WHERE o.organization_id = :org AND o.payment_id = s.payment_id
                                                AND o.status = 'REJECTED'))
                                """)
                        .bind("roles", roles.toArray(UUID[]::new))
                        .mapTo(UUID.class)
                        .list());
    }

    /**
     * The steps that can be decided now, oldest first: no earlier step of their chain is pending,
     * and nobody has rejected their payment.
     */
    List<ApprovalStep> waiting(Tx tx, Approvals.Waiting wanted, @Nullable UUID after, int limit) {
        return tx.query(
                        COLUMNS
                                + """
                                FROM approval_steps s
                                WHERE s.organization_id = :org AND s.status = 'PENDING'
                                    AND s.payment_type = ANY (:types)
                                    AND (:within::uuid[] IS NULL OR s.account_id = ANY (:within))
                                    AND (:after::uuid IS NULL OR s.id > :after)
                                    AND (:role::uuid IS NULL OR :role = ANY (s.required_role_ids))
                                    AND NOT EXISTS (
                                        SELECT FROM approval_steps o
                                        WHERE o.organization_id = :org AND o.payment_id = s.payment_id
                                            AND (o.status = 'REJECTED' OR o.status = 'PENDING'
                                                AND o.chain_id = s.chain_id AND o.number < s.number))
                                ORDER BY s.id
                                LIMIT :limit
                                """)
                .bind("types", wanted.types().stream().map(Enum::name).toArray(String[]::new))
                .bind("within", wanted.limit().within())
                .bind("after", after)
                .bind("role", wanted.role().orElse(null))
                .bind("limit", limit)
                .map((row, _) -> step(row))
                .list();
    }

    void decide(Tx tx, List<ApprovalStep> decided) {
        if (decided.isEmpty()) {
            return;
        }
        tx.update(
                        """
                        UPDATE approval_steps s
                        SET status = u.status, approver_id = u.approver, approver_username = u.username,
                            approver_name = u.name, approver_role_id = u.role, decided = u.decided
                        FROM unnest(:payments::uuid[], :numbers::int[], :statuses::text[], :approvers::uuid[],
                            :usernames::text[], :names::text[], :roles::uuid[], :decided::timestamptz[])
                            AS u (payment_id, number, status, approver, username, name, role, decided)
                        WHERE s.organization_id = :org AND s.payment_id = u.payment_id AND s.number = u.number
                            AND s.decided IS NULL
                        """)
                .bind("payments", column(decided, UUID[]::new, ApprovalStep::paymentId))
                .bind("numbers", column(decided, Integer[]::new, ApprovalStep::number))
                .bind("statuses", column(decided, String[]::new, step -> step.status().name()))
                .bind(
                        "approvers",
                        column(
                                decided,
                                UUID[]::new,
                                step ->
                                        step.approver()
                                                .map(ApprovalStep.Approver::id)
                                                .orElse(null)))
                .bind(
                        "usernames",
                        column(
                                decided,
                                String[]::new,
                                step ->
                                        step.approver()
                                                .map(ApprovalStep.Approver::username)
                                                .orElse(null)))
                .bind(
                        "names",
                        column(
                                decided,
                                String[]::new,
                                step ->
                                        step.approver()
                                                .map(ApprovalStep.Approver::name)
                                                .orElse(null)))
                .bind(
                        "roles",
                        column(
                                decided,
                                UUID[]::new,
                                step ->
                                        step.approver()
                                                .map(ApprovalStep.Approver::roleId)
                                                .orElse(null)))
                .bind(
                        "decided",
                        column(decided, Instant[]::new, step -> step.decided().orElse(null)))
                .execute();
    }

    private static ApprovalStep step(ResultSet row) throws SQLException {
        Array roles = row.getArray("required_role_ids");
        Optional<ApprovalStep.Approver> approver =
                Optional.ofNullable(row.getObject("approver_id", UUID.class))
                        .map(id -> approver(row, id));
        return new ApprovalStep(
                row.getObject("payment_id", UUID.class),
                PaymentType.valueOf(row.getString("payment_type")),
                Optional.ofNullable(row.getObject("account_id", UUID.class)),
                row.getInt("number"),
                row.getObject("id", UUID.class),
                row.getObject("chain_id", UUID.class),
                List.of((UUID[]) roles.getArray()),
                row.getBoolean("allow_creator"),
                ApprovalStep.Status.valueOf(row.getString("status")),
                row.getBoolean("auto_approved"),
                approver,
                Optional.ofNullable(row.getTimestamp("decided")).map(Timestamp::toInstant));
    }

    private static ApprovalStep.Approver approver(ResultSet row, UUID id) {
        try {
            return new ApprovalStep.Approver(
                    id,
                    row.getString("approver_username"),
                    row.getString("approver_name"),
                    row.getObject("approver_role_id", UUID.class));
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
