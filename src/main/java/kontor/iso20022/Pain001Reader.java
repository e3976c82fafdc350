package kontor.iso20022;

import java.io.InputStream;
import java.util.Set;
import java.util.UUID;
import kontor.core.Ids;
import kontor.xml.ReadLimits;
import kontor.xml.XmlNode;
import kontor.xml.XmlSource;

/**
 * Reads {@code pain.001}, versions .03 to .12 and national variants, as far as Kontor writes it: no
 * cheques, no ultimate parties, no amounts in another currency. Counts and sums are passed on as
 * they stand in the file: comparing them is up to the receiving bank.
 */
public final class Pain001Reader {

    private static final Set<String> GROUP =
            Set.of(
                    "PmtInfId",
                    "PmtMtd",
                    "BtchBookg",
                    "NbOfTxs",
                    "CtrlSum",
                    "PmtTpInf",
                    "ReqdExctnDt",
                    "Dbtr",
                    "DbtrAcct",
                    "DbtrAgt",
                    "ChrgBr");

    private final XmlSource xml;
    private final Handler handler;

    private Pain001Reader(XmlSource xml, Handler handler) {
        this.xml = xml;
        this.handler = handler;
    }

    /** Takes the header first, then each group before its transfers. */
    public interface Handler {

        void header(MessageHeader header);

        void group(TransferGroup group);

        void transfer(Transfer transfer);
    }

    /** MalformedMessage: not a credit transfer file, or beyond the limits. */
    public static void read(InputStream in, ReadLimits limits, Handler handler) {
        try (var xml = new XmlSource(in, limits)) {
            new Pain001Reader(xml, handler).readMessage();
        }
    }

    private void readMessage() {
        xml.message(Set.of("CstmrCdtTrfInitn"));
        xml.split(
                Set.of("GrpHdr"),
                Set.of("PmtInf"),
                node -> {
                    handler.header(MessageHeader.read(node.need("GrpHdr")));
                    return _ -> readGroup();
                });
        xml.end();
    }

    private void readGroup() {
        xml.split(
                GROUP,
                Set.of("CdtTrfTxInf"),
                node -> {
                    handler.group(group(node));
                    return _ -> handler.transfer(transfer(xml.record()));
                });
    }

    private static TransferGroup group(XmlNode node) {
        if (!node.needText("PmtMtd").equals("TRF")) {
            throw node.need("PmtMtd").malformed("is not TRF");
        }
        return node.build(
                () ->
                        new TransferGroup(
                                node.needText("PmtInfId"),
                                node.need("NbOfTxs").count(),
                                node.need("CtrlSum").decimal(),
                                node.at("BtchBookg").map(XmlNode::flag).orElse(false),
                                TransferGroup.Terms.read(node),
                                TransferGroup.Debtor.read(node)));
    }

    private static Transfer transfer(XmlNode node) {
        return node.build(
                () ->
                        new Transfer(
                                ids(node.need("PmtId")),
                                node.need("Amt", "InstdAmt").money(),
                                node.at("ChrgBr").map(text -> text.oneOf(ChargeBearer.values())),
                                Transfer.Creditor.read(node),
                                node.textAt("Purp", "Cd"),
                                RegulatoryReport.readAll(node),
                                Remittance.read(node)));
    }

    private static Transfer.Ids ids(XmlNode node) {
        return node.build(
                () ->
                        new Transfer.Ids(
                                node.textAt("InstrId"),
                                node.needText("EndToEndId"),
                                node.at("UETR").map(Pain001Reader::uetr)));
    }

    private static UUID uetr(XmlNode node) {
        return node.text().flatMap(Ids::parse).orElseThrow(() -> node.malformed("is no UUID"));
    }
}
