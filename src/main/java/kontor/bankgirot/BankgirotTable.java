package kontor.bankgirot;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import kontor.connections.Connection;
import kontor.db.Column;
import kontor.db.Rows;
import kontor.db.Tx;
import kontor.mandates.MandateStatus;
import kontor.payments.PaymentFileKind;

/** SQL of what goes to Bankgirot and comes back. */
final class BankgirotTable {

    /** Collections that leave for Bankgirot, as soon as it has answered about their mandates. */
    static final PaymentFileKind COLLECTIONS =
            new PaymentFileKind(
                    "autogiro",
                    """
                    p.scheme = 'AUTOGIRO' AND EXISTS (SELECT FROM mandates m
                        WHERE m.organization_id = :org AND m.id = p.mandate_id
                            AND m.status NOT IN ('CREATED', 'PENDING_SUBMISSION', 'SENT'))
                    """);

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

    /** The newest mandate with each of these payer numbers at an own account that is not over. */
    static Map<String, UUID> mandatesOf(
            Tx tx, Collection<UUID> accounts, Collection<String> payerNumbers) {
        return tx.query(
                        """
                        SELECT DISTINCT ON (m.mandate_reference) m.mandate_reference, m.id FROM mandates m
                        WHERE m.organization_id = :org AND m.scheme = 'AUTOGIRO'
                            AND m.destination_account_id = ANY (:accounts) AND m.mandate_reference = ANY (:numbers)
                        ORDER BY m.mandate_reference, m.status IN ('CANCELLED', 'FAILED'), m.id DESC
                        """)
                .bind("accounts", accounts.toArray(UUID[]::new))
                .bind("numbers", payerNumbers.toArray(String[]::new))
                .map((row, _) -> Map.entry(row.getString(1), row.getObject(2, UUID.class)))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** A payer made it in the internet bank: Bankgirot has its account already. */
    static void madeAtBank(Tx tx, UUID mandate) {
        tx.update(
                        """
                        INSERT INTO autogiro_bank_mandates (organization_id, mandate_id)
                        VALUES (:org, :mandate)
                        """)
                .bind("mandate", mandate)
                .execute();
    }

    /** Those that payers made in their internet banks. */
    static Set<UUID> madeAtBanks(Tx tx, Collection<UUID> mandates) {
        return new HashSet<>(
                tx.query(
                                """
                                SELECT mandate_id FROM autogiro_bank_mandates
                                WHERE organization_id = :org AND mandate_id = ANY (:mandates)
                                """)
                        .bind("mandates", mandates.toArray(UUID[]::new))
                        .mapTo(UUID.class)
                        .list());
    }

    /**
     * A collection as it stands in a file.
     *
     * @param reference by which Bankgirot names it
     */
    record Ordered(
            String reference,
            UUID payment,
            String bankgiro,
            String payerNumber,
            long amountMinor) {}

    private static final Rows<Ordered> ROWS =
            Rows.of(
                    Column.text("reference", Ordered::reference),
                    Column.id("payment_id", Ordered::payment),
                    Column.text("bankgiro", Ordered::bankgiro),
                    Column.text("payer_number", Ordered::payerNumber),
                    Column.big("amount_minor", Ordered::amountMinor));

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

    static Map<String, Ordered> ordered(Tx tx, Collection<String> references) {
        return tx.query(
                        """
                        SELECT reference, payment_id, bankgiro, payer_number, amount_minor FROM autogiro_payments
                        WHERE organization_id = :org AND reference = ANY (:references)
                        """)
                .bind("references", references.toArray(String[]::new))
                .map(
                        (row, _) ->
                                new Ordered(
                                        row.getString(1),
                                        row.getObject(2, UUID.class),
                                        row.getString(3),
                                        row.getString(4),
                                        row.getLong(5)))
                .collectToMap(Ordered::reference, one -> one);
    }
}
