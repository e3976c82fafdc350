package kontor.iso20022;

import java.io.InputStream;
import java.util.Set;
import kontor.xml.ReadLimits;
import kontor.xml.XmlNode;
import kontor.xml.XmlSource;

/**
 * Reads {@code pain.008} of the SEPA profile, versions .02 to .11 and their German subsets. Counts
 * and sums are passed on as they stand in the file: comparing them is up to the receiving bank.
 */
public final class Pain008Reader {

    private static final Set<String> GROUP =
            Set.of(
                    "PmtInfId",
                    "PmtMtd",
                    "BtchBookg",
                    "NbOfTxs",
                    "CtrlSum",
                    "PmtTpInf",
                    "ReqdColltnDt",
                    "Cdtr",
                    "CdtrAcct",
                    "CdtrAgt",
                    "CdtrSchmeId");

    private final XmlSource xml;
    private final Handler handler;

    private Pain008Reader(XmlSource xml, Handler handler) {
        this.xml = xml;
        this.handler = handler;
    }

    /** Takes the header first, then each group before its collections. */
    public interface Handler {

        void header(MessageHeader header);

        void group(CollectionGroup group);

        void collection(Collection collection);
    }

    /** MalformedMessage: not a SEPA direct debit file, or beyond the limits. */
    public static void read(InputStream in, ReadLimits limits, Handler handler) {
        try (var xml = new XmlSource(in, limits)) {
            new Pain008Reader(xml, handler).readMessage();
        }
    }

    private void readMessage() {
        xml.message(Set.of("CstmrDrctDbtInitn"));
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
                Set.of("DrctDbtTxInf"),
                node -> {
                    handler.group(group(node));
                    return _ -> handler.collection(collection(xml.record()));
                });
    }

    private static CollectionGroup group(XmlNode node) {
        if (!node.needText("PmtMtd").equals("DD")) {
            throw node.need("PmtMtd").malformed("is not DD");
        }
        return node.build(
                () ->
                        new CollectionGroup(
                                node.needText("PmtInfId"),
                                node.need("NbOfTxs").count(),
                                node.need("CtrlSum").decimal(),
                                node.at("BtchBookg").map(XmlNode::flag).orElse(false),
                                terms(node),
                                creditor(node)));
    }

    private static CollectionGroup.Terms terms(XmlNode group) {
        var type = group.need("PmtTpInf");
        return type.build(
                () ->
                        new CollectionGroup.Terms(
                                type.need("LclInstrm", "Cd").oneOf(LocalInstrument.values()),
                                type.need("SeqTp").oneOf(SequenceType.values()),
                                type.textAt("CtgyPurp", "Cd"),
                                group.need("ReqdColltnDt").date()));
    }

    private static CollectionGroup.Creditor creditor(XmlNode group) {
        return group.build(
                () ->
                        new CollectionGroup.Creditor(
                                group.needText("Cdtr", "Nm"),
                                Address.read(group.need("Cdtr")),
                                group.needText("CdtrAcct", "Id", "IBAN"),
                                group.bicAt("CdtrAgt"),
                                group.needText("CdtrSchmeId", "Id", "PrvtId", "Othr", "Id")));
    }

    private static Collection collection(XmlNode node) {
        return node.build(
                () ->
                        new Collection(
                                node.textAt("PmtId", "InstrId"),
                                node.needText("PmtId", "EndToEndId"),
                                node.need("InstdAmt").money(),
                                mandate(node.need("DrctDbtTx", "MndtRltdInf")),
                                debtor(node),
                                Remittance.read(node)));
    }

    private static Collection.Mandate mandate(XmlNode node) {
        return node.build(
                () ->
                        new Collection.Mandate(
                                node.needText("MndtId"),
                                node.need("DtOfSgntr").date(),
                                Amendment.read(node)));
    }

    private static Collection.Debtor debtor(XmlNode collection) {
        return collection.build(
                () ->
                        new Collection.Debtor(
                                collection.needText("Dbtr", "Nm"),
                                Address.read(collection.need("Dbtr")),
                                collection.needText("DbtrAcct", "Id", "IBAN"),
                                collection.bicAt("DbtrAgt")));
    }
}
