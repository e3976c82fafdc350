package kontor.testbank;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Ids;
import kontor.db.Tx;
import kontor.identifiers.ReasonCode;
import kontor.iso20022.Code;
import kontor.iso20022.OrderMessage;
import kontor.iso20022.Pain002Writer;
import kontor.iso20022.StatusReason;
import kontor.iso20022.StatusReport;

/**
 * Writes the pain.002 of a judged file, and those of what happens to its orders later. A group
 * whose orders differ is PART and lists every one, so that nobody has to guess what became of the
 * unlisted.
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
        UUID issued =
                files.issue(
                        tx,
                        file.login(),
                        name(reportId),
                        KIND,
                        now,
                        out -> {
                            var head =
                                    new StatusReport(
                                            messageId(reportId),
                                            bankTime(now),
                                            judgement.messageId().or(() -> Optional.of(UNKNOWN)),
                                            Optional.of(
                                                    judgement
                                                            .message()
                                                            .map(OrderMessage::messageName)
                                                            .orElse(UNKNOWN)),
                                            Optional.of(status(judgement, groups)),
                                            reasons(judgement.refusal()));
                            try (var writer = new Pain002Writer(out, head)) {
                                groups.forEach(group -> write(tx, file.id(), group, writer));
                            }
                        });
        if (judgement.reports() == 2) {
            files.issueAgain(tx, issued, name(Ids.next()));
        }
    }

    /** What was just refused, or just booked, of a file that was answered before. */
    void news(Tx tx, FileTable.Received file, ScheduledAction done, Instant now) {
        if (file.silent()) {
            return;
        }
        var original = file.message().orElseThrow();
        UUID reportId = Ids.next();
        var head =
                new StatusReport(
                        messageId(reportId),
                        bankTime(now),
                        Optional.of(original.id()),
                        Optional.of(original.name()),
                        Optional.empty(),
                        List.of());
        files.issue(
                tx,
                file.login(),
                name(reportId),
                KIND,
                now,
                out -> {
                    try (var writer = new Pain002Writer(out, head)) {
                        var news = new News(writer);
                        table.news(tx, done, news::tell);
                    }
                });
    }

    /** Lines one after another, each payment information named before its first. */
    private static final class News {

        private final Pain002Writer writer;
        private String paymentInformation = "";

        News(Pain002Writer writer) {
            this.writer = writer;
        }

        void tell(StatusReportTable.Line line) {
            if (!line.paymentInformationId().equals(paymentInformation)) {
                paymentInformation = line.paymentInformationId();
                writer.paymentInformation(
                        new StatusReport.PaymentInformation(
                                paymentInformation, Optional.empty(), List.of()));
            }
            write(line, line.refusal().isPresent() ? "RJCT" : "ACSC", writer);
        }
    }

    private static String name(UUID reportId) {
        return "pain.002-" + reportId + ".xml";
    }

    private static String messageId(UUID reportId) {
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

    /** With a change when the bank chose another day than was asked for. */
    private static String accepted(StatusReportTable.Group group) {
        return group.moved() ? "ACWC" : "ACCP";
    }

    private void write(Tx tx, UUID file, StatusReportTable.Group group, Pain002Writer writer) {
        String status = status(group);
        boolean tellsDay = group.moved() && !status.equals("RJCT");
        writer.paymentInformation(
                new StatusReport.PaymentInformation(
                        group.paymentInformationId(),
                        Optional.of(status),
                        tellsDay ? List.of(newDay(group)) : reasons(group.refusal())));
        if (status.equals("PART") || group.refusal().isEmpty() && group.refused() > 0) {
            table.lines(
                    tx,
                    file,
                    group.number(),
                    line ->
                            write(
                                    line,
                                    line.refusal().isPresent()
                                            ? "RJCT"
                                            : line.held() ? "PDNG" : accepted(group),
                                    writer));
        }
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
        return refusal.map(
                        code ->
                                List.of(
                                        new StatusReason(
                                                Optional.of(Code.iso(code)),
                                                List.of(ReasonCode.of(code).meaning()))))
                .orElse(List.of());
    }
}
