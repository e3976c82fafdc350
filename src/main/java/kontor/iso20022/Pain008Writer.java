package kontor.iso20022;

import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code pain.008.001.08} (CustomerDirectDebitInitiationV08), or .02, for SEPA as a stream:
 * the caller passes each group and after it its collections. Counts and sums stand before what they
 * count, so the caller computes them first; the writer refuses a file in which they do not agree.
 */
public final class Pain008Writer implements AutoCloseable {

    private final XmlSink xml;
    private final OrderMessage.Form form;
    private final Tally messageTally;
    private @Nullable Tally groupTally;

    /** Writes the header; the stream is flushed on close but stays open. */
    public Pain008Writer(OutputStream out, MessageHeader header) {
        this(out, header, OrderMessage.Form.USUAL);
    }

    /** The same in the form that a bank wants. */
    public Pain008Writer(OutputStream out, MessageHeader header, OrderMessage.Form form) {
        this.form = form;
        xml = new XmlSink(out, OrderMessage.DIRECT_DEBITS, form);
        messageTally = header.tally();
        xml.open("CstmrDrctDbtInitn");
        header.write(xml);
    }

    /** Ends the group before it. IllegalStateException: its count or sum does not agree. */
    public void group(CollectionGroup next) {
        endGroup();
        groupTally =
                new Tally(
                        "group " + next.paymentInformationId(),
                        next.numberOfTransactions(),
                        next.controlSum());
        xml.open("PmtInf");
        xml.text("PmtInfId", next.paymentInformationId());
        xml.text("PmtMtd", "DD");
        xml.text("BtchBookg", Boolean.toString(next.batchBooking()));
        xml.number("NbOfTxs", next.numberOfTransactions());
        xml.decimal("CtrlSum", next.controlSum());
        writeTerms(next.terms());
        writeCreditor(next.creditor());
    }

    private void writeTerms(CollectionGroup.Terms terms) {
        xml.open("PmtTpInf");
        xml.path("SEPA", "SvcLvl", "Cd");
        xml.path(terms.localInstrument().name(), "LclInstrm", "Cd");
        xml.text("SeqTp", terms.sequenceType().name());
        terms.categoryPurpose().ifPresent(code -> xml.path(code, "CtgyPurp", "Cd"));
        xml.close("PmtTpInf");
        xml.date("ReqdColltnDt", terms.collectionDate());
    }

    private void writeCreditor(CollectionGroup.Creditor creditor) {
        xml.party("Cdtr", creditor.name(), creditor.address());
        xml.path(creditor.iban(), "CdtrAcct", "Id", "IBAN");
        Agent.ofBic(creditor.bic()).write(xml, "CdtrAgt");
        if (form.shared()) {
            xml.text("ChrgBr", "SLEV");
        }
        xml.open("CdtrSchmeId");
        xml.creditorIdentifier(creditor.identifier());
        xml.close("CdtrSchmeId");
    }

    /** Adds to the current group. */
    public void collection(Collection collection) {
        if (groupTally == null) {
            throw new IllegalStateException("a collection before the first group");
        }
        messageTally.add(collection.amount());
        groupTally.add(collection.amount());
        xml.open("DrctDbtTxInf");
        xml.open("PmtId");
        xml.text("InstrId", collection.instructionId());
        xml.text("EndToEndId", collection.endToEndId());
        xml.close("PmtId");
        xml.amount("InstdAmt", collection.amount());
        writeMandate(collection.mandate());
        var debtor = collection.debtor();
        Agent.ofBic(debtor.bic()).write(xml, "DbtrAgt");
        xml.party("Dbtr", debtor.name(), debtor.address());
        xml.path(debtor.iban(), "DbtrAcct", "Id", "IBAN");
        var referred = Optional.of(collection.amount()).filter(_ -> form.referredAmounts());
        collection.remittance().ifPresent(one -> one.write(xml, referred));
        xml.close("DrctDbtTxInf");
    }

    private void writeMandate(Collection.Mandate mandate) {
        xml.open("DrctDbtTx");
        xml.open("MndtRltdInf");
        xml.text("MndtId", mandate.reference());
        xml.date("DtOfSgntr", mandate.signatureDate());
        mandate.amendment()
                .ifPresent(
                        amendment -> {
                            xml.text("AmdmntInd", "true");
                            amendment.write(xml);
                        });
        xml.close("MndtRltdInf");
        xml.close("DrctDbtTx");
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
        xml.close("CstmrDrctDbtInitn");
        xml.end();
    }
}
