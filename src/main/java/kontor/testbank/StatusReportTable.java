package kontor.testbank;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import kontor.db.Tx;

/** SQL of the statuses of orders in received files. */
final class StatusReportTable {

    private static final int FETCH = 1_000;

    /** A group with how many of its orders were refused or are held. */
    record Group(
            int number,
            String paymentInformationId,
            LocalDate executionDate,
            boolean moved,
            Optional<String> refusal,
            long orders,
            long refused,
            long held) {}

    record Line(
            String paymentInformationId,
            Optional<String> instructionId,
            String endToEndId,
            Optional<String> refusal,
            boolean held) {}

    List<Group> groups(Tx tx, UUID file) {
        return tx.query(
                        """
                        SELECT g.number, g.payment_information_id, g.execution_date, g.moved, g.refusal,
                               count(o.number), count(o.refusal),
                               count(o.held_until) FILTER (WHERE o.refusal IS NULL)
                        FROM testbank.order_groups g
                        LEFT JOIN testbank.orders o ON o.organization_id = g.organization_id
                            AND o.file_id = g.file_id AND o.group_number = g.number
                        WHERE g.organization_id = :org AND g.file_id = :file
                        GROUP BY g.organization_id, g.file_id, g.number
                        ORDER BY g.number
                        """)
                .bind("file", file)
                .map(
                        (row, _) ->
                                new Group(
                                        row.getInt(1),
                                        row.getString(2),
                                        row.getObject(3, LocalDate.class),
                                        row.getBoolean(4),
                                        Optional.ofNullable(row.getString(5)),
                                        row.getLong(6),
                                        row.getLong(7),
                                        row.getLong(8)))
                .list();
    }

    /** All orders of a group. */
    void lines(Tx tx, UUID file, int group, Consumer<Line> reader) {
        try (var lines =
                tx
                        .sql()
                        .createQuery(
                                """
                                SELECT g.payment_information_id, o.instruction_id, o.end_to_end_id, o.refusal,
                                    o.held_until IS NOT NULL
                                FROM testbank.orders o
                                JOIN testbank.order_groups g ON g.organization_id = o.organization_id
                                    AND g.file_id = o.file_id AND g.number = o.group_number
                                WHERE o.organization_id = :org AND o.file_id = :file AND o.group_number = :group
                                ORDER BY o.number
                                """)
                        .setFetchSize(FETCH)
                        .bind("org", tx.organization().value())
                        .bind("file", file)
                        .bind("group", group)
                        .map(
                                (row, _) ->
                                        new Line(
                                                row.getString(1),
                                                Optional.ofNullable(row.getString(2)),
                                                row.getString(3),
                                                Optional.ofNullable(row.getString(4)),
                                                row.getBoolean(5)))
                        .stream()) {
            lines.forEach(reader);
        }
    }

    /** The orders that an action has just refused or booked, in the order of the file. */
    void news(Tx tx, ScheduledAction done, Consumer<Line> reader) {
        try (var lines =
                tx
                        .sql()
                        .createQuery(
                                """
                                SELECT g.payment_information_id, o.instruction_id, o.end_to_end_id, o.refusal
                                FROM testbank.order_groups g
                                JOIN testbank.orders o ON o.organization_id = g.organization_id
                                    AND o.file_id = g.file_id AND o.group_number = g.number
                                WHERE g.organization_id = :org AND g.file_id = :file AND g.refusal IS NULL
                                    AND coalesce(o.held_until, g.execution_date) = :day
                                    AND CASE
                                        WHEN :action::text = 'REFUSE_LATE' THEN o.refusal = o.late_refusal
                                        WHEN :action::text = 'RELEASE' THEN o.refusal IS NULL AND o.held_until IS NOT NULL
                                        ELSE o.refusal IS NULL AND o.held_until IS NULL
                                            AND g.code LIKE 'PMNT/IRCT/%' END
                                ORDER BY g.number, o.number
                                """)
                        .setFetchSize(FETCH)
                        .bind("org", tx.organization().value())
                        .bind("file", done.file())
                        .bind("day", done.day())
                        .bind("action", done.action().name())
                        .map(
                                (row, _) ->
                                        new Line(
                                                row.getString(1),
                                                Optional.ofNullable(row.getString(2)),
                                                row.getString(3),
                                                Optional.ofNullable(row.getString(4)),
                                                false))
                        .stream()) {
            lines.forEach(reader);
        }
    }
}
