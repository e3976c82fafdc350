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
import java.util.function.BiFunction;
import kontor.banks.InstructionDraft;
import kontor.banktexts.Texts;
import kontor.connections.BankProfile;
import kontor.connections.Connection;
import kontor.connections.Connections;
import kontor.core.Currency;
import kontor.db.Tx;
import kontor.habits.FileForm;
import kontor.habits.FileHabits;
import kontor.habits.FileHabits.ChargeBearing;
import kontor.identifiers.IsoCodes;
import kontor.identifiers.SepaText;
import kontor.iso20022.Address;
import kontor.iso20022.ChargeBearer;
import kontor.iso20022.Code;
import kontor.iso20022.MessageHeader;
import kontor.iso20022.Pain001Writer;
import kontor.iso20022.RegulatoryReport;
import kontor.iso20022.Transfer;
import kontor.iso20022.TransferGroup;
import kontor.payments.PaymentTexts;
import kontor.warnings.Warning;
import kontor.wire.Json;

/**
 * Transfers as a pain.001.001.09 file (SEPA: EPC132-08): one block ({@code PmtInf}) per day, own
 * account, scheme, category purpose, currency and bearer of charges.
 */
final class TransferFile {

    private static final int NAME_OF_INITIATOR = 70;
    private static final String SEPA = "SEPA";

    private TransferFile() {}

    /** The texts of a transfer in a file to a bank of this profile. */
    static PaymentTexts texts(CreditTransfer transfer, BankProfile profile) {
        TransferScheme scheme = transfer.scheme();
        var parties = transfer.parties();
        int most = profile.mostNameCharacters();
        String reference = transfer.terms().reference();
        String currency = transfer.terms().amount().currency().code();
        String payeeNumber =
                new BankNumbers(parties.destination().party(), false).payeeNumber(scheme);
        return PaymentTexts.of(
                new Texts(profile.files().nationalLetters()),
                new PaymentTexts.Side(parties.source().who(), "sourceHolder", "Your", most, true),
                new PaymentTexts.Side(
                        parties.destination().who(),
                        "destinationHolder",
                        "The payee's",
                        most,
                        scheme.address()),
                new PaymentTexts.Reference(
                        reference,
                        scheme.reference().remittance(reference, payeeNumber, currency),
                        scheme.referenceMost()));
    }

    /** What is told of a transfer whose texts do not leave as they were given. */
    static BiFunction<Tx, CreditTransfer, List<Warning>> warnings(Connections connections) {
        return (tx, transfer) -> {
            var connection = Optional.of(transfer.parties().connectionId());
            var profile = connections.profile(tx, connection);
            return transfer.mandate().isPresent()
                    ? Texts.byAutogiro(
                            transfer.terms().reference(), profile.files().nationalLetters())
                    : texts(transfer, profile).changes();
        };
    }

    /** What the transfers of one block have in common. */
    private record Key(
            LocalDate date,
            UUID account,
            String scheme,
            Optional<String> purpose,
            Currency currency,
            Optional<String> bearer,
            String payer,
            Optional<Address> payerAddress) {}

    /** A transfer with its texts. */
    private record Line(CreditTransfer transfer, PaymentTexts texts) {}

    /** One block and its transfers. */
    record Group(String paymentInformationId, Connection connection, List<Line> lines) {

        private boolean batchBooking() {
            return habits().batchBooking() && !any().scheme().atOnce();
        }

        private FileHabits habits() {
            return connection.profile().files();
        }

        BigDecimal sum() {
            return lines.stream()
                    .map(line -> line.transfer.terms().amount().decimal())
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        List<CreditTransfer> transfers() {
            return lines.stream().map(Line::transfer).toList();
        }

        private CreditTransfer any() {
            return lines.getFirst().transfer;
        }

        private PaymentTexts texts() {
            return lines.getFirst().texts;
        }
    }

