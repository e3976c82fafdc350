package kontor.approvaltasks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.core.AccountLimit;
import kontor.db.Column;
import kontor.db.Rows;
import kontor.db.Tx;
import kontor.deferred.StoredCaller;
import org.jspecify.annotations.Nullable;

/** SQL of the tasks, and of what refused. */
final class TaskTable {

    private static final String COLUMNS =
            """
            t.id, t.batch_id, t.action, t.reason, t.move_overdue_dates, t.signed, t.caller, t.request_id,
                t.payments, t.done_before, t.succeeded, t.failed, t.skipped, t.finished, t.version,
                t.created, t.updated\
            """;

    /**
     * @return false when this user has one of the batch under way
     */
    boolean insert(Tx tx, ApprovalTask task) {
        return tx.update(
                                """
                                INSERT INTO approval_tasks (organization_id, id, batch_id, action, reason,
                                    move_overdue_dates, signed, caller, user_id, request_id, payments,
                                    done_before, succeeded, failed, skipped, finished, version, created, updated)
                                VALUES (:org, :id, :batch, :action, :reason, :move, :signed, :caller, :user,
                                    :request, :payments, 0, 0, 0, 0, false, 1, :now, :now)
                                ON CONFLICT (organization_id, batch_id, user_id) WHERE NOT finished DO NOTHING
                                """)
                        .bind("id", task.id())
                        .bind("batch", task.batchId())
                        .bind("action", task.action().name())
                        .bind("reason", task.reason().orElse(null))
                        .bind("move", task.moveOverdueDates())
                        .bind("signed", task.signed())
                        .bind("caller", StoredCaller.write(task.caller()))
                        .bind("user", task.caller().userId())
                        .bind("request", task.requestId())
                        .bind("payments", task.payments())
                        .bind("now", task.created())
                        .execute()
                == 1;
    }

    private static final String FIND =
            """
            SELECT %s FROM approval_tasks t
            WHERE t.organization_id = :org AND t.batch_id = :batch AND t.id = :id
            """
                    .formatted(COLUMNS);

    Optional<ApprovalTask> find(Tx tx, UUID batch, UUID id) {
        return tx.query(FIND)
                .bind("batch", batch)
                .bind("id", id)
                .map((row, _) -> task(tx, row))
                .findOne();
    }

    private static final String NEXT =
            """
            SELECT %s FROM approval_tasks t
            WHERE t.organization_id = :org AND t.batch_id = :batch AND NOT t.finished
            ORDER BY t.id LIMIT 1
            """
                    .formatted(COLUMNS);

    /** The first that is not finished. */
    Optional<ApprovalTask> next(Tx tx, UUID batch) {
        return tx.query(NEXT).bind("batch", batch).map((row, _) -> task(tx, row)).findOne();
    }

    void update(Tx tx, ApprovalTask task) {
        var reached = task.reached();
        int rows =
                tx.update(
                                """
                                UPDATE approval_tasks
                                SET done_before = :done, succeeded = :succeeded, failed = :failed,
                                    skipped = :skipped, finished = :finished, version = :version,
                                    updated = :updated
                                WHERE organization_id = :org AND id = :id AND NOT finished
                                """)
                        .bind("id", task.id())
                        .bind("done", reached.doneBefore())
                        .bind("succeeded", reached.succeeded())
                        .bind("failed", reached.failed())
                        .bind("skipped", reached.skipped())
                        .bind("finished", reached.finished())
                        .bind("version", task.version())
                        .bind("updated", task.updated())
                        .execute();
        Tx.allChanged(rows, 1, "approval tasks");
    }

    private static final Rows<RefusedPayment> REFUSED =
            Rows.of(
                    Column.id("payment_id", RefusedPayment::paymentId),
                    Column.optionalId("account_id", RefusedPayment::accountId),
                    Column.text("code", RefusedPayment::code),
                    Column.text("message", RefusedPayment::message));

    private static final String INSERT_REFUSED =
            REFUSED.insert(
                    """
                    INSERT INTO approval_task_refusals (organization_id, %s, task_id)
                    SELECT :org, %s, :task
                    FROM %s
                    """);

    void insert(Tx tx, UUID task, List<RefusedPayment> refused) {
        if (!refused.isEmpty()) {
            REFUSED.bound(tx.update(INSERT_REFUSED), refused).bind("task", task).execute();
        }
    }

    /** In the order of the payments' ids; only of accounts within the limit. */
    List<RefusedPayment> refused(
            Tx tx, UUID task, AccountLimit limit, @Nullable UUID after, int most) {
        return tx.query(
                        """
                        SELECT r.payment_id, r.account_id, r.code, r.message FROM approval_task_refusals r
                        WHERE r.organization_id = :org AND r.task_id = :task
                            AND (:within::uuid[] IS NULL OR r.account_id = ANY (:within))
                            AND (:after::uuid IS NULL OR r.payment_id > :after)
                        ORDER BY r.payment_id LIMIT :most
                        """)
                .bind("task", task)
                .bind("within", limit.within())
                .bind("after", after)
                .bind("most", most)
                .map(
                        (row, _) ->
                                new RefusedPayment(
                                        row.getObject(1, UUID.class),
                                        Optional.ofNullable(row.getObject(2, UUID.class)),
                                        row.getString(3),
                                        row.getString(4)))
                .list();
    }

    /** The zones of own accounts. */
    Map<UUID, ZoneId> zones(Tx tx, Collection<UUID> accounts) {
        return tx.query(
                        """
                        SELECT a.id, a.zone FROM accounts a
                        WHERE a.organization_id = :org AND a.id = ANY (:ids)
                        """)
                .bind("ids", accounts.toArray(UUID[]::new))
                .map(
                        (row, _) ->
                                Map.entry(
                                        row.getObject(1, UUID.class), ZoneId.of(row.getString(2))))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static ApprovalTask task(Tx tx, ResultSet row) throws SQLException {
        return new ApprovalTask(
                row.getObject("id", UUID.class),
                row.getObject("batch_id", UUID.class),
                ApprovalTask.Action.valueOf(row.getString("action")),
                Optional.ofNullable(row.getString("reason")),
                row.getBoolean("move_overdue_dates"),
                row.getBoolean("signed"),
                StoredCaller.read(tx.organization(), row.getString("caller")),
                row.getObject("request_id", UUID.class),
                row.getInt("payments"),
                new ApprovalTask.Reached(
                        row.getInt("done_before"),
                        row.getInt("succeeded"),
                        row.getInt("failed"),
                        row.getInt("skipped"),
                        row.getBoolean("finished")),
                row.getInt("version"),
                row.getTimestamp("created").toInstant(),
                row.getTimestamp("updated").toInstant());
    }
}
