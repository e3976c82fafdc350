package kontor.bankgirot;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.connections.Connection;
import kontor.db.Column;
import kontor.db.Rows;
import kontor.db.Tx;
import kontor.mandates.MandateStatus;
import kontor.payments.PaymentFileKind;

/** SQL of what goes to Bankgirot and comes back. */
public final class BankgirotTable {

    /** Bankgirot has answered about the mandate, and knows its payer number. */
    private static final String ANSWERED =
            """
            EXISTS (SELECT FROM mandates m
                WHERE m.organization_id = :org AND m.id = p.mandate_id
                    AND m.status NOT IN ('CREATED', 'PENDING_SUBMISSION', 'SENT')
                    AND coalesce(m.known_mandate_reference, m.mandate_reference) = m.mandate_reference)
            """;

    /** Collections that leave for Bankgirot, as soon as it has answered about their mandates. */
    static final PaymentFileKind COLLECTIONS =
            new PaymentFileKind("autogiro", "p.scheme = 'AUTOGIRO' AND %s".formatted(ANSWERED));

    /** Credits to payers; they wait for their mandates alike. */
    static final PaymentFileKind CREDITS =
            new PaymentFileKind("autogiro", "p.mandate_id IS NOT NULL AND %s".formatted(ANSWERED));

    private BankgirotTable() {}

    /** Mandates of a connection that stand in no file that may still leave, oldest first. */
    static List<UUID> mandatesToOrder(
            Tx tx, Connection connection, MandateStatus status, int most) {
        return tx.query(
                        """
                        SELECT m.id FROM mandates m
                        JOIN accounts a ON a.organization_id = m.organization_id
                            AND a.id = m.destination_account_id AND a.connection_id = :connection
                        WHERE m.organization_id = :org AND m.scheme = 'AUTOGIRO' AND m.status = :status
                            AND coalesce(m.known_mandate_reference, m.mandate_reference) = m.mandate_reference
                            AND NOT EXISTS (SELECT FROM instructions i
                                WHERE i.organization_id = :org AND i.id = m.connection_instruction_id
                                    AND i.state <> 'SENT')
                        ORDER BY m.id LIMIT :most
                        """)
                .bind("connection", connection.id())
                .bind("status", status.name())
                .bind("most", most)
                .mapTo(UUID.class)
                .list();
    }

    /** Mandates whose other payer number stands in no file for Bankgirot yet, oldest first. */
    static List<UUID> mandatesToRenumber(Tx tx, Connection connection, int most) {
        return tx.query(
                        """
                        SELECT m.id FROM mandates m
                        JOIN accounts a ON a.organization_id = m.organization_id
                            AND a.id = m.destination_account_id AND a.connection_id = :connection
                        WHERE m.organization_id = :org AND m.scheme = 'AUTOGIRO' AND m.known_version = 0
                            AND m.known_mandate_reference <> m.mandate_reference
                            AND m.status NOT IN ('CANCELLED', 'FAILED')
                        ORDER BY m.id LIMIT :most
                        """)
                .bind("connection", connection.id())
                .bind("most", most)
                .mapTo(UUID.class)
                .list();
    }

    /** Reports on payments under a mandate may name its other payer number from now on. */
    public static void renumber(Tx tx, UUID mandate, String payerNumber) {
        tx.update(
                        """
                        UPDATE autogiro_payments o SET new_payer_number = :number
                        WHERE o.organization_id = :org AND o.payment_id IN (
                            SELECT d.id FROM direct_debits d
                            WHERE d.organization_id = :org AND d.mandate_id = :mandate
                            UNION ALL
                            SELECT c.id FROM credit_transfers c
                            WHERE c.organization_id = :org AND c.mandate_id = :mandate)
                        """)
                .bind("mandate", mandate)
                .bind("number", payerNumber)
                .execute();
    }

    /** Mandates of a file that are in this status. */
    static List<UUID> mandatesOf(Tx tx, UUID instruction, MandateStatus status) {
        return tx.query(
                        """
                        SELECT m.id FROM mandates m
                        WHERE m.organization_id = :org AND m.connection_instruction_id = :instruction
                            AND m.scheme = 'AUTOGIRO' AND m.status = :status
                        ORDER BY m.id
                        """)
                .bind("instruction", instruction)
                .bind("status", status.name())
                .mapTo(UUID.class)
                .list();
    }

