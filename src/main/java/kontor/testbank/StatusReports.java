package kontor.testbank;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.banks.Instructions;
import kontor.core.Ids;
import kontor.db.Tx;
import kontor.identifiers.ReasonCode;
import kontor.iso20022.Code;
import kontor.iso20022.OrderMessage;
import kontor.iso20022.Pain002Writer;
import kontor.iso20022.StatusReason;
import kontor.iso20022.StatusReport;

/**
 * Writes the pain.002 that answers a file, and those about what happens to its orders later. A
 * group whose orders have different statuses is PART and lists every order, so that each status is
 * stated.
 */
final class StatusReports {

    private static final String KIND = "PAIN_002";
    private static final String UNKNOWN = "NOTPROVIDED";

    private final FileTable files;
    private final StatusReportTable table = new StatusReportTable();

    StatusReports(FileTable files) {
        this.files = files;
    }

    void answer(Tx tx, FileTable.Received file, OrderFileReader.Judgement judgement, Instant now) {
        if (judgement.reports() == 0) {
            return;
        }
        var groups =
                judgement.refusal().isPresent()
                        ? List.<StatusReportTable.Group>of()
                        : table.groups(tx, file.id());
        UUID reportId = Ids.next();
        var head = head(reportId, now, judgement, groups, original(file, judgement));
        UUID issued =
                issue(
                        tx,
                        file,
                        reportId,
                        now,
                        out -> {
                            try (var writer = new Pain002Writer(out, head)) {
                                groups.forEach(group -> write(tx, file.id(), group, writer));
                            }
                        });
        if (judgement.reports() == 2) {
            files.issueAgain(tx, issued, name(Ids.next()));
        }
    }

    /** A file of which no message can be read is named as its customer named it. */
    private static String original(FileTable.Received file, OrderFileReader.Judgement judgement) {
        return judgement
                .messageId()
                .or(() -> Instructions.messageIdIn(file.name()))
                .orElse(UNKNOWN);
    }

    private static StatusReport head(
            UUID reportId,
            Instant now,
            OrderFileReader.Judgement judgement,
            List<StatusReportTable.Group> groups,
            String original) {
        var message = judgement.message().map(OrderMessage::messageName);
        return new StatusReport(
                messageId(reportId),
                Optional.of(bankTime(now)),
                Optional.of(original),
                message.or(() -> Optional.of(UNKNOWN)),
                Optional.of(status(judgement, groups)),
                reasons(judgement.refusal()));
    }

    private UUID issue(
            Tx tx, FileTable.Received file, UUID reportId, Instant now, FileTable.Content content) {
        return files.issue(tx, file.login(), name(reportId), KIND, now, content);
    }

    /** Reports the orders that were just refused or booked, of a file that was answered before. */
    void later(Tx tx, FileTable.Received file, ScheduledAction done, Instant now) {
        if (file.silent()) {
            return;
        }
        var original = file.message().orElseThrow();
        UUID reportId = Ids.next();
        var head =
                new StatusReport(
                        messageId(reportId),
                        Optional.of(bankTime(now)),
                        Optional.of(original.id()),
                        Optional.of(original.name()),
                        Optional.empty(),
                        List.of());
        issue(
                tx,
                file,
                reportId,
                now,
                out -> {
                    try (var writer = new Pain002Writer(out, head)) {
                        table.news(tx, done, new Lines(writer)::write);
                    }
                });
    }

    /** Writes one order after another, and the payment information before its first order. */
    private static final class Lines {

        private final Pain002Writer writer;
        private String paymentInformation = "";

        Lines(Pain002Writer writer) {
            this.writer = writer;
        }

        void write(StatusReportTable.Line line) {
            if (!line.paymentInformationId().equals(paymentInformation)) {
                paymentInformation = line.paymentInformationId();
                writer.paymentInformation(
                        new StatusReport.PaymentInformation(
                                paymentInformation, Optional.empty(), List.of()));
            }
            String status = line.refusal().isPresent() ? "RJCT" : "ACSC";
            StatusReports.write(line, status, writer);
        }
    }

    private static String name(UUID reportId) {
        return "pain.002-" + reportId + ".xml";
    }

    /** The message id of a file that the bank issues: at most 35 characters. */
    static String messageId(UUID reportId) {
        return "TB" + reportId.toString().replace("-", "");
    }

    static LocalDateTime bankTime(Instant now) {
        return now.atZone(BankChecks.ZONE).toLocalDateTime().truncatedTo(ChronoUnit.SECONDS);
    }

    private static String status(
            OrderFileReader.Judgement judgement, List<StatusReportTable.Group> groups) {
        if (judgement.refusal().isPresent()) {
            return "RJCT";
        }
        var statuses = groups.stream().map(StatusReports::status).distinct().toList();
        return statuses.size() == 1 ? statuses.getFirst() : "PART";
    }

    private static String status(StatusReportTable.Group group) {
        if (group.refusal().isPresent() || group.refused() == group.orders()) {
            return "RJCT";
        }
        if (group.held() == group.orders()) {
            return "PDNG";
        }
        return group.refused() + group.held() == 0 ? accepted(group) : "PART";
    }

    /** Accepted with a change when the bank chose another day than the requested one. */
    private static String accepted(StatusReportTable.Group group) {
        return group.moved() ? "ACWC" : "ACCP";
    }

    private void write(Tx tx, UUID file, StatusReportTable.Group group, Pain002Writer writer) {
        String status = status(group);
        boolean newDay = group.moved() && !status.equals("RJCT");
        writer.paymentInformation(
                new StatusReport.PaymentInformation(
                        group.paymentInformationId(),
                        Optional.of(status),
                        newDay ? List.of(newDay(group)) : reasons(group.refusal())));
        if (status.equals("PART") || group.refusal().isEmpty() && group.refused() > 0) {
            table.lines(tx, file, group.number(), line -> write(line, status(line, group), writer));
        }
    }

    private static String status(StatusReportTable.Line line, StatusReportTable.Group group) {
        if (line.refusal().isPresent()) {
            return "RJCT";
        }
        return line.held() ? "PDNG" : accepted(group);
    }

    private static StatusReason newDay(StatusReportTable.Group group) {
        return new StatusReason(
                Optional.of(Code.iso("DT06")),
                List.of("execution date changed to " + group.executionDate()));
    }

    private static void write(StatusReportTable.Line line, String status, Pain002Writer writer) {
        writer.transaction(
                new StatusReport.Transaction(
                        line.instructionId(),
                        Optional.of(line.endToEndId()),
                        Optional.of(status),
                        reasons(line.refusal()),
                        Optional.empty()));
    }

    private static List<StatusReason> reasons(Optional<String> refusal) {
        return refusal.map(StatusReports::reason).stream().toList();
    }

    private static StatusReason reason(String code) {
        return new StatusReason(
                Optional.of(Code.iso(code)), List.of(ReasonCode.of(code).meaning()));
    }
}
