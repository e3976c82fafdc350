package kontor.payments;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import kontor.banks.ArrivedFile;
import kontor.banks.FileHead;
import kontor.banks.FileKind;
import kontor.banks.Instructions;
import kontor.banks.Verdict;
import kontor.db.Tx;
import kontor.iso20022.IncomingMessage;
import kontor.xml.MalformedMessage;

/** Status reports of banks (pain.002): each speaks of one file of ours and is applied once. */
public final class BankReportFiles implements FileKind {

    private final Instructions instructions;
    private final Map<String, BankReportListener> listeners;
    private final BankReportTable table = new BankReportTable();

    /**
     * @param listeners the rooms of the payments that are in our files
     */
    public BankReportFiles(
            Instructions instructions, List<? extends BankReportListener> listeners) {
        this.instructions = instructions;
        this.listeners =
                listeners.stream()
                        .collect(
                                Collectors.toMap(
                                        BankReportListener::payments, Function.identity()));
    }

    @Override
    public String name() {
        return IncomingMessage.STATUS_REPORT.name();
    }

    @Override
    public boolean recognizes(FileHead head) {
        return IncomingMessage.STATUS_REPORT.isIn(head.open());
    }

    @Override
    public String objection(FileHead head) {
        return IncomingMessage.objection(head.open());
    }

    @Override
    public Conclusion read(ArrivedFile file, Function<UUID, InputStream> files) {
        try {
            var report = PaymentReportCollector.read(() -> files.apply(file.id()));
            return tx -> apply(tx, file, report);
        } catch (MalformedMessage malformed) {
            return _ -> new Verdict.Quarantined(String.valueOf(malformed.getMessage()));
        }
    }

    private Verdict apply(Tx tx, ArrivedFile file, PaymentReportCollector report) {
        var header = report.header();
        var connection = file.connection();
        var ours =
                header.originalMessageId()
                        .flatMap(message -> instructions.spokenOf(tx, connection.id(), message));
        if (ours.isEmpty()) {
            return new Verdict.Quarantined(
                    "it speaks of the message "
                            + header.originalMessageId().orElse("(none)")
                            + ", which Kontor did not send over this connection");
        }
        if (!table.claim(tx, connection.id(), header.messageId(), file.id())) {
            return new Verdict.Duplicate(
                    "the report " + header.messageId() + " was applied before");
        }
        listener(ours.get()).apply(tx, ours.get().id(), report.reports(connection.profile()));
        return new Verdict.Processed();
    }

    private BankReportListener listener(Instructions.Known ours) {
        var room = listeners.get(ours.source().payments());
        if (room == null) {
            throw new IllegalStateException("no room hears reports of " + ours.source());
        }
        return room;
    }
}
