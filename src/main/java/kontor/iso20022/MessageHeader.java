package kontor.iso20022;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import kontor.xml.XmlNode;

/**
 * What a file of payment orders says about itself ({@code GrpHdr}).
 *
 * @param messageId never used again by the same sender, at most 35 characters
 * @param createdAt wall time of the sender; written to the second, without a zone
 * @param numberOfTransactions transactions in the whole file
 * @param controlSum sum of their amounts, whatever the currency
 * @param initiatingPartyName at most 70 characters
 */
public record MessageHeader(
        String messageId,
        LocalDateTime createdAt,
        int numberOfTransactions,
        BigDecimal controlSum,
        String initiatingPartyName) {

    public MessageHeader {
        Checks.text("message id", messageId, 35);
        Checks.totals("message " + messageId, numberOfTransactions, controlSum);
        Checks.text("initiating party name", initiatingPartyName, 70);
    }

    static MessageHeader read(XmlNode node) {
        return node.build(
                () ->
                        new MessageHeader(
                                node.needText("MsgId"),
                                node.need("CreDtTm").dateTime(),
                                node.need("NbOfTxs").count(),
                                node.need("CtrlSum").decimal(),
                                node.needText("InitgPty", "Nm")));
    }

    void write(XmlSink xml) {
        xml.open("GrpHdr");
        xml.text("MsgId", messageId);
        xml.dateTime("CreDtTm", createdAt);
        xml.number("NbOfTxs", numberOfTransactions);
        xml.decimal("CtrlSum", controlSum);
        xml.path(initiatingPartyName, "InitgPty", "Nm");
        xml.close("GrpHdr");
    }

    /** Of everything in the file. */
    Tally tally() {
        return new Tally("message " + messageId, numberOfTransactions, controlSum);
    }
}
