package kontor.iso20022;

import java.io.OutputStream;

/**
 * Writes {@code pain.002.001.10} (CustomerPaymentStatusReportV10) as a stream: the caller passes
 * the report, then each payment information and after it its transactions.
 */
public final class Pain002Writer implements AutoCloseable {

    private static final String PAYMENT_INFORMATION = "OrgnlPmtInfAndSts";

    private final XmlSink xml;

    /** The stream is flushed on close but stays open. The schema demands the original message. */
    public Pain002Writer(OutputStream out, StatusReport report) {
        xml = new XmlSink(out, "urn:iso:std:iso:20022:tech:xsd:pain.002.001.10");
        xml.open("CstmrPmtStsRpt");
        xml.open("GrpHdr");
        xml.text("MsgId", report.messageId());
        report.createdAt().ifPresent(time -> xml.dateTime("CreDtTm", time));
        xml.close("GrpHdr");
        xml.open("OrgnlGrpInfAndSts");
        xml.text("OrgnlMsgId", report.originalMessageId());
        xml.text("OrgnlMsgNmId", report.originalMessageName());
        xml.text("GrpSts", report.groupStatus());
        StatusReason.writeAll(xml, report.reasons());
        xml.close("OrgnlGrpInfAndSts");
    }

    public void paymentInformation(StatusReport.PaymentInformation next) {
        endPaymentInformation();
        xml.open(PAYMENT_INFORMATION);
        xml.text("OrgnlPmtInfId", next.originalId());
        xml.text("PmtInfSts", next.status());
        StatusReason.writeAll(xml, next.reasons());
    }

    /** Adds to the current payment information. */
    public void transaction(StatusReport.Transaction transaction) {
        if (!xml.isOpen(PAYMENT_INFORMATION)) {
            throw new IllegalStateException("a transaction before the first payment information");
        }
        xml.open("TxInfAndSts");
        xml.text("OrgnlInstrId", transaction.originalInstructionId());
        xml.text("OrgnlEndToEndId", transaction.originalEndToEndId());
        xml.text("TxSts", transaction.status());
        StatusReason.writeAll(xml, transaction.reasons());
        xml.text("AcctSvcrRef", transaction.accountServicerReference());
        xml.close("TxInfAndSts");
    }

    private void endPaymentInformation() {
        if (xml.isOpen(PAYMENT_INFORMATION)) {
            xml.close(PAYMENT_INFORMATION);
        }
    }

    @Override
    public void close() {
        endPaymentInformation();
        xml.close("CstmrPmtStsRpt");
        xml.end();
    }
}
