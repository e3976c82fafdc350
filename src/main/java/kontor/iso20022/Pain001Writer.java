package kontor.iso20022;

import java.io.OutputStream;
import java.util.Optional;
import kontor.core.Money;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code pain.001.001.09} (CustomerCreditTransferInitiationV09), or .03, as a stream: the
 * caller passes each group and after it its transfers. Counts and sums stand before what they
 * count, so the caller computes them first; the writer refuses a file in which they do not agree.
 */
public final class Pain001Writer implements AutoCloseable {

    private final XmlSink xml;
    private final OrderMessage.Form form;
    private final Tally messageTally;
    private @Nullable Tally groupTally;

    /** Writes the header; the stream is flushed on close but stays open. */
    public Pain001Writer(OutputStream out, MessageHeader header) {
        this(out, header, OrderMessage.Form.USUAL);
    }

    /** The same in the form that a bank wants. */
    public Pain001Writer(OutputStream out, MessageHeader header, OrderMessage.Form form) {
        this.form = form;
        xml = new XmlSink(out, OrderMessage.CREDIT_TRANSFERS, form);
        messageTally = header.tally();
        xml.open("CstmrCdtTrfInitn");
        header.write(xml);
    }

    /** Ends the group before it. IllegalStateException: its count or sum does not agree. */
    public void group(TransferGroup next) {
        endGroup();
        groupTally =
                new Tally(
                        "group " + next.paymentInformationId(),
                        next.numberOfTransactions(),
                        next.controlSum());
        xml.open("PmtInf");
        xml.text("PmtInfId", next.paymentInformationId());
        xml.text("PmtMtd", "TRF");
        xml.text("BtchBookg", Boolean.toString(next.batchBooking()));
        xml.number("NbOfTxs", next.numberOfTransactions());
        xml.decimal("CtrlSum", next.controlSum());
        next.terms().write(xml);
        next.debtor().write(xml);
        next.terms().chargeBearer().ifPresent(bearer -> xml.text("ChrgBr", bearer.name()));
    }

    /** Adds to the current group. */
    public void transfer(Transfer transfer) {
        if (groupTally == null) {
            throw new IllegalStateException("a transfer before the first group");
        }
        messageTally.add(transfer.amount());
        groupTally.add(transfer.amount());
        xml.open("CdtTrfTxInf");
        xml.open("PmtId");
        xml.text("InstrId", transfer.ids().instructionId());
        xml.text("EndToEndId", transfer.ids().endToEndId());
        if (!form.old()) {
            transfer.ids().uetr().ifPresent(id -> xml.text("UETR", id.toString()));
        }
        xml.close("PmtId");
        xml.open("Amt");
        xml.amount("InstdAmt", transfer.amount());
        xml.close("Amt");
        transfer.chargeBearer().ifPresent(bearer -> xml.text("ChrgBr", bearer.name()));
        transfer.creditor().write(xml);
        transfer.purpose().ifPresent(code -> xml.path(code, "Purp", "Cd"));
        transfer.reports().forEach(report -> report.write(xml));
        transfer.remittance().ifPresent(one -> one.write(xml, referred(transfer)));
        xml.close("CdtTrfTxInf");
    }

    private Optional<Money> referred(Transfer transfer) {
        return Optional.of(transfer.amount()).filter(_ -> form.referredAmounts());
    }

    private void endGroup() {
        if (groupTally != null) {
            groupTally.check();
            xml.close("PmtInf");
        }
    }

    /** IllegalStateException: a count or sum does not agree with what was written. */
    @Override
    public void close() {
        endGroup();
        messageTally.check();
        xml.close("CstmrCdtTrfInitn");
        xml.end();
    }
}
