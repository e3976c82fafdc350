package kontor.iso20022;

import java.util.Optional;
import kontor.xml.XmlNode;

/**
 * Several transactions booked as one ({@code Btch}); the details may follow, stand in another
 * message, or nowhere.
 *
 * @param messageId of our file
 * @param paymentInformationId of our group in it
 */
public record Batch(
        Optional<String> messageId,
        Optional<String> paymentInformationId,
        Optional<Integer> numberOfTransactions) {

    static Batch read(XmlNode node) {
        return new Batch(
                node.idAt("MsgId"), node.idAt("PmtInfId"), node.at("NbOfTxs").map(XmlNode::count));
    }

    void write(XmlSink xml) {
        xml.open("Btch");
        xml.text("MsgId", messageId);
        xml.text("PmtInfId", paymentInformationId);
        numberOfTransactions.ifPresent(count -> xml.number("NbOfTxs", count));
        xml.close("Btch");
    }
}
