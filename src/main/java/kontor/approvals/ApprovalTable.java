package kontor.approvals;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.db.Column;
import kontor.db.Rows;
import kontor.db.Tx;
import org.jspecify.annotations.Nullable;

/** SQL of the approval steps. */
final class ApprovalTable {

    private static final String COLUMNS =
            """
            s.payment_id, s.payment_type, s.account_id, s.number, s.id, s.chain_id, s.required_role_ids,
                s.allow_creator, s.status, s.auto_approved, s.approver_id, s.approver_username,
                s.approver_name, s.approver_role_id, s.decided\
            """;

    private static final Rows<ApprovalStep> NEW =
            Rows.of(
                    Column.id("payment_id", ApprovalStep::paymentId),
                    Column.word("payment_type", ApprovalStep::type),
                    Column.optionalId("account_id", ApprovalStep::accountId),
                    Column.number("number", ApprovalStep::number),
                    Column.id("id", ApprovalStep::id),
                    Column.id("chain_id", ApprovalStep::chainId),
                    Column.ids("required_role_ids", ApprovalStep::requiredRoleIds),
                    Column.flag("allow_creator", ApprovalStep::allowCreator),
                    Column.word("status", ApprovalStep::status),
                    Column.flag("auto_approved", ApprovalStep::autoApproved),
                    Column.optionalTime("decided", ApprovalStep::decided));

    private static final String INSERT =
            NEW.insert(
                    """
                    INSERT INTO approval_steps (organization_id, %s, decided_for)
                    SELECT :org, %s, CASE WHEN u.decided IS NOT NULL THEN coalesce(
                        (SELECT d.date FROM direct_debits d
                        WHERE d.organization_id = :org AND d.id = u.payment_id),
                        (SELECT c.date FROM credit_transfers c
                        WHERE c.organization_id = :org AND c.id = u.payment_id)) END
                    FROM %s
                    """);

    void insert(Tx tx, List<ApprovalStep> steps) {
        if (steps.isEmpty()) {
            return;
        }
        NEW.bound(tx.update(INSERT), steps).execute();
    }

    private static final String OF =
            """
            SELECT %s FROM approval_steps s
            WHERE s.organization_id = :org AND s.payment_id = ANY (:payments)
            ORDER BY s.payment_id, s.number
            """
                    .formatted(COLUMNS);

    Map<UUID, List<ApprovalStep>> of(Tx tx, Collection<UUID> payments) {
        var steps = new HashMap<UUID, List<ApprovalStep>>();
        if (payments.isEmpty()) {
            return steps;
        }
        tx.query(OF)
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

    private static final String WAITING =
            """
            SELECT %s FROM approval_steps s
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
            """
                    .formatted(COLUMNS);

    /**
     * The steps that can be decided now, oldest first: no earlier step of their chain is pending,
     * and nobody has rejected their payment.
     */
    List<ApprovalStep> waiting(Tx tx, Approvals.Waiting wanted, @Nullable UUID after, int limit) {
        return tx.query(WAITING)
                .bind("types", wanted.types().stream().map(Enum::name).toArray(String[]::new))
                .bind("within", wanted.limit().within())
                .bind("after", after)
                .bind("role", wanted.role().orElse(null))
                .bind("limit", limit)
                .map((row, _) -> step(row))
                .list();
    }

    private static final Rows<ApprovalStep> CHANGED =
            Rows.of(
                    Column.id("payment_id", ApprovalStep::paymentId).asKey(),
                    Column.number("number", ApprovalStep::number).asKey(),
                    Column.word("status", ApprovalStep::status),
                    Column.optionalId(
                            "approver_id", step -> step.approver().map(ApprovalStep.Approver::id)),
                    Column.optionalText(
                            "approver_username",
                            step -> step.approver().map(ApprovalStep.Approver::username)),
                    Column.optionalText(
                            "approver_name",
                            step -> step.approver().map(ApprovalStep.Approver::name)),
                    Column.optionalId(
                            "approver_role_id",
                            step -> step.approver().map(ApprovalStep.Approver::roleId)),
                    Column.optionalTime("decided", ApprovalStep::decided));

    private static final String UPDATE =
            CHANGED.update(
                    """
                    UPDATE approval_steps s SET %s, decided_for = coalesce(
                        (SELECT d.date FROM direct_debits d
                        WHERE d.organization_id = :org AND d.id = u.payment_id),
                        (SELECT c.date FROM credit_transfers c
                        WHERE c.organization_id = :org AND c.id = u.payment_id))
                    FROM %s
                    WHERE s.organization_id = :org AND s.payment_id = u.payment_id AND s.number = u.number
                        AND s.decided IS NULL
                    """);

    void delete(Tx tx, Collection<UUID> payments) {
        tx.update(
                        """
                        DELETE FROM approval_steps
                        WHERE organization_id = :org AND payment_id = ANY (:payments)
                        """)
                .bind("payments", payments.toArray(UUID[]::new))
                .execute();
    }

    List<LocalDate> datesApproved(Tx tx, UUID payment) {
        return tx.query(
                        """
                        SELECT DISTINCT decided_for FROM approval_steps
                        WHERE organization_id = :org AND payment_id = :payment AND decided_for IS NOT NULL
                        """)
                .bind("payment", payment)
                .mapTo(LocalDate.class)
                .list();
    }

    /** Those of the roles that are not deleted; none of them is until this transaction ends. */
    Set<UUID> liveRoles(Tx tx, Collection<UUID> roles) {
        return new HashSet<>(
                tx.query(
                                """
                                SELECT id FROM roles
                                WHERE organization_id = :org AND id = ANY (:roles) AND NOT deleted
                                ORDER BY id
                                FOR KEY SHARE
                                """)
                        .bind("roles", roles.stream().distinct().toArray(UUID[]::new))
                        .mapTo(UUID.class)
                        .list());
    }

    void decide(Tx tx, List<ApprovalStep> decided) {
        if (decided.isEmpty()) {
            return;
        }
        CHANGED.bound(tx.update(UPDATE), decided).execute();
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
