package kontor.testbankgirot;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import kontor.db.Tx;
import org.jspecify.annotations.Nullable;

/** SQL of what Bankgirot knows. */
final class GiroTable {

    private GiroTable() {}

    /** A mandate as it is ordered or told; the account is blank for a bankgiro. */
    record Mandate(String payerNumber, String account, String payerId) {}

    static void register(Tx tx, String bankgiro, Mandate mandate) {
        tx.update(
                        """
                        INSERT INTO testbank.autogiro_mandates AS known
                            (organization_id, bankgiro, payer_number, account, payer_id, active)
                        VALUES (:org, :bankgiro, :number, :account, :payerId, false)
                        ON CONFLICT (organization_id, bankgiro, payer_number) DO UPDATE
                            SET account = CASE WHEN excluded.account = '' THEN known.account
                                    ELSE excluded.account END,
                                payer_id = CASE WHEN excluded.account = '' THEN known.payer_id
                                    ELSE excluded.payer_id END
                        """)
                .bind("bankgiro", bankgiro)
                .bind("number", mandate.payerNumber)
                .bind("account", mandate.account)
                .bind("payerId", mandate.payerId)
                .execute();
    }

    /** Whether a payer may be debited; empty for one that was never heard of. */
    static Optional<Boolean> active(Tx tx, String bankgiro, String payerNumber) {
        return tx.query(
                        """
                        SELECT active FROM testbank.autogiro_mandates
                        WHERE organization_id = :org AND bankgiro = :bankgiro AND payer_number = :number
                        """)
                .bind("bankgiro", bankgiro)
                .bind("number", payerNumber)
                .mapTo(Boolean.class)
                .findOne();
    }

    static void activate(Tx tx, String bankgiro, String payerNumber, boolean active) {
        tx.update(
                        """
                        UPDATE testbank.autogiro_mandates SET active = :active
                        WHERE organization_id = :org AND bankgiro = :bankgiro AND payer_number = :number
                        """)
                .bind("bankgiro", bankgiro)
                .bind("number", payerNumber)
                .bind("active", active)
                .execute();
    }

    /**
     * A payer gets another number, which nobody uses any more; one of a portfolio from before was
     * never registered here.
     */
    static void renumber(Tx tx, String bankgiro, String old, String number) {
        forget(tx, bankgiro, number);
        tx.update(
                        """
                        UPDATE testbank.autogiro_mandates SET payer_number = :number
                        WHERE organization_id = :org AND bankgiro = :bankgiro AND payer_number = :old
                        """)
                .bind("bankgiro", bankgiro)
                .bind("old", old)
                .bind("number", number)
                .execute();
    }

    static void forget(Tx tx, String bankgiro, String payerNumber) {
        tx.update(
                        """
                        DELETE FROM testbank.autogiro_mandates
                        WHERE organization_id = :org AND bankgiro = :bankgiro AND payer_number = :number
                        """)
                .bind("bankgiro", bankgiro)
                .bind("number", payerNumber)
                .execute();
    }

    /** What is told of a mandate on a morning. */
    record Advice(Mandate mandate, String information, String comment) {}

    static void advise(
            Tx tx,
            String bankgiro,
            String payerNumber,
            String information,
            String comment,
            LocalDate due) {
        tx.update(
                        """
                        INSERT INTO testbank.autogiro_advices
                            (organization_id, bankgiro, payer_number, information, comment, due)
                        VALUES (:org, :bankgiro, :number, :information, :comment, :due)
                        """)
                .bind("bankgiro", bankgiro)
                .bind("number", payerNumber)
                .bind("information", information)
                .bind("comment", comment)
                .bind("due", due)
                .execute();
    }

    /** Takes those that are due, in the order in which they came to be. */
    static List<Advice> takeAdvices(Tx tx, String bankgiro, LocalDate day) {
        return tx.query(
                        """
                        WITH taken AS (
                            DELETE FROM testbank.autogiro_advices
                            WHERE organization_id = :org AND bankgiro = :bankgiro AND due <= :day
                            RETURNING id, payer_number, information, comment
                        )
                        SELECT t.payer_number, t.information, t.comment,
                            coalesce(m.account, '') AS account, coalesce(m.payer_id, '') AS payer_id
                        FROM taken t
                        LEFT JOIN testbank.autogiro_mandates m ON m.organization_id = :org
                            AND m.bankgiro = :bankgiro AND m.payer_number = t.payer_number
                        ORDER BY t.id
                        """)
                .bind("bankgiro", bankgiro)
                .bind("day", day)
                .map((row, _) -> advice(row))
                .list();
    }

