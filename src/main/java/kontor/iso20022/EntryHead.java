package kontor.iso20022;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import kontor.bankwords.EntryFacts;
import kontor.core.Money;
import kontor.xml.XmlNode;

/**
 * One booking on an account, without the transactions it consists of ({@code Ntry}).
 *
 * @param reference of the entry within its statement
 * @param amount negative when the account was debited, whatever {@code reversal} says
 * @param reversal it undoes an earlier entry; the sign of the amount is already right
 * @param status BOOK, PDNG, INFO, FUTR; some banks leave it out of a statement
 * @param dates when it was booked, from when it counts
 * @param references what points elsewhere
 * @param code kind of booking
 * @param charges fees that stand at the entry itself
 * @param instructedAmount what was ordered, e.g. a returned collection without the fee
 * @param facts what else the bank says of it
 */
public record EntryHead(
        Optional<String> reference,
        Money amount,
        boolean reversal,
        Optional<Code> status,
        Dates dates,
        References references,
        BankTransactionCode code,
        List<Charge> charges,
        Optional<Money> instructedAmount,
        EntryFacts facts) {

    public EntryHead {
        charges = List.copyOf(charges);
    }

    /** An entry of which the bank says no more. */
    public EntryHead(
            Optional<String> reference,
            Money amount,
            boolean reversal,
            Optional<Code> status,
            Dates dates,
            References references,
            BankTransactionCode code,
            List<Charge> charges,
            Optional<Money> instructedAmount) {
        this(
                reference,
                amount,
                reversal,
                status,
                dates,
                references,
                code,
                charges,
                instructedAmount,
                EntryFacts.NONE);
    }

    /** The same, booked on another day. */
    public EntryHead bookedOn(LocalDate day) {
        return new EntryHead(
                reference,
                amount,
                reversal,
                status,
                new Dates(Optional.of(day), dates.value),
                references,
                code,
                charges,
                instructedAmount,
                facts);
    }

    /** Bank dates; both may be missing while an entry is pending. */
    public record Dates(Optional<LocalDate> booking, Optional<LocalDate> value) {}

    /**
     * Where else the entry is found.
     *
     * @param accountServicer the bank's own reference: the key of an entry when it is there
     * @param detailsMessage message that lists the transactions, often a {@code camt.054}
     */
    public record References(Optional<String> accountServicer, Optional<String> detailsMessage) {}

    static EntryHead read(XmlNode node) {
        return new EntryHead(
                node.idAt("NtryRef"),
                node.signedMoney(),
                node.at("RvslInd").map(XmlNode::flag).orElse(false),
                Code.read(node.at("Sts")),
                new Dates(
                        node.at("BookgDt").flatMap(XmlNode::dateIfAny),
                        node.at("ValDt").flatMap(XmlNode::dateIfAny)),
                new References(node.idAt("AcctSvcrRef"), node.idAt("AddtlInfInd", "MsgId")),
                BankTransactionCode.read(node.at("BkTxCd")),
                Charge.readAll(node),
                node.at("AmtDtls", "InstdAmt", "Amt").map(XmlNode::money),
                EntryFacts.read(node));
    }

    /** Leaves {@code Ntry} open for its details. IllegalStateException: no status. */
    void write(XmlSink xml) {
        xml.text("NtryRef", reference);
        xml.signedAmount(amount);
        if (reversal) {
            xml.text("RvslInd", "true");
        }
        status.orElseThrow(() -> new IllegalStateException("an entry to be written has a status"))
                .write(xml, "Sts");
        dates.booking.ifPresent(date -> xml.path(date.toString(), "BookgDt", "Dt"));
        dates.value.ifPresent(date -> xml.path(date.toString(), "ValDt", "Dt"));
        xml.text("AcctSvcrRef", references.accountServicer);
        code.write(xml, "BkTxCd");
        references.detailsMessage.ifPresent(id -> xml.path(id, "AddtlInfInd", "MsgId"));
        TransactionDetails.writeInstructed(xml, instructedAmount);
        Charge.writeAll(xml, charges);
    }
}