    static List<Group> groups(
            List<CreditTransfer> transfers, Connection connection, String messageId) {
        var byKey = new LinkedHashMap<Key, List<Line>>();
        for (CreditTransfer transfer : transfers) {
            var texts = texts(transfer, connection.profile());
            var key =
                    new Key(
                            transfer.progress().effectiveDate(),
                            transfer.parties().sourceAccountId(),
                            transfer.scheme().name(),
                            transfer.terms().categoryPurpose(),
                            transfer.terms().amount().currency(),
                            transfer.terms().chargeBearer(),
                            texts.own(),
                            texts.ownAddress());
            byKey.computeIfAbsent(key, _ -> new ArrayList<>()).add(new Line(transfer, texts));
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
        int count = groups.stream().mapToInt(group -> group.lines.size()).sum();
        BigDecimal total = groups.stream().map(Group::sum).reduce(BigDecimal.ZERO, BigDecimal::add);
        var form = FileForm.ofTransfers(groups.getFirst().habits());
        try (var writer = new Pain001Writer(file, header(groups, draft, count, total), form)) {
            for (Group group : groups) {
                writer.group(
                        new TransferGroup(
                                group.paymentInformationId,
                                group.lines.size(),
                                group.sum(),
                                group.batchBooking(),
                                terms(group.any(), group.habits()),
                                debtor(group)));
                group.lines.forEach(line -> writer.transfer(transfer(line)));
            }
        }
        return total;
    }

    private static MessageHeader header(
            List<Group> groups, InstructionDraft draft, int count, BigDecimal total) {
        var first = groups.getFirst();
        return new MessageHeader(
                draft.messageId(),
                draft.localTime(),
                count,
                total,
                SepaText.cut(first.texts().own(), NAME_OF_INITIATOR),
                FileForm.identification(first.habits()));
    }

    private static TransferGroup.Terms terms(CreditTransfer any, FileHabits habits) {
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
                bearer(any, habits.chargeBearer()));
    }

    /** In SEPA each side pays its own bank's charges, which the standard calls SLEV. */
    private static Optional<ChargeBearer> bearer(CreditTransfer transfer, ChargeBearing wanted) {
        if (transfer.scheme().serviceLevel().equals(Optional.of(SEPA))) {
            return Optional.of(ChargeBearer.SLEV).filter(_ -> wanted != ChargeBearing.NOT_IN_SEPA);
        }
        Optional<ChargeBearer> asked =
                transfer.terms()
                        .chargeBearer()
                        .map(
                                word ->
                                        switch (kontor.payments.ChargeBearer.valueOf(word)) {
                                            case SHARED -> ChargeBearer.SHAR;
                                            case DEBTOR -> ChargeBearer.DEBT;
                                            case CREDITOR -> ChargeBearer.CRED;
                                            case SERVICE_LEVEL -> ChargeBearer.SLEV;
                                        });
        return wanted == ChargeBearing.ALWAYS
                ? asked.or(() -> Optional.of(ChargeBearer.SHAR))
                : asked;
    }

    private static TransferGroup.Debtor debtor(Group group) {
        var parties = group.any().parties();
        var own = parties.source().party();
        var numbers = new BankNumbers(own, group.habits().bankgiroAsDebtorAccount());
        return new TransferGroup.Debtor(
                group.texts().own(),
                group.texts().ownAddress(),
                numbers.own(group.any().scheme()),
                own.currency(),
                numbers.ownAgent(group.any().scheme(), group.connection.bic()));
    }

    private static Transfer transfer(Line line) {
        CreditTransfer transfer = line.transfer;
        TransferScheme scheme = transfer.scheme();
        var payee = transfer.parties().destination().party();
        var numbers = new BankNumbers(payee, false);
        String id = transfer.endToEndId();
        return new Transfer(
                new Transfer.Ids(Optional.of(id), id, Optional.empty()),
                transfer.terms().amount(),
                Optional.empty(),
                new Transfer.Creditor(
                        line.texts.other(),
                        line.texts.otherAddress(),
                        numbers.payee(scheme),
                        numbers.payeeAgent(scheme)),
                Optional.empty(),
                reports(transfer),
                line.texts.remittance());
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
                Optional.of(one.path("code").asText("")).filter(code -> !code.isEmpty()));
    }
}