    private static Advice advice(ResultSet row) throws SQLException {
        var mandate =
                new Mandate(
                        row.getString("payer_number"),
                        row.getString("account"),
                        row.getString("payer_id"));
        return new Advice(mandate, row.getString("information"), row.getString("comment"));
    }

    /** The record of an order to pay a payer, and of what became of it. */
    static final String CREDIT = "32";

    /**
     * A payment that was ordered.
     *
     * @param code of its record: 82 for a collection, 32 for a credit
     */
    record Payment(
            long id,
            String code,
            String payerNumber,
            long amountMinor,
            String reference,
            LocalDate payDate,
            int attempts,
            String status) {

        boolean isCredit() {
            return code.equals(CREDIT);
        }
    }

    static void order(Tx tx, String bankgiro, Payment payment, LocalDate due) {
        tx.update(
                        """
                        INSERT INTO testbank.autogiro_payments (organization_id, bankgiro, payer_number,
                            amount_minor, reference, pay_date, due, status, code)
                        VALUES (:org, :bankgiro, :number, :amount, :reference, :day, :due, 'WAITING', :code)
                        """)
                .bind("bankgiro", bankgiro)
                .bind("code", payment.code)
                .bind("number", payment.payerNumber)
                .bind("amount", payment.amountMinor)
                .bind("reference", payment.reference)
                .bind("day", payment.payDate)
                .bind("due", due)
                .execute();
    }

    /** By payer number, as specifications are sorted. */
    static List<Payment> due(Tx tx, String bankgiro, LocalDate day) {
        return tx.query(
                        """
                        SELECT id, code, payer_number, amount_minor, reference, pay_date, attempts, status
                        FROM testbank.autogiro_payments
                        WHERE organization_id = :org AND bankgiro = :bankgiro AND due <= :day
                        ORDER BY lpad(payer_number, 16, '0'), id
                        """)
                .bind("bankgiro", bankgiro)
                .bind("day", day)
                .map((row, _) -> payment(row))
                .list();
    }

    /** Those with this reference that wait for their day, or the next try. */
    static List<Payment> waiting(Tx tx, String bankgiro, String reference) {
        return tx.query(
                        """
                        SELECT id, code, payer_number, amount_minor, reference, pay_date, attempts, status
                        FROM testbank.autogiro_payments
                        WHERE organization_id = :org AND bankgiro = :bankgiro AND reference = :reference
                            AND due IS NOT NULL AND status = 'WAITING'
                        ORDER BY id
                        """)
                .bind("bankgiro", bankgiro)
                .bind("reference", reference)
                .map((row, _) -> payment(row))
                .list();
    }

    private static Payment payment(ResultSet row) throws SQLException {
        return new Payment(
                row.getLong("id"),
                row.getString("code"),
                row.getString("payer_number"),
                row.getLong("amount_minor"),
                row.getString("reference"),
                row.getObject("pay_date", LocalDate.class),
                row.getInt("attempts"),
                row.getString("status"));
    }

    /**
     * @param due when something happens to it again
     */
    static void done(
            Tx tx, String bankgiro, Payment payment, String status, @Nullable LocalDate due) {
        tx.update(
                        """
                        UPDATE testbank.autogiro_payments
                        SET status = :status, due = :due, attempts = attempts + 1
                        WHERE organization_id = :org AND bankgiro = :bankgiro AND id = :id
                        """)
                .bind("bankgiro", bankgiro)
                .bind("id", payment.id)
                .bind("status", status)
                .bind("due", due)
                .execute();
    }

    /** How many sums a bankgiro was paid or charged in a year. */
    static int sums(Tx tx, String bankgiro, int year) {
        return tx.query(
                        """
                        SELECT count(*) FROM testbank.entries
                        WHERE organization_id = :org AND deposit LIKE :start || '%'
                        """)
                .bind("start", bankgiro + "-" + year + "-")
                .mapTo(Integer.class)
                .one();
    }
}
