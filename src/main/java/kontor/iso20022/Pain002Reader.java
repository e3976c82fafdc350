package kontor.iso20022;

import java.io.InputStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import kontor.xml.ReadLimits;
import kontor.xml.XmlNode;
import kontor.xml.XmlSource;

/** Reads {@code pain.002}, versions .03 to .11 and national variants. */
public final class Pain002Reader {

    private static final String TRANSACTION = "TxInfAndSts";

    private static final Set<String> PAYMENT_INFORMATION =
            Set.of("OrgnlPmtInfId", "OrgnlNbOfTxs", "OrgnlCtrlSum", "PmtInfSts", "StsRsnInf");

    private final XmlSource xml;
    private final Handler handler;

    private Pain002Reader(XmlSource xml, Handler handler) {
        this.xml = xml;
        this.handler = handler;
    }

    /** Takes the report first, then each payment information before its transactions. */
    public interface Handler {

        void report(StatusReport report);

        void paymentInformation(StatusReport.PaymentInformation paymentInformation);

        void transaction(StatusReport.Transaction transaction);
    }

    /** MalformedMessage: not a status report, or beyond the limits. */
    public static void read(InputStream in, ReadLimits limits, Handler handler) {
        try (var xml = new XmlSource(in, limits)) {
            new Pain002Reader(xml, handler).readMessage();
        }
    }

    private void readMessage() {
        xml.message(Set.of("CstmrPmtStsRpt"));
        xml.split(
                Set.of("GrpHdr", "OrgnlGrpInfAndSts"),
                Set.of("OrgnlPmtInfAndSts", TRANSACTION),
                node -> {
                    handler.report(report(node));
                    return this::readPart;
                });
        xml.end();
    }

    /** In old versions, and at banks that know no better, transactions stand outside the groups. */
    private void readPart(String name) {
        if (name.equals(TRANSACTION)) {
            handler.transaction(transaction(xml.record()));
        } else {
            readPaymentInformation();
        }
    }

    private static StatusReport report(XmlNode message) {
        var header = message.need("GrpHdr");
        var original = message.need("OrgnlGrpInfAndSts");
        return new StatusReport(
                header.needId("MsgId"),
                header.at("CreDtTm").flatMap(XmlNode::informativeTime),
                original.textAt("OrgnlMsgId"),
                original.textAt("OrgnlMsgNmId"),
                status(original, "GrpSts"),
                StatusReason.readAll(original),
                counts(original),
                totals(original));
    }

    /** What is no number says nothing. */
    private static StatusReport.Totals totals(XmlNode original) {
        return new StatusReport.Totals(
                original.textAt("OrgnlNbOfTxs")
                        .filter(text -> text.matches("[0-9]{1,15}"))
                        .map(Long::parseLong),
                original.textAt("OrgnlCtrlSum")
                        .filter(text -> text.matches("[0-9]{1,18}([.][0-9]{1,17})?"))
                        .map(BigDecimal::new));
    }

    private static List<StatusReport.Count> counts(XmlNode original) {
        return original.all("NbOfTxsPerSts").stream()
                .flatMap(
                        one ->
                                status(one, "DtldSts").stream()
                                        .map(status -> new StatusReport.Count(status, count(one))))
                .toList();
    }

    /** Codes are capitals; some banks write them small. */
    private static Optional<String> status(XmlNode node, String name) {
        return node.textAt(name).map(code -> code.toUpperCase(Locale.ROOT));
    }

    private static long count(XmlNode one) {
        return one.at("DtldNbOfTxs").map(XmlNode::number).orElse(0L);
    }

    private void readPaymentInformation() {
        xml.split(
                PAYMENT_INFORMATION,
                Set.of(TRANSACTION),
                node -> {
                    handler.paymentInformation(paymentInformation(node));
                    return _ -> handler.transaction(transaction(xml.record()));
                });
    }

    private static StatusReport.PaymentInformation paymentInformation(XmlNode node) {
        return new StatusReport.PaymentInformation(
                node.textAt("OrgnlPmtInfId").orElse(""),
                status(node, "PmtInfSts"),
                StatusReason.readAll(node),
                totals(node));
    }

    private static StatusReport.Transaction transaction(XmlNode node) {
        return new StatusReport.Transaction(
                node.textAt("OrgnlInstrId").or(() -> node.textAt("OrgnlTxId")),
                node.textAt("OrgnlEndToEndId"),
                status(node, "TxSts"),
                StatusReason.readAll(node),
                node.textAt("AcctSvcrRef"),
                node.textAt("OrgnlTxRef", "Cdtr", "Pty", "Nm")
                        .or(() -> node.textAt("OrgnlTxRef", "Cdtr", "Nm")),
                original(node));
    }

    private static StatusReport.Original original(XmlNode node) {
        var amount =
                node.at("OrgnlTxRef", "Amt", "InstdAmt")
                        .or(() -> node.at("OrgnlTxRef", "InstdAmt"));
        return new StatusReport.Original(
                amount.flatMap(XmlNode::text),
                amount.flatMap(XmlNode::currency),
                node.at("OrgnlTxRef")
                        .flatMap(
                                told ->
                                        told.textAt("ReqdExctnDt", "Dt")
                                                .or(() -> told.textAt("ReqdExctnDt", "DtTm"))
                                                .or(() -> told.textAt("ReqdExctnDt"))
                                                .or(() -> told.textAt("ReqdColltnDt"))));
    }
}
