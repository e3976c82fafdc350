package kontor.credittransfers;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.banks.InstructionDraft;
import kontor.connections.Connection;
import kontor.core.Currency;
import kontor.identifiers.IsoCodes;
import kontor.iso20022.ChargeBearer;
import kontor.iso20022.Code;
import kontor.iso20022.MessageHeader;
import kontor.iso20022.Pain001Writer;
import kontor.iso20022.RegulatoryReport;
import kontor.iso20022.Remittance;
import kontor.iso20022.Transfer;
import kontor.iso20022.TransferGroup;
import kontor.payments.BankText;
import kontor.wire.Json;

/**
 * Transfers as a pain.001.001.09 file (SEPA: EPC132-08): one block ({@code PmtInf}) per day, own
 * account, scheme, category purpose, currency and bearer of charges.
 */
final class TransferFile {

    private static final int NAME_OF_INITIATOR = 70;
    private static final int REGULATORY_CODE = 10;
    private static final String SEPA = "SEPA";

    private TransferFile() {}

    /** What the transfers of one block have in common. */
    private record Key(
            LocalDate date,
            UUID account,
            String scheme,
            Optional<String> purpose,
            Currency currency,
            Optional<String> bearer) {}

    /** One block and its transfers. */
    record Group(
            String paymentInformationId, Connection connection, List<CreditTransfer> transfers) {

        private boolean batchBooking() {
            return connection.profile().batchBooking() && !any().scheme().atOnce();
        }

        private int mostNameCharacters() {
            return connection.profile().mostNameCharacters();
        }

        BigDecimal sum() {
            return TransferFile.sum(transfers);
        }

        private CreditTransfer any() {
            return transfers.getFirst();
        }
    }

    private static BigDecimal sum(List<CreditTransfer> transfers) {
        return transfers.stream()
                .map(transfer -> transfer.terms().amount().decimal())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    static List<Group> groups(
            List<CreditTransfer> transfers, Connection connection, String messageId) {
        var byKey = new LinkedHashMap<Key, List<CreditTransfer>>();
        for (CreditTransfer transfer : transfers) {
            var key =
                    new Key(
                            transfer.progress().effectiveDate(),
                            transfer.parties().sourceAccountId(),
                            transfer.scheme().name(),
                            transfer.terms().categoryPurpose(),
                            transfer.terms().amount().currency(),
                            transfer.terms().chargeBearer());
            byKey.computeIfAbsent(key, _ -> new ArrayList<>()).add(transfer);
        }
        var groups = new ArrayList<Group>();
        byKey.values()
                .forEach(
                        members ->
                                groups.add(
                                        new Group(
                                                messageId + "-" + (groups.size() + 1),
                                                connection,
                                                members)));
        return groups;
    }

    /**
     * @return the sum of all transfers, whatever their currency
     */
    static BigDecimal write(List<Group> groups, InstructionDraft draft, OutputStream file) {
        int count = groups.stream().mapToInt(group -> group.transfers.size()).sum();
        BigDecimal total = groups.stream().map(Group::sum).reduce(BigDecimal.ZERO, BigDecimal::add);
        String initiator =
                BankText.name(
                        groups.getFirst().any().parties().source().party().legalName(),
                        NAME_OF_INITIATOR);
        try (var writer =
                new Pain001Writer(
                        file,
                        new MessageHeader(
                                draft.messageId(), draft.localTime(), count, total, initiator))) {
            for (Group group : groups) {
                writer.group(
                        new TransferGroup(
                                group.paymentInformationId,
                                group.transfers.size(),
                                group.sum(),
                                group.batchBooking(),
                                terms(group.any()),
                                debtor(group)));
                group.transfers.forEach(
                        transfer ->
                                writer.transfer(transfer(transfer, group.mostNameCharacters())));
            }
        }
        return total;
    }

    private static TransferGroup.Terms terms(CreditTransfer any) {
        TransferScheme scheme = any.scheme();
        return new TransferGroup.Terms(
                scheme.serviceLevel().map(Code::iso),
                scheme.localInstrument()
                        .map(
                                code ->
                                        IsoCodes.isLocalInstrument(code)
                                                ? Code.iso(code)
                                                : Code.proprietary(code)),
                any.terms().categoryPurpose(),
                any.progress().effectiveDate(),
                Optional.empty(),
                bearer(any));
    }

    /** In SEPA each side pays its own bank's charges, which the standard calls SLEV. */
    private static Optional<ChargeBearer> bearer(CreditTransfer transfer) {
        if (transfer.scheme().serviceLevel().equals(Optional.of(SEPA))) {
            return Optional.of(ChargeBearer.SLEV);
        }
        return transfer.terms()
                .chargeBearer()
                .map(
                        word ->
                                switch (kontor.payments.ChargeBearer.valueOf(word)) {
                                    case SHARED -> ChargeBearer.SHAR;
                                    case DEBTOR -> ChargeBearer.DEBT;
                                    case CREDITOR -> ChargeBearer.CRED;
                                    case SERVICE_LEVEL -> ChargeBearer.SLEV;
                                });
    }

    private static TransferGroup.Debtor debtor(Group group) {
        var parties = group.any().parties();
        var own = parties.source().party();
        var numbers = new BankNumbers(own);
        return new TransferGroup.Debtor(
                BankText.name(own.legalName(), group.mostNameCharacters()),
                BankText.address(own.address()),
                numbers.own(group.any().scheme()),
                own.currency(),
                numbers.ownAgent(group.any().scheme(), group.connection.bic()));
    }

    private static Transfer transfer(CreditTransfer transfer, int mostNameCharacters) {
        TransferScheme scheme = transfer.scheme();
        var payee = transfer.parties().destination().party();
        var numbers = new BankNumbers(payee);
        String id = transfer.endToEndId();
        return new Transfer(
                new Transfer.Ids(Optional.of(id), id, Optional.empty()),
                transfer.terms().amount(),
                Optional.empty(),
                new Transfer.Creditor(
                        BankText.name(payee.legalName(), mostNameCharacters),
                        scheme.address() ? BankText.address(payee.address()) : Optional.empty(),
                        numbers.payee(scheme),
                        numbers.payeeAgent(scheme)),
                Optional.empty(),
                reports(transfer),
                remittance(transfer));
    }

    private static Optional<Remittance> remittance(CreditTransfer transfer) {
        String reference = transfer.terms().reference();
        return transfer.scheme()
                .reference()
                .structured(reference)
                .map(Remittance::ofReference)
                .or(() -> BankText.words(reference, transfer.scheme().referenceMost()));
    }

    private static List<RegulatoryReport> reports(CreditTransfer transfer) {
        var reports = new ArrayList<RegulatoryReport>();
        transfer.regulatoryReporting()
                .map(Json::readOwn)
                .ifPresent(all -> all.forEach(one -> reports.add(report(one))));
        return reports;
    }

    /**
     * @param one RegulatoryReportingDetails of the API
     */
    private static RegulatoryReport report(JsonNode one) {
        var indicator =
                switch (one.path("indicator").asText()) {
                    case "CREDITOR" -> RegulatoryReport.Indicator.CRED;
                    case "DEBTOR" -> RegulatoryReport.Indicator.DEBT;
                    default -> RegulatoryReport.Indicator.BOTH;
                };
        return new RegulatoryReport(
                Optional.of(indicator),
                Optional.of(one.path("market").asText()),
                BankText.part(one.path("code").asText(""), REGULATORY_CODE));
    }
}
