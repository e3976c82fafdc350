package kontor.iso20022;

import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code pain.008.001.08} (CustomerDirectDebitInitiationV08) for SEPA while it is told:
 * each group, and after it its collections. Counts and sums stand before what they count, so the
 * caller computes them first; the writer refuses a file in which they do not agree.
 */
public final class Pain008Writer implements AutoCloseable {

    private final XmlSink xml;
    private final MessageHeader header;
    private final Tally messageTally = new Tally();
    private Tally groupTally = new Tally();
    private @Nullable CollectionGroup group;

    /** Writes the header; the stream is flushed on close but stays open. */
    public Pain008Writer(OutputStream out, MessageHeader header) {
        this.header = header;
        xml = new XmlSink(out, "urn:iso:std:iso:20022:tech:xsd:pain.008.001.08");
        xml.open("CstmrDrctDbtInitn");
        xml.open("GrpHdr");
        xml.text("MsgId", header.messageId());
        xml.dateTime("CreDtTm", header.createdAt());
        xml.number("NbOfTxs", header.numberOfTransactions());
        xml.decimal("CtrlSum", header.controlSum());
        xml.path(header.initiatingPartyName(), "InitgPty", "Nm");
        xml.close("GrpHdr");
    }

    /** Ends the group before it. IllegalStateException: that one's count or sum does not agree. */
    public void group(CollectionGroup next) {
        endGroup();
        group = next;
        groupTally = new Tally();
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
        writeParty("Cdtr", creditor.name(), creditor.address());
        xml.path(creditor.iban(), "CdtrAcct", "Id", "IBAN");
        xml.agent("CdtrAgt", creditor.bic());
        xml.text("ChrgBr", "SLEV");
        xml.open("CdtrSchmeId");
        xml.creditorIdentifier(creditor.identifier());
        xml.close("CdtrSchmeId");
    }

    private void writeParty(String role, String name, Optional<Address> address) {
        xml.open(role);
        xml.text("Nm", name);
        address.ifPresent(present -> present.write(xml));
        xml.close(role);
    }

    /** Adds to the current group. */
    public void collection(Collection collection) {
        if (group == null) {
            throw new IllegalStateException("a collection before the first group");
        }
        messageTally.add(collection);
        groupTally.add(collection);
        xml.open("DrctDbtTxInf");
        xml.open("PmtId");
        xml.text("InstrId", collection.instructionId());
        xml.text("EndToEndId", collection.endToEndId());
        xml.close("PmtId");
        xml.amount("InstdAmt", collection.amount());
        writeMandate(collection.mandate());
        var debtor = collection.debtor();
        xml.agent("DbtrAgt", debtor.bic());
        writeParty("Dbtr", debtor.name(), debtor.address());
        xml.path(debtor.iban(), "DbtrAcct", "Id", "IBAN");
        collection.remittance().ifPresent(remittance -> remittance.write(xml));
        xml.close("DrctDbtTxInf");
    }

    private void writeMandate(Collection.Mandate mandate) {
        xml.open("DrctDbtTx");
        xml.open("MndtRltdInf");
        xml.text("MndtId", mandate.reference());
        xml.date("DtOfSgntr", mandate.signatureDate());
        mandate.amendment().ifPresent(amendment -> {
            xml.text("AmdmntInd", "true");
            amendment.write(xml);
        });
        xml.close("MndtRltdInf");
        xml.close("DrctDbtTx");
    }

    private void endGroup() {
        if (group == null) {
            return;
        }
        groupTally.check(
                "group " + group.paymentInformationId(),
                group.numberOfTransactions(),
                group.controlSum());
        xml.close("PmtInf");
    }

    /** IllegalStateException: a count or sum told does not agree with what was written. */
    @Override
    public void close() {
        endGroup();
        messageTally.check(
                "message " + header.messageId(),
                header.numberOfTransactions(),
                header.controlSum());
        xml.close("CstmrDrctDbtInitn");
        xml.end();
    }

    private static final class Tally {

        private int count;
        private BigDecimal sum = BigDecimal.ZERO;

        void add(Collection collection) {
            count++;
            sum = sum.add(collection.amount().decimal());
        }

        void check(String what, int toldCount, BigDecimal toldSum) {
            if (count != toldCount || sum.compareTo(toldSum) != 0) {
                throw new IllegalStateException(
                        what + " tells of " + toldCount + " collections, sum " + toldSum
                                + ", but " + count + " were written, sum " + sum);
            }
        }
    }
}
