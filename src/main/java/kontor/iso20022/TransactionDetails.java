package kontor.iso20022;

import java.util.List;
import java.util.Optional;
import kontor.bankwords.EntryFacts;
import kontor.core.Money;
import kontor.xml.XmlNode;

/**
 * One transaction of an entry ({@code TxDtls}).
 *
 * @param amount negative when debited; in the currency that the bank gives it in, which need not be
 *     that of the account. Absent when the bank gives none and the entry has several transactions
 * @param instructedAmount what was ordered, unsigned: without the fees of a return
 * @param code kind of booking, when it has one beside that of the entry
 * @param returned why money came back
 * @param purpose ISO external code or the bank's own
 * @param additionalInformation free text of up to 500 characters
 * @param facts what else the bank says of it
 */
public record TransactionDetails(
        References references,
        Optional<Money> amount,
        Optional<Money> instructedAmount,
        BankTransactionCode code,
        List<Charge> charges,
        Optional<Counterparty> counterparty,
        Optional<Code> purpose,
        Optional<Remittance> remittance,
        Optional<Returned> returned,
        Optional<String> additionalInformation,
        EntryFacts facts) {

    public TransactionDetails {
        charges = List.copyOf(charges);
    }

    /** A transaction of which the bank says no more. */
    public TransactionDetails(
            References references,
            Optional<Money> amount,
            Optional<Money> instructedAmount,
            BankTransactionCode code,
            List<Charge> charges,
            Optional<Counterparty> counterparty,
            Optional<Code> purpose,
            Optional<Remittance> remittance,
            Optional<Returned> returned,
            Optional<String> additionalInformation) {
        this(
                references,
                amount,
                instructedAmount,
                code,
                charges,
                counterparty,
                purpose,
                remittance,
                returned,
                additionalInformation,
                EntryFacts.NONE);
    }

    TransactionDetails withAmount(Money only) {
        return new TransactionDetails(
                references,
                Optional.of(only),
                instructedAmount,
                code,
                charges,
                counterparty,
                purpose,
                remittance,
                returned,
                additionalInformation,
                facts);
    }

    /** References of the transaction ({@code Refs}); at best ours come back as we wrote them. */
    public record References(
            Optional<String> messageId,
            Optional<String> accountServicer,
            Optional<String> paymentInformationId,
            Optional<String> instructionId,
            Optional<String> endToEndId,
            Optional<String> transactionId,
            Optional<String> mandateId) {

        /** The bank gives no reference. */
        public static final References NONE =
                new References(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());

        static References read(XmlNode details) {
            return new References(
                    details.idAt("Refs", "MsgId"),
                    details.idAt("Refs", "AcctSvcrRef"),
                    details.idAt("Refs", "PmtInfId"),
                    details.idAt("Refs", "InstrId"),
                    details.idAt("Refs", "EndToEndId"),
                    details.idAt("Refs", "TxId"),
                    details.idAt("Refs", "MndtId"));
        }

        void write(XmlSink xml) {
            if (equals(NONE)) {
                return;
            }
            xml.open("Refs");
            xml.text("MsgId", messageId);
            xml.text("AcctSvcrRef", accountServicer);
            xml.text("PmtInfId", paymentInformationId);
            xml.text("InstrId", instructionId);
            xml.text("EndToEndId", endToEndId);
            xml.text("TxId", transactionId);
            xml.text("MndtId", mandateId);
            xml.close("Refs");
        }
    }

    /**
     * Why money came back ({@code RtrInf}).
     *
     * @param reason e.g. MD06, AM04; never checked against a list
     * @param additionalInformation free text, all lines
     * @param originalCode kind of the booking that is undone
     */
    public record Returned(
            Optional<Code> reason,
            List<String> additionalInformation,
            BankTransactionCode originalCode) {

        public Returned {
            additionalInformation = List.copyOf(additionalInformation);
        }

        /** An empty {@code RtrInf}, as one bank puts into every transaction, is no return. */
        static Optional<Returned> read(XmlNode details) {
            return details.at("RtrInf").map(Returned::readParts).filter(Returned::saysSomething);
        }

        private static Returned readParts(XmlNode node) {
            return new Returned(
                    Code.read(node.at("Rsn")),
                    node.texts("AddtlInf"),
                    BankTransactionCode.read(node.at("OrgnlBkTxCd")));
        }

        private boolean saysSomething() {
            return reason.isPresent() || !additionalInformation.isEmpty() || !originalCode.isNone();
        }

        void write(XmlSink xml) {
            xml.open("RtrInf");
            if (!originalCode.isNone()) {
                originalCode.write(xml, "OrgnlBkTxCd");
            }
            reason.ifPresent(code -> code.write(xml, "Rsn"));
            additionalInformation.forEach(text -> xml.text("AddtlInf", text));
            xml.close("RtrInf");
        }
    }

    static TransactionDetails read(XmlNode node, EntryHead entry, StatementHead.Account own) {
        boolean credit =
                node.at("CdtDbtInd")
                        .map(XmlNode::isCredit)
                        .orElse(entry.amount().amountMinor() >= 0);
        var returned = Returned.read(node);
        var code = BankTransactionCode.read(node.at("BkTxCd"));
        boolean goingBack = returned.isPresent() || undoes(entry, code);
        return new TransactionDetails(
                References.read(node),
                amount(node).map(amount -> credit ? amount : amount.negated()),
                node.at("AmtDtls", "InstdAmt", "Amt").map(XmlNode::money),
                code,
                Charge.readAll(node),
                Counterparty.read(node, credit != goingBack, own),
                Code.read(node.at("Purp")),
                Remittance.read(node),
                returned,
                node.textAt("AddtlTxInf"),
                EntryFacts.read(node));
    }

    private static boolean undoes(EntryHead entry, BankTransactionCode own) {
        return entry.reversal() || (own.isNone() ? entry.code() : own).undoes();
    }

    private static Optional<Money> amount(XmlNode node) {
        return node.at("Amt")
                .or(() -> node.at("AmtDtls", "TxAmt", "Amt"))
                .or(() -> node.at("AmtDtls", "InstdAmt", "Amt"))
                .map(XmlNode::money);
    }

    void write(XmlSink xml, EntryHead entry) {
        var signed = amount.orElse(entry.amount());
        boolean goingBack = returned.isPresent() || undoes(entry, code);
        xml.open("TxDtls");
        references.write(xml);
        amount.ifPresent(present -> xml.amount("Amt", present));
        xml.direction(signed);
        writeInstructed(xml, instructedAmount);
        if (!code.isNone()) {
            code.write(xml, "BkTxCd");
        }
        Charge.writeAll(xml, charges);
        counterparty.ifPresent(party -> party.write(xml, signed.amountMinor() >= 0 != goingBack));
        purpose.ifPresent(present -> present.write(xml, "Purp"));
        remittance.ifPresent(present -> present.write(xml));
        returned.ifPresent(present -> present.write(xml));
        xml.text("AddtlTxInf", additionalInformation);
        xml.close("TxDtls");
    }

    static void writeInstructed(XmlSink xml, Optional<Money> amount) {
        amount.ifPresent(
                present -> {
                    xml.open("AmtDtls");
                    xml.open("InstdAmt");
                    xml.amount("Amt", present);
                    xml.close("InstdAmt");
                    xml.close("AmtDtls");
                });
    }
}
