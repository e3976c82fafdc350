package kontor.banks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kontor.banks.InboxTable.InboxFile;
import kontor.changes.Changes;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.events.Events;
import kontor.iso20022.Code;
import kontor.iso20022.MalformedMessage;
import kontor.iso20022.Pain002Reader;
import kontor.iso20022.ReadLimits;
import kontor.iso20022.StatusReason;
import kontor.iso20022.StatusReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files from the banks: kept before they are read, recognised by what they are, applied once. */
final class Inbox {

    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
    private static final ReadLimits LIMITS = ReadLimits.ofFileBytes(1L << 30);
    /** The element below Document says what a message is; names and addresses of files say nothing. */
    private static final Pattern KIND = Pattern.compile(
            "<(?:[A-Za-z0-9_.-]+:)?(CstmrPmtStsRpt|BkToCstmrStmt|BkToCstmrAcctRpt|BkToCstmrDbtCdtNtfctn)(?:V\\d+)?[\\s>]");
    private static final int BEGINNING = 16 << 10;

    private final Database database;
    private final Changes changes;
    private final Connections connections;
    private final InboxTable table = new InboxTable();
    private final InstructionTable instructions;
    private final Map<String, Channel> channels;
    private final Map<String, PaymentReports> paymentReports;
    private final StatementReports statementReports;

    Inbox(Database database, Changes changes, Events events, Connections connections, List<Channel> channels,
            List<PaymentReports> paymentReports, StatementReports statementReports) {
        this.database = database;
        this.changes = changes;
        this.connections = connections;
        this.instructions = new InstructionTable(events);
        this.channels = channels.stream().collect(Collectors.toMap(Channel::name, Function.identity()));
        this.paymentReports = paymentReports.stream().collect(Collectors.toMap(PaymentReports::name, Function.identity()));
        this.statementReports = statementReports;
    }

    void run(OrganizationId organization) {
        boolean first = true;
        for (Connection connection : database.read(organization, connections::all)) {
            Channel channel = channels.get(connection.channel());
            for (var file : channel.waiting(organization, connection)) {
                if (first) {
                    changes.inLane(organization, tx -> {
                        table.forgetUnfinished(tx);
                        return true;
                    });
                    first = false;
                }
                receive(organization, connection, channel, file);
            }
        }
        for (var files = received(organization); !files.isEmpty(); files = received(organization)) {
            files.forEach(file -> process(organization, file));
        }
    }

    private List<InboxFile> received(OrganizationId organization) {
        return database.read(organization, table::received);
    }

    private void receive(OrganizationId organization, Connection connection, Channel channel, Channel.RemoteFile file) {
        UUID id = Ids.next();
        changes.inLane(organization, tx -> {
            table.begin(tx, id, connection, file.name());
            return true;
        });
        MessageDigest sha256 = Chunks.sha256();
        long size = 0;
        try (var in = channel.open(organization, connection, file)) {
            int number = 0;
            for (byte[] piece = in.readNBytes(Chunks.SIZE); piece.length > 0; piece = in.readNBytes(Chunks.SIZE)) {
                sha256.update(piece);
                size += piece.length;
                byte[] stored = piece;
                int place = number++;
                changes.inLane(organization, tx -> {
                    Chunks.INBOX.add(tx, id, place, stored);
                    return true;
                });
            }
        } catch (IOException broken) {
            LOG.warn("file {} of connection {} was not received whole; it will be fetched again", file.name(), connection.id(), broken);
            return;
        }
        long received = size;
        byte[] digest = sha256.digest();
        changes.inLane(organization, tx -> {
            table.received(tx, id, connection, received, digest);
            return true;
        });
        channel.acknowledge(organization, connection, file);
    }

    private void process(OrganizationId organization, InboxFile file) {
        Supplier<InputStream> content = () -> Chunks.INBOX.input(database, organization, file.id());
        String kind = kind(content);
        try {
            switch (kind) {
                case "CstmrPmtStsRpt" -> applyReport(organization, file, kind, content);
                case "BkToCstmrStmt", "BkToCstmrAcctRpt", "BkToCstmrDbtCdtNtfctn" -> {
                    statementReports.read(organization, file.id(), content);
                    done(organization, file, "PROCESSED", kind, "");
                }
                default -> done(organization, file, "QUARANTINED", "unknown", "not a message that Kontor reads");
            }
        } catch (MalformedMessage malformed) {
            LOG.warn("file {} of connection {} is quarantined: {}", file.name(), file.connectionId(), malformed.getMessage());
            done(organization, file, "QUARANTINED", kind, malformed.getMessage());
        }
    }

    private static String kind(Supplier<InputStream> content) {
        try (var in = content.get()) {
            var match = KIND.matcher(new String(in.readNBytes(BEGINNING), StandardCharsets.ISO_8859_1));
            return match.find() ? match.group(1) : "unknown";
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void done(OrganizationId organization, InboxFile file, String state, String kind, String note) {
        changes.inLane(organization, tx -> {
            table.done(tx, file.id(), state, kind, note);
            return true;
        });
    }

    /** A status report speaks of one file of ours, whose size bounds it. */
    private void applyReport(OrganizationId organization, InboxFile file, String kind, Supplier<InputStream> content) {
        var collected = new Collected();
        Pain002Reader.read(content.get(), LIMITS, collected);
        String report = collected.report.map(StatusReport::messageId).orElse("");
        changes.inLane(organization, tx -> {
            if (!table.firstReport(tx, file.connectionId(), report, file.id())) {
                table.done(tx, file.id(), "DUPLICATE", kind, "report " + report + " was applied before");
                return true;
            }
            var instruction = collected.report.flatMap(StatusReport::originalMessageId)
                    .flatMap(message -> instructions.ofMessage(tx, message))
                    .filter(found -> found.connectionId().equals(file.connectionId()));
            var room = instruction.map(found -> paymentReports.get(found.source()));
            if (instruction.isEmpty() || room.isEmpty()) {
                table.done(tx, file.id(), "QUARANTINED", kind, "speaks of a message that Kontor did not send");
                return true;
            }
            room.get().apply(tx, instruction.get().id(), collected.reports);
            table.done(tx, file.id(), "PROCESSED", kind, "");
            return true;
        });
    }

    /** Takes every status on the level on which it was told. */
    private static final class Collected implements Pain002Reader.Handler {
        private Optional<StatusReport> report = Optional.empty();
        private final List<PaymentReport> reports = new ArrayList<>();
        private String paymentInformation = "";

        @Override
        public void report(StatusReport whole) {
            report = Optional.of(whole);
            whole.groupStatus().ifPresent(status ->
                    reports.add(new PaymentReport(new PaymentReport.Scope.Instruction(), status, reasons(whole.reasons()))));
        }

        @Override
        public void paymentInformation(StatusReport.PaymentInformation one) {
            paymentInformation = one.originalId();
            one.status().ifPresent(status -> reports.add(new PaymentReport(
                    new PaymentReport.Scope.PaymentInformation(one.originalId()), status, reasons(one.reasons()))));
        }

        @Override
        public void transaction(StatusReport.Transaction one) {
            one.status().ifPresent(status -> reports.add(new PaymentReport(new PaymentReport.Scope.Transaction(
                    paymentInformation, one.originalInstructionId(), one.originalEndToEndId()), status, reasons(one.reasons()))));
        }

        private static List<PaymentReport.Reason> reasons(List<StatusReason> told) {
            return told.stream().map(reason -> new PaymentReport.Reason(reason.code().map(Code::value).orElse("NARR"),
                    String.join(" ", reason.additionalInformation()))).toList();
        }
    }
}
