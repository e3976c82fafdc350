package kontor.banks;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import kontor.banks.InboxTable.Verdict;
import kontor.changes.Changes;
import kontor.connections.Connection;
import kontor.core.OrganizationId;
import kontor.db.Tx;
import kontor.iso20022.IncomingMessage;
import kontor.iso20022.ReadLimits;

/** Reads one stored file and tells the rooms above what it says, once. */
final class InboxReader {

    private static final ReadLimits LIMITS = ReadLimits.ofFileBytes(1L << 30);

    private final Changes changes;
    private final Instructions instructions;
    private final InboxTable table = new InboxTable();
    private final Map<String, BankReportListener> paymentReports;
    private final AccountFileListener statementReports;

    InboxReader(
            Changes changes,
            Instructions instructions,
            List<BankReportListener> paymentReports,
            AccountFileListener statementReports) {
        this.changes = changes;
        this.instructions = instructions;
        this.paymentReports =
                paymentReports.stream()
                        .collect(Collectors.toMap(BankReportListener::name, Function.identity()));
        this.statementReports = statementReports;
    }

    /** A file and the bank it came from. */
    record Arrived(OrganizationId organization, Connection connection, InboxTable.InboxFile file) {}

    /** MalformedMessage: it is not what Kontor reads, and nothing of it happened. */
    void read(Arrived arrived, Function<UUID, InputStream> files) {
        Supplier<InputStream> content = () -> files.apply(arrived.file.id());
        var message = IncomingMessage.recognize(content.get(), LIMITS);
        switch (message) {
            case STATUS_REPORT -> {
                var report = PaymentReportCollector.read(content);
                changes.inLane(
                        arrived.organization,
                        tx -> {
                            table.done(tx, arrived.file.id(), apply(tx, arrived, report));
                            return true;
                        });
            }
            case STATEMENT, INTRADAY_REPORT, NOTIFICATION -> {
                var leftOut = statementReports.read(arrived.organization, arrived.file.id(), files);
                changes.inLane(
                        arrived.organization,
                        tx -> {
                            table.done(
                                    tx,
                                    arrived.file.id(),
                                    leftOut.map(Verdict::quarantined)
                                            .orElseGet(() -> waiting(tx, arrived, message)));
                            return true;
                        });
            }
        }
    }

    private Verdict waiting(Tx tx, Arrived arrived, IncomingMessage message) {
        String why =
                statementReports.waiting(tx, List.of(arrived.file.id())).get(arrived.file.id());
        return why == null ? Verdict.processed(message) : Verdict.waiting(message, why);
    }

    /** Looks whether what these files waited for has come. */
    void settle(Tx tx, List<InboxTable.WaitingFile> files) {
        var waiting =
                statementReports.waiting(
                        tx, files.stream().map(InboxTable.WaitingFile::id).toList());
        files.forEach(
                file -> {
                    var why = Optional.ofNullable(waiting.get(file.id()));
                    if (!why.equals(file.note())) {
                        table.done(
                                tx,
                                file.id(),
                                why.map(text -> Verdict.waiting(file.kind(), text))
                                        .orElseGet(() -> Verdict.processed(file.kind())));
                    }
                });
    }

    private Verdict apply(Tx tx, Arrived arrived, PaymentReportCollector report) {
        var header = report.header();
        Optional<Instruction> instruction =
                header.originalMessageId()
                        .flatMap(
                                message ->
                                        instructions.spokenOf(
                                                tx, arrived.connection.id(), message));
        if (instruction.isEmpty()) {
            return Verdict.quarantined(
                    "it speaks of the message "
                            + header.originalMessageId().orElse("(none)")
                            + ", which Kontor did not send over this connection");
        }
        boolean first =
                table.firstReport(
                        tx, arrived.connection.id(), header.messageId(), arrived.file.id());
        if (!first) {
            return Verdict.duplicate("the report " + header.messageId() + " was applied before");
        }
        var room = paymentReports.get(instruction.get().source());
        if (room == null) {
            throw new IllegalStateException(
                    "no room hears reports of " + instruction.get().source());
        }
        room.apply(tx, instruction.get().id(), report.reports(arrived.connection.profile()));
        return Verdict.processed(IncomingMessage.STATUS_REPORT);
    }
}
