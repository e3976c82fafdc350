package kontor.credittransfers;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.approvals.PaymentType;
import kontor.credittransfers.CreditTransfer.Payee;
import kontor.db.Tx;
import kontor.payercredits.UnderMandate;
import kontor.payments.PartySnapshot;
import kontor.payments.PaymentColumn;
import kontor.payments.PaymentFileKind;
import kontor.payments.PaymentKind;
import kontor.payments.PaymentProgress;
import kontor.payments.PaymentStatus;
import kontor.payments.PaymentTable;
import kontor.payments.PaymentTerms;
import org.jspecify.annotations.Nullable;

/** SQL that only credit transfers have. */
final class CreditTransferTable {

    /** Transfers of every scheme leave as pain.001, but for those under a mandate. */
    static final PaymentFileKind ISO_20022 =
            new PaymentFileKind("iso20022", "p.mandate_id IS NULL");

    /** No review of their payee holds them. */
    private static final String REVIEWED =
            """
            (p.payee_review_id IS NULL OR NOT EXISTS (SELECT FROM payee_reviews r
                WHERE r.organization_id = p.organization_id AND r.id = p.payee_review_id
                    AND r.status IN ('PENDING', 'COOLING_OFF')))
            """;

    static final PaymentTable<CreditTransfer> PAYMENTS =
            new PaymentTable<>(
                    new PaymentKind(
                            CreditTransfers.RESOURCE,
                            PaymentType.CREDIT_TRANSFER,
                            "Credit transfer",
                            "source_account_id",
                            CreditTransferTable::reported),
                    List.of(
                            PaymentColumn.id(
                                    "connection_id", transfer -> transfer.parties().connectionId()),
                            PaymentColumn.id(
                                    "source_account_id",
                                    transfer -> transfer.parties().sourceAccountId()),
                            PaymentColumn.id(
                                    "external_account_id",
                                    transfer -> externalAccount(transfer.parties().payee())),
                            PaymentColumn.id(
                                    "counterparty_id",
                                    transfer -> counterparty(transfer.parties().payee())),
                            PaymentColumn.id(
                                    "destination_account_id",
                                    transfer -> ownAccount(transfer.parties().payee())),
                            PaymentColumn.id(
                                    "payee_review_id",
                                    transfer -> transfer.parties().review().orElse(null)),
                            PaymentColumn.id(
                                    "mandate_id",
                                    transfer ->
                                            transfer.mandate().map(UnderMandate::id).orElse(null)),
                            PaymentColumn.text(
                                    "mandate",
                                    transfer ->
                                            transfer.mandate()
                                                    .map(UnderMandate::snapshot)
                                                    .orElse(null)),
                            PaymentColumn.text(
                                    "source", transfer -> transfer.parties().source().account()),
                            PaymentColumn.text(
                                    "source_holder",
                                    transfer -> transfer.parties().source().holder()),
                            PaymentColumn.text(
                                    "destination",
                                    transfer -> transfer.parties().destination().account()),
                            PaymentColumn.text(
                                    "destination_holder",
                                    transfer -> transfer.parties().destination().holder()),
                            PaymentColumn.text(
                                    "scheme_details",
                                    transfer -> transfer.schemeDetails().orElse(null)),
                            PaymentColumn.text(
                                    "regulatory_reporting",
                                    transfer -> transfer.regulatoryReporting().orElse(null))),
                    CreditTransferTable::creditTransfer);

    private CreditTransferTable() {}

    /** Those of a kind of file that no review of their payee holds. */
    static PaymentFileKind reviewed(PaymentFileKind kind) {
        return new PaymentFileKind(kind.name(), kind.which() + " AND " + REVIEWED);
    }

    /**
     * What a code of the bank means for a transfer (ISO 20022 ExternalPaymentTransactionStatus1Code
     * in pain.002); unknown codes say nothing.
     */
    static Optional<PaymentStatus> reported(String code) {
        return switch (code) {
            case "RCVD", "ACTC", "PDNG", "PATC", "RCVC", "RVCM", "RVNC", "RVMC", "RVNM", "RVNA" ->
                    Optional.of(PaymentStatus.PENDING_AT_BANK);
            case "ACCP", "ACFC", "ACFW", "ACSP", "ACWC", "ACWP", "ACPD", "BLCK" ->
                    Optional.of(PaymentStatus.ACCEPTED);
            // ACSC says that the payer's account was debited, and the payer is us.
            case "ACSC", "ACCC" -> Optional.of(PaymentStatus.EXECUTED);
            case "RJCT", "CANC" -> Optional.of(PaymentStatus.FAILED);
            default -> Optional.empty();
        };
    }

    private static @Nullable UUID externalAccount(Payee payee) {
        return payee instanceof Payee.External(var account, _) ? account : null;
    }

    private static @Nullable UUID counterparty(Payee payee) {
        return payee instanceof Payee.External(_, var counterparty) ? counterparty : null;
    }

    private static @Nullable UUID ownAccount(Payee payee) {
        return payee instanceof Payee.Own(var account) ? account : null;
    }

    private static CreditTransfer creditTransfer(
            ResultSet row, PaymentTerms terms, PaymentProgress progress) throws SQLException {
        UUID own = row.getObject("destination_account_id", UUID.class);
        var payee =
                own == null
                        ? new Payee.External(
                                row.getObject("external_account_id", UUID.class),
                                row.getObject("counterparty_id", UUID.class))
                        : new Payee.Own(own);
        var parties =
                new CreditTransfer.Parties(
                        row.getObject("connection_id", UUID.class),
                        row.getObject("source_account_id", UUID.class),
                        payee,
                        PartySnapshot.read(row, "source"),
                        PartySnapshot.read(row, "destination"),
                        PaymentTable.id(row, "payee_review_id"),
                        mandate(row));
        return new CreditTransfer(
                terms,
                progress,
                TransferScheme.known(row.getString("scheme")),
                parties,
                Optional.ofNullable(row.getString("scheme_details")),
                Optional.ofNullable(row.getString("regulatory_reporting")));
    }

    private static Optional<UnderMandate> mandate(ResultSet row) throws SQLException {
        var id = PaymentTable.id(row, "mandate_id");
        return id.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new UnderMandate(
                                id.get(),
                                row.getObject("external_account_id", UUID.class),
                                row.getString("mandate")));
    }

    /** A sentence for each payee's account to which a transfer is under way. */
    static Map<UUID, String> keeping(Tx tx, Collection<UUID> externalAccounts) {
        var sentences = new LinkedHashMap<UUID, String>();
        PAYMENTS.inFlightWith(tx, externalAccounts)
                .forEach(
                        (account, transfer) ->
                                sentences.put(
                                        account, "credit transfer " + transfer + " is not final"));
        return sentences;
    }
}
