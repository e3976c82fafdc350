package kontor.iso20022;

import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code camt.053.001.08} (BankToCustomerStatementV08) as a stream, and the camt.052 and 054
 * of the same version, which have the same structure. Calls come in the order of {@link
 * StatementHandler}; one out of order is an IllegalStateException.
 */
public final class Camt053Writer implements AutoCloseable {

    private final XmlSink xml;
    private final StatementFile.Kind kind;
    private @Nullable EntryHead entry;

    /** The stream is flushed on close but stays open. The schema demands the time of the file. */
    public Camt053Writer(OutputStream out, StatementFile file) {
        kind = file.kind();
        xml = new XmlSink(out, "urn:iso:std:iso:20022:tech:xsd:" + kind.messageName + ".001.08");
        xml.open(kind.messageElement);
        xml.open("GrpHdr");
        xml.text("MsgId", file.messageId());
        file.createdAt().ifPresent(time -> xml.dateTime("CreDtTm", time));
        xml.close("GrpHdr");
    }

    public void statementStarted(StatementHead statement) {
        xml.open(kind.statementElement);
        statement.write(xml, kind.statementElement);
    }

    /** Before the entries; a notification has none. */
    public void balance(Balance balance) {
        balance.write(xml);
    }

    public void entryStarted(EntryHead next) {
        if (entry != null || !xml.isOpen(kind.statementElement)) {
            throw new IllegalStateException("an entry starts in a statement, after the last one");
        }
        entry = next;
        xml.open("Ntry");
        next.write(xml);
    }

    public void batch(Batch batch) {
        endDetails();
        xml.open("NtryDtls");
        batch.write(xml);
    }

    public void details(TransactionDetails details) {
        if (entry == null) {
            throw new IllegalStateException("details before the first entry");
        }
        if (!xml.isOpen("NtryDtls")) {
            xml.open("NtryDtls");
        }
        details.write(xml, entry);
    }

    private void endDetails() {
        if (xml.isOpen("NtryDtls")) {
            xml.close("NtryDtls");
        }
    }

    public void entryEnded(Optional<String> additionalInformation) {
        endDetails();
        xml.text("AddtlNtryInf", additionalInformation);
        xml.close("Ntry");
        entry = null;
    }

    public void statementEnded() {
        xml.close(kind.statementElement);
    }

    @Override
    public void close() {
        xml.close(kind.messageElement);
        xml.end();
    }
}
