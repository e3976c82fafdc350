package kontor.directdebits;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.approvals.PaymentType;
import kontor.db.Column;
import kontor.db.Rows;
import kontor.db.Tx;
import kontor.mandates.MandateScheme;
import kontor.payments.PartySnapshot;
import kontor.payments.PaymentColumn;
import kontor.payments.PaymentFileKind;
import kontor.payments.PaymentKind;
import kontor.payments.PaymentProgress;
import kontor.payments.PaymentStatus;
import kontor.payments.PaymentTable;
import kontor.payments.PaymentTerms;
import kontor.wire.Json;

/** SQL that only direct debits have. */
final class DirectDebitTable {

    /** Collections that leave as pain.008. */
    static final PaymentFileKind SEPA = new PaymentFileKind("sepa", "p.scheme <> 'AUTOGIRO'");

    static final PaymentTable<DirectDebit> PAYMENTS =
            new PaymentTable<>(
                    new PaymentKind(
                            DirectDebits.RESOURCE,
                            PaymentType.DIRECT_DEBIT,
                            "Direct debit",
                            "destination_account_id",
                            DirectDebitTable::reported),
                    List.of(
                            PaymentColumn.id(
                                    "connection_id",
                                    debit -> debit.parties().connectionId().orElse(null)),
                            PaymentColumn.id(
                                    "destination_account_id",
                                    debit -> debit.parties().destinationAccountId()),
                            PaymentColumn.id(
                                    "external_account_id",
                                    debit -> debit.parties().externalAccountId()),
                            PaymentColumn.id(
                                    "counterparty_id", debit -> debit.parties().counterpartyId()),
                            PaymentColumn.id("mandate_id", debit -> debit.parties().mandateId()),
                            PaymentColumn.text(
                                    "sequence_type", debit -> debit.sequenceType().name()),
                            PaymentColumn.text(
                                    "destination",
                                    debit -> debit.parties().destination().account()),
                            PaymentColumn.text(
                                    "destination_holder",
                                    debit -> debit.parties().destination().holder()),
                            PaymentColumn.text(
                                    "source", debit -> debit.parties().source().account()),
                            PaymentColumn.text(
                                    "source_holder", debit -> debit.parties().source().holder()),
                            PaymentColumn.text("mandate", debit -> debit.parties().mandate()),
                            PaymentColumn.id("retry_of", debit -> debit.retry().of().orElse(null)),
                            PaymentColumn.id(
                                    "retried_by", debit -> debit.retry().by().orElse(null)),
                            PaymentColumn.number("retry_number", debit -> debit.retry().number())),
                    DirectDebitTable::directDebit);

    private DirectDebitTable() {}

    /**
     * What a code of the bank means for a collection (ISO 20022
     * ExternalPaymentTransactionStatus1Code in pain.002); unknown codes say nothing.
     */
    static Optional<PaymentStatus> reported(String code) {
        return switch (code) {
            case "RCVD", "ACTC", "PDNG", "PATC", "RCVC", "RVCM", "RVNC", "RVMC", "RVNM", "RVNA" ->
                    Optional.of(PaymentStatus.PENDING_AT_BANK);
            // ACSC says that the payer was debited; that we were credited is proven by the booking.
            case "ACCP", "ACFC", "ACFW", "ACSP", "ACWC", "ACWP", "ACPD", "ACSC", "BLCK" ->
                    Optional.of(PaymentStatus.ACCEPTED);
            case "ACCC" -> Optional.of(PaymentStatus.EXECUTED);
            case "RJCT", "CANC" -> Optional.of(PaymentStatus.FAILED);
            default -> Optional.empty();
        };
    }

    /** Metadata of the mandates of these collections, where they have any. */
    static Map<UUID, Map<String, String>> mandateMetadata(Tx tx, Collection<UUID> debits) {
        return tx.query(
                        """
                        SELECT d.id, m.metadata FROM direct_debits d
                        JOIN mandates m ON m.organization_id = d.organization_id AND m.id = d.mandate_id
                        WHERE d.organization_id = :org AND d.id = ANY (:debits) AND m.metadata <> '{}'
                        """)
                .bind("debits", debits.toArray(UUID[]::new))
                .map(
                        (row, _) ->
                                Map.entry(
                                        row.getObject("id", UUID.class),
                                        Json.readMetadata(row.getString("metadata"))))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static final Rows<DirectDebit> CHANGED =
            Rows.of(
                    Column.id("id", DirectDebit::id).asKey(),
                    Column.number("version", DirectDebit::version).asKey(),
                    Column.id("external_account_id", debit -> debit.parties().externalAccountId()),
                    Column.text("source", debit -> debit.parties().source().account()),
                    Column.text("source_holder", debit -> debit.parties().source().holder()),
                    Column.text("mandate", debit -> debit.parties().mandate()));

    private static final String UPDATE =
            CHANGED.update(
                    """
                    UPDATE direct_debits d SET %s
                    FROM %s
                    WHERE d.organization_id = :org AND d.id = u.id AND d.version = u.version
                    """);

    /**
     * Collections that stand in no file yet take over what was changed in their mandate: the
     * payer's account, and the mandate as they show it.
     */
    static void adopt(Tx tx, List<DirectDebit> changed) {
        if (changed.isEmpty()) {
            return;
        }
        int rows = CHANGED.bound(tx.update(UPDATE), changed).execute();
        Tx.allChanged(rows, changed.size(), "direct debits");
    }

    static boolean isRejected(Tx tx, UUID debit) {
        return tx.query(
                        """
                        SELECT d.status = 'REJECTED' FROM direct_debits d
                        WHERE d.organization_id = :org AND d.id = :id
                        """)
                .bind("id", debit)
                .mapTo(Boolean.class)
                .one();
    }

    /** Notes by which collection one is made again; it is locked. */
    static void retried(Tx tx, UUID debit, UUID by) {
        int rows =
                tx.update(
                                """
                                UPDATE direct_debits SET retried_by = :by
                                WHERE organization_id = :org AND id = :id
                                """)
                        .bind("by", by)
                        .bind("id", debit)
                        .execute();
        Tx.allChanged(rows, 1, "direct debits");
    }

    private static DirectDebit directDebit(
            ResultSet row, PaymentTerms terms, PaymentProgress progress) throws SQLException {
        var parties =
                new DirectDebit.Parties(
                        PaymentTable.id(row, "connection_id"),
                        row.getObject("destination_account_id", UUID.class),
                        row.getObject("external_account_id", UUID.class),
                        row.getObject("counterparty_id", UUID.class),
                        row.getObject("mandate_id", UUID.class),
                        PartySnapshot.read(row, "destination"),
                        PartySnapshot.read(row, "source"),
                        row.getString("mandate"));
        return new DirectDebit(
                terms,
                progress,
                MandateScheme.valueOf(row.getString("scheme")),
                SequenceType.valueOf(row.getString("sequence_type")),
                parties,
                new DirectDebit.Retry(
                        PaymentTable.id(row, "retry_of"),
                        PaymentTable.id(row, "retried_by"),
                        row.getInt("retry_number")));
    }
}
