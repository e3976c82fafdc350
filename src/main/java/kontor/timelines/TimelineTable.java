package kontor.timelines;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import kontor.core.AccountLimit;
import kontor.core.Money;
import kontor.db.Tx;

/** SQL of the files and bookings of one payment. */
final class TimelineTable {

    /** A bank that reports of a file for ever is cut off there. */
    private static final int MOST_TOLD = 50;

    /** The originator of what Kontor does by itself, as events say it. */
    private static final String KONTOR = "ATLAR";

    private static final String TOLD =
            """
            SELECT f.id, f.name, f.kind, f.received, max(told.day) AS day
            FROM (SELECT r.inbox_file_id AS id, NULL::date AS day FROM status_reports r
                WHERE r.organization_id = :org AND r.instruction_id = :instruction::uuid
                UNION ALL
                SELECT s.inbox_file_id, s.as_of FROM transactions t JOIN statements s
                    ON s.organization_id = :org AND s.id = t.statement_id
                WHERE t.organization_id = :org AND t.id = ANY (:transactions)
                UNION ALL
                SELECT g.inbox_file_id, g.day FROM autogiro_facts g
                WHERE g.organization_id = :org AND g.subject_id = :payment
                UNION ALL
                SELECT w.inbox_file_id, NULL::date FROM autogiro_early_refunds w
                WHERE w.organization_id = :org AND w.payment_id = :payment) AS told
            JOIN inbox_files f ON f.organization_id = :org AND f.id = told.id
            GROUP BY f.id, f.name, f.kind, f.received
            ORDER BY f.received, f.id LIMIT :most
            """;

    /** When the payer was told of a collection. */
    List<TimelineStep> notices(Tx tx, UUID payment) {
        return tx.query(
                        """
                        SELECT n.kind, n.told, n.told_on, n.collection_date, n.recipient,
                            coalesce('; the mail was given up: ' || m.problem, '') AS undelivered
                        FROM pre_notifications n
                        LEFT JOIN mails m ON m.id = n.mail_id AND m.state = 'GIVEN_UP'
                        WHERE n.organization_id = :org AND n.payment_id = :payment
                        ORDER BY n.number
                        """)
                .bind("payment", payment)
                .map((row, _) -> notice(row))
                .list();
    }

    private static TimelineStep notice(ResultSet row) throws SQLException {
        String what =
                "%s for %s, to %s%s"
                        .formatted(
                                row.getString("kind").toLowerCase(Locale.ROOT),
                                row.getString("collection_date"),
                                row.getString("recipient"),
                                row.getString("undelivered"));
        return new TimelineStep(
                "PAYER_TOLD",
                KONTOR,
                row.getTimestamp("told").toInstant(),
                Optional.of(row.getObject("told_on", LocalDate.class)),
                Optional.of(what),
                Optional.empty());
    }

    Optional<SentFile> file(Tx tx, UUID instruction) {
        return tx.query(
                        """
                        SELECT i.id, i.file_name, i.message_name, i.state FROM instructions i
                        WHERE i.organization_id = :org AND i.id = :id
                        """)
                .bind("id", instruction)
                .map(
                        (row, _) ->
                                new SentFile(
                                        row.getObject("id", UUID.class),
                                        row.getString("file_name"),
                                        row.getString("message_name"),
                                        row.getString("state")))
                .findOne();
    }

    /**
     * Reports on its file, the statements of its transactions, and what of Bankgirot told of it;
     * the oldest first.
     */
    List<ToldFile> told(
            Tx tx, UUID payment, Optional<UUID> instruction, Collection<UUID> transactions) {
        return tx.query(TOLD)
                .bind("payment", payment)
                .bind("instruction", instruction.orElse(null))
                .bind("transactions", transactions.toArray(UUID[]::new))
                .bind("most", MOST_TOLD)
                .map(
                        (row, _) ->
                                new ToldFile(
                                        row.getObject("id", UUID.class),
                                        row.getString("name"),
                                        Optional.ofNullable(row.getString("kind")),
                                        row.getTimestamp("received").toInstant(),
                                        Optional.ofNullable(row.getObject("day", LocalDate.class))))
                .list();
    }

    /** By day, then in the order in which they were booked; a transfer has one on both accounts. */
    List<Booking> bookings(Tx tx, Collection<UUID> transactions, AccountLimit within) {
        if (transactions.isEmpty()) {
            return List.of();
        }
        return tx.query(
                        """
                        SELECT t.id, t.date, t.amount_minor, t.currency, t.returned, t.statement_id
                        FROM transactions t
                        WHERE t.organization_id = :org AND t.id = ANY (:ids)
                            AND (:within::uuid[] IS NULL OR t.account_id = ANY (:within))
                        ORDER BY t.date, t.id
                        """)
                .bind("ids", transactions.toArray(UUID[]::new))
                .bind("within", within.within())
                .map(
                        (row, _) ->
                                new Booking(
                                        row.getObject("id", UUID.class),
                                        row.getDate("date").toLocalDate(),
                                        Money.of(
                                                row.getLong("amount_minor"),
                                                row.getString("currency")),
                                        row.getBoolean("returned"),
                                        row.getObject("statement_id", UUID.class)))
                .list();
    }
}
