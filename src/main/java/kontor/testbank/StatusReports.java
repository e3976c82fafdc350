package kontor.testbank;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Ids;
import kontor.core.ReasonCode;
import kontor.db.Tx;
import kontor.iso20022.Code;
import kontor.iso20022.Pain002Writer;
import kontor.iso20022.StatusReason;
import kontor.iso20022.StatusReport;

/**
 * Writes the pain.002 of a judged file. A group of which some collections were refused is PART and
 * lists every collection, so that nobody has to guess what became of the unlisted.
 */
final class StatusReports {

    private static final String KIND = "PAIN_002";

    private final FileTable files;
    private final StatusReportTable table = new StatusReportTable();

    StatusReports(FileTable files) {
        this.files = files;
    }

    void answer(Tx tx, FileTable.Received file, Intake.Judgement judgement, Instant now) {
        if (judgement.reports() == 0) {
            return;
        }
        var groups = judgement.refusal().isPresent() ? List.<StatusReportTable.Group>of()
                : table.groups(tx, file.id());
        UUID reportId = Ids.next();
        UUID issued = files.issue(tx, file.login(), name(reportId), KIND, now, out -> {
            var head = head(reportId, judgement.messageId(), Optional.of(status(judgement, groups)),
                    judgement.refusal(), now);
            try (var writer = new Pain002Writer(out, head)) {
                groups.forEach(group -> write(tx, file.id(), group, writer));
            }
        });
        if (judgement.reports() == 2) {
            files.issueAgain(tx, issued, name(Ids.next()));
        }
    }

    /** What was accepted first and is refused in the morning of its day, before it is booked. */
    void refusedLate(Tx tx, FileTable.Received file, LocalDate day, Instant now) {
        UUID reportId = Ids.next();
        String messageId = files.messageId(tx, file.id());
        var groups = table.groups(tx, file.id()).stream()
                .filter(group -> group.collectionDate().equals(day) && group.refusal().isEmpty()
                        && group.refused() > 0)
                .toList();
        files.issue(tx, file.login(), name(reportId), KIND, now, out -> {
            var head = head(reportId, Optional.of(messageId), Optional.empty(), Optional.empty(), now);
            try (var writer = new Pain002Writer(out, head)) {
                groups.forEach(group -> {
                    writer.paymentInformation(new StatusReport.PaymentInformation(
                            group.paymentInformationId(), Optional.empty(), List.of()));
                    writeLines(tx, file.id(), group.number(), true, writer);
                });
            }
        });
    }

    private static String name(UUID reportId) {
        return "pain.002-" + reportId + ".xml";
    }

    private static StatusReport head(UUID reportId, Optional<String> originalMessageId,
            Optional<String> status, Optional<String> refusal, Instant now) {
        return new StatusReport("TB" + reportId.toString().replace("-", ""), bankTime(now),
                originalMessageId.or(() -> Optional.of("NOTPROVIDED")), Optional.of("pain.008"),
                status, reasons(refusal));
    }

    static LocalDateTime bankTime(Instant now) {
        return now.atZone(BankChecks.ZONE).toLocalDateTime().truncatedTo(ChronoUnit.SECONDS);
    }

    private static String status(Intake.Judgement judgement, List<StatusReportTable.Group> groups) {
        if (judgement.refusal().isPresent()) {
            return "RJCT";
        }
        var statuses = groups.stream().map(StatusReports::status).distinct().toList();
        return statuses.size() == 1 ? statuses.getFirst() : "PART";
    }

    private static String status(StatusReportTable.Group group) {
        if (group.refusal().isPresent() || group.refused() == group.collections()) {
            return "RJCT";
        }
        return group.refused() == 0 ? "ACCP" : "PART";
    }

    private void write(Tx tx, UUID file, StatusReportTable.Group group, Pain002Writer writer) {
        writer.paymentInformation(new StatusReport.PaymentInformation(group.paymentInformationId(),
                Optional.of(status(group)), reasons(group.refusal())));
        if (group.refusal().isEmpty() && group.refused() > 0) {
            writeLines(tx, file, group.number(), false, writer);
        }
    }

    private void writeLines(Tx tx, UUID file, int group, boolean lateOnly, Pain002Writer writer) {
        table.lines(tx, file, group, lateOnly, line -> writer.transaction(new StatusReport.Transaction(
                line.instructionId(), Optional.of(line.endToEndId()),
                Optional.of(line.refusal().isPresent() ? "RJCT" : "ACCP"),
                reasons(line.refusal()), Optional.empty())));
    }

    private static List<StatusReason> reasons(Optional<String> refusal) {
        return refusal.map(code -> List.of(new StatusReason(Optional.of(Code.iso(code)),
                List.of(ReasonCode.of(code).meaning())))).orElse(List.of());
    }
}
