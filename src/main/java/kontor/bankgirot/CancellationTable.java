package kontor.bankgirot;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import kontor.connections.Connection;
import kontor.db.Tx;

/** SQL of payments that Bankgirot is asked to cancel. */
public final class CancellationTable {

    private CancellationTable() {}

    /**
     * A payment to be cancelled, as its own file told it.
     *
     * @param over it came to an end meanwhile, so that nobody is asked
     */
    record Asked(
            UUID payment,
            UUID mandate,
            String reference,
            String bankgiro,
            String payerNumber,
            long amountMinor,
            LocalDate payDate,
            boolean credit,
            boolean over) {}

    /** Those of a connection that stand in no file yet, oldest first. */
    static List<Asked> waiting(Tx tx, Connection connection, int most) {
        return tx.query(
                        """
                        SELECT c.payment_id, p.mandate_id, o.reference, o.bankgiro,
                            coalesce(o.new_payer_number, o.payer_number) AS payer_number, o.amount_minor,
                            coalesce(o.pay_date, p.effective_date) AS pay_date, o.credit,
                            p.status NOT IN ('SENT', 'PENDING_AT_BANK', 'UNKNOWN') AS over
                        FROM autogiro_cancellations c
                        CROSS JOIN LATERAL (
                            SELECT d.mandate_id, d.effective_date, d.status FROM direct_debits d
                            WHERE d.organization_id = :org AND d.id = c.payment_id
                                AND d.connection_id = :connection
                            UNION ALL
                            SELECT t.mandate_id, t.effective_date, t.status FROM credit_transfers t
                            WHERE t.organization_id = :org AND t.id = c.payment_id
                                AND t.connection_id = :connection) AS p
                        JOIN autogiro_payments o ON o.organization_id = c.organization_id
                            AND o.payment_id = c.payment_id
                        WHERE c.organization_id = :org AND c.instruction_id IS NULL AND c.answer IS NULL
                        ORDER BY c.requested, c.payment_id LIMIT :most
                        """)
                .bind("connection", connection.id())
                .bind("most", most)
                .map((row, _) -> asked(row))
                .list();
    }

    private static Asked asked(ResultSet row) throws SQLException {
        return new Asked(
                row.getObject("payment_id", UUID.class),
                row.getObject("mandate_id", UUID.class),
                row.getString("reference"),
                row.getString("bankgiro"),
                row.getString("payer_number"),
                row.getLong("amount_minor"),
                row.getObject("pay_date", LocalDate.class),
                row.getBoolean("credit"),
                row.getBoolean("over"));
    }

    /** They stand in this file now. */
    static void file(Tx tx, Collection<UUID> payments, UUID instruction) {
        tx.update(
                        """
                        UPDATE autogiro_cancellations SET instruction_id = :instruction
                        WHERE organization_id = :org AND payment_id = ANY (:payments)
                        """)
                .bind("payments", payments.toArray(UUID[]::new))
                .bind("instruction", instruction)
                .execute();
    }

    /**
     * Bankgirot has answered, or nobody has to be asked any more; those that had been asked for.
     */
    public static Set<UUID> answer(Tx tx, Collection<UUID> payments, String answer) {
        return new HashSet<>(
                tx.query(
                                """
                                UPDATE autogiro_cancellations SET answer = :answer
                                WHERE organization_id = :org AND payment_id = ANY (:payments) AND answer IS NULL
                                RETURNING payment_id
                                """)
                        .bind("payments", payments.toArray(UUID[]::new))
                        .bind("answer", answer)
                        .mapTo(UUID.class)
                        .list());
    }
}
