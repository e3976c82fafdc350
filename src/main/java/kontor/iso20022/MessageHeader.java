package kontor.iso20022;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.Optional;
import kontor.xml.XmlNode;

/**
 * What a file of payment orders says about itself ({@code GrpHdr}).
 *
 * @param messageId never used again by the same sender, at most 35 characters
 * @param createdAt wall time of the sender; written to the second, without a zone
 * @param numberOfTransactions transactions in the whole file
 * @param controlSum sum of their amounts, whatever the currency
 * @param initiatingPartyName at most 70 characters
 * @param identification of the initiating party, where the bank wants one
 */
public record MessageHeader(
        String messageId,
        LocalDateTime createdAt,
        int numberOfTransactions,
        BigDecimal controlSum,
        String initiatingPartyName,
        Optional<Identification> identification) {

    /** By its name alone. */
    public MessageHeader(
            String messageId,
            LocalDateTime createdAt,
            int numberOfTransactions,
            BigDecimal controlSum,
            String initiatingPartyName) {
        this(
                messageId,
                createdAt,
                numberOfTransactions,
                controlSum,
                initiatingPartyName,
                Optional.empty());
    }

    /**
     * By what a bank knows the initiating party.
     *
     * @param id a BIC, or a number that the bank gave out; at most 35 characters
     * @param bic whether it is a BIC
     * @param scheme whose number it is
     */
    public record Identification(String id, boolean bic, Optional<Code> scheme) {

        public Identification {
            Checks.text("initiating party id", id, 35);
            Checks.code("initiating party scheme", scheme, 35);
        }

        static Optional<Identification> read(XmlNode party) {
            var bic =
                    party.textAt("Id", "OrgId", "AnyBIC")
                            .or(() -> party.textAt("Id", "OrgId", "BICOrBEI"));
            var id = bic.or(() -> party.textAt("Id", "OrgId", "Othr", "Id"));
            return id.filter(text -> text.length() <= 35)
                    .map(text -> new Identification(text, bic.isPresent(), scheme(party)));
        }

        private static Optional<Code> scheme(XmlNode party) {
            return Code.read(party.at("Id", "OrgId", "Othr", "SchmeNm"))
                    .filter(code -> code.value().length() <= 35);
        }

        private void write(XmlSink xml) {
            xml.open("Id");
            xml.open("OrgId");
            if (bic) {
                xml.text(xml.isOld() ? "BICOrBEI" : "AnyBIC", id);
            } else {
                xml.open("Othr");
                xml.text("Id", id);
                scheme.ifPresent(code -> code.write(xml, "SchmeNm"));
                xml.close("Othr");
            }
            xml.close("OrgId");
            xml.close("Id");
        }
    }

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
                                node.needText("InitgPty", "Nm"),
                                Identification.read(node.need("InitgPty"))));
    }

    void write(XmlSink xml) {
        xml.open("GrpHdr");
        xml.text("MsgId", messageId);
        xml.dateTime("CreDtTm", createdAt);
        xml.number("NbOfTxs", numberOfTransactions);
        xml.decimal("CtrlSum", controlSum);
        xml.open("InitgPty");
        xml.text("Nm", initiatingPartyName);
        identification.ifPresent(one -> one.write(xml));
        xml.close("InitgPty");
        xml.close("GrpHdr");
    }

    /** Of everything in the file. */
    Tally tally() {
        return new Tally("message " + messageId, numberOfTransactions, controlSum);
    }
}