    /**
     * The newest mandate with each of these payer numbers at an own account that is not over; while
     * a number is being changed, the old one names the mandate too.
     */
    public static Map<String, UUID> mandatesOf(
            Tx tx, Collection<UUID> accounts, Collection<String> payerNumbers) {
        return tx.query(
                        """
                        SELECT DISTINCT ON (n.number) n.number, n.id FROM (
                            SELECT m.mandate_reference AS number, m.status, m.id FROM mandates m
                            WHERE m.organization_id = :org AND m.scheme = 'AUTOGIRO'
                                AND m.destination_account_id = ANY (:accounts)
                                AND m.mandate_reference = ANY (:numbers)
                            UNION ALL
                            SELECT m.known_mandate_reference, m.status, m.id FROM mandates m
                            WHERE m.organization_id = :org AND m.scheme = 'AUTOGIRO'
                                AND m.destination_account_id = ANY (:accounts)
                                AND m.known_mandate_reference = ANY (:numbers)
                        ) AS n
                        ORDER BY n.number, n.status IN ('CANCELLED', 'FAILED'), n.id DESC
                        """)
                .bind("accounts", accounts.toArray(UUID[]::new))
                .bind("numbers", payerNumbers.toArray(String[]::new))
                .map((row, _) -> Map.entry(row.getString(1), row.getObject(2, UUID.class)))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** Payer numbers of mandates into these accounts that Bankgirot has agreed to. */
    public static List<String> agreed(Tx tx, Collection<UUID> accounts) {
        return tx.query(
                        """
                        SELECT coalesce(m.known_mandate_reference, m.mandate_reference) FROM mandates m
                        WHERE m.organization_id = :org AND m.scheme = 'AUTOGIRO'
                            AND m.destination_account_id = ANY (:accounts)
                            AND m.status IN ('ACCEPTED', 'ACTIVE', 'PENDING_CANCELLATION')
                        ORDER BY m.id
                        """)
                .bind("accounts", accounts.toArray(UUID[]::new))
                .mapTo(String.class)
                .list();
    }

    /** References of payments that Bankgirot should have waiting, for days behind this one. */
    public static List<String> waiting(Tx tx, String bankgiro, LocalDate after) {
        return tx.query(
                        """
                        SELECT o.reference FROM direct_debits d
                        JOIN autogiro_payments o ON o.organization_id = d.organization_id
                            AND o.payment_id = d.id AND o.bankgiro = :bankgiro
                        WHERE d.organization_id = :org AND d.scheme = 'AUTOGIRO'
                            AND d.status IN ('SENT', 'PENDING_AT_BANK') AND d.effective_date > :after
                        UNION ALL
                        SELECT o.reference FROM credit_transfers c
                        JOIN autogiro_payments o ON o.organization_id = c.organization_id
                            AND o.payment_id = c.id AND o.bankgiro = :bankgiro
                        WHERE c.organization_id = :org AND c.mandate_id IS NOT NULL
                            AND c.status IN ('SENT', 'PENDING_AT_BANK') AND c.effective_date > :after
                        ORDER BY 1
                        """)
                .bind("bankgiro", bankgiro)
                .bind("after", after)
                .mapTo(String.class)
                .list();
    }

    /**
     * A payment as it stands in a file.
     *
     * @param reference by which Bankgirot names it
     * @param renumbered the payer's number since, where it was changed
     * @param asked the number to which Bankgirot is asked to change it; reports may name it before
     *     the answer comes
     * @param payDate as ordered; absent of those that left before it was noted
     * @param credit it pays the payer
     */
    public record Ordered(
            String reference,
            UUID payment,
            String bankgiro,
            String payerNumber,
            Optional<String> renumbered,
            Optional<String> asked,
            long amountMinor,
            Optional<LocalDate> payDate,
            boolean credit) {

        /** It was ordered for this payer of this bankgiro. */
        public boolean isOf(String payee, String number) {
            var one = Optional.of(number);
            boolean named =
                    payerNumber.equals(number) || renumbered.equals(one) || asked.equals(one);
            return named && bankgiro.equals(payee);
        }
    }

    private static final Rows<Ordered> ROWS =
            Rows.of(
                    Column.text("reference", Ordered::reference),
                    Column.id("payment_id", Ordered::payment),
                    Column.text("bankgiro", Ordered::bankgiro),
                    Column.text("payer_number", Ordered::payerNumber),
                    Column.optionalText("new_payer_number", Ordered::renumbered),
                    Column.big("amount_minor", Ordered::amountMinor),
                    Column.optionalDate("pay_date", Ordered::payDate),
                    Column.flag("credit", Ordered::credit));

    private static final String INSERT =
            ROWS.insert(
                    """
                    INSERT INTO autogiro_payments (organization_id, %s)
                    SELECT :org, %s
                    FROM %s
                    """);

    static void keep(Tx tx, List<Ordered> all) {
        ROWS.bound(tx.update(INSERT), all).execute();
    }

    public static Map<String, Ordered> ordered(Tx tx, Collection<String> references) {
        return tx.query(
                        """
                        SELECT o.reference, o.payment_id, o.bankgiro, o.payer_number, o.new_payer_number,
                            m.mandate_reference, o.amount_minor, o.pay_date, o.credit
                        FROM autogiro_payments o
                        LEFT JOIN direct_debits d ON d.organization_id = o.organization_id AND d.id = o.payment_id
                        LEFT JOIN credit_transfers c ON c.organization_id = o.organization_id AND c.id = o.payment_id
                        LEFT JOIN mandates m ON m.organization_id = o.organization_id
                            AND m.id = coalesce(d.mandate_id, c.mandate_id)
                            AND m.known_mandate_reference IS NOT NULL
                        WHERE o.organization_id = :org AND o.reference = ANY (:references)
                        """)
                .bind("references", references.toArray(String[]::new))
                .map((row, _) -> ordered(row))
                .collectToMap(Ordered::reference, one -> one);
    }

    private static Ordered ordered(ResultSet row) throws SQLException {
        return new Ordered(
                row.getString("reference"),
                row.getObject("payment_id", UUID.class),
                row.getString("bankgiro"),
                row.getString("payer_number"),
                Optional.ofNullable(row.getString("new_payer_number")),
                Optional.ofNullable(row.getString("mandate_reference")),
                row.getLong("amount_minor"),
                Optional.ofNullable(row.getObject("pay_date", LocalDate.class)),
                row.getBoolean("credit"));
    }
}
