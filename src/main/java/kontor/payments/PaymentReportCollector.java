package kontor.payments;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import kontor.connections.BankProfile;
import kontor.identifiers.ReasonCode;
import kontor.iso20022.Code;
import kontor.iso20022.Pain002Reader;
import kontor.iso20022.StatusReport;
import kontor.xml.ReadLimits;

/** A status report as it is read: what it says of itself, and each status on its level. */
final class PaymentReportCollector implements Pain002Reader.Handler {

    /** It speaks of one file of ours, whose own limits bound it. */
    private static final ReadLimits LIMITS = ReadLimits.ofFileBytes(256L << 20);

    private static final int MOST_REFUSALS = 100;

    private final List<PaymentReport> reports = new ArrayList<>();
    private Optional<StatusReport> header = Optional.empty();
    private String paymentInformation = "";
    private Optional<String> above = Optional.empty();

    private PaymentReportCollector() {}

    /** MalformedMessage: no status report, or beyond the limits. */
    static PaymentReportCollector read(Supplier<InputStream> content) {
        var collector = new PaymentReportCollector();
        Pain002Reader.read(content.get(), LIMITS, collector);
        return collector;
    }

    StatusReport header() {
        return header.orElseThrow();
    }

    /**
     * From wide to narrow: the whole file, then each payment information with its transactions
     * behind it. PART above transactions says only that they differ; where the bank's custom is to
     * list only what it refused, those not listed are accepted.
     */
    List<PaymentReport> reports(BankProfile profile) {
        return reports.stream()
                .map(
                        report ->
                                profile.unlistedAccepted()
                                                && saysOnlyThatTheyDiffer(report)
                                                && countsOthers().isEmpty()
                                        ? PaymentReport.implied(report.scope(), "ACCP")
                                        : report)
                .toList();
    }

    private static boolean saysOnlyThatTheyDiffer(PaymentReport report) {
        return report.status().equals("PART")
                && !(report.scope() instanceof PaymentReport.Scope.Transaction);
    }

    @Override
    public void report(StatusReport whole) {
        header = Optional.of(whole);
        above = whole.groupStatus().filter(PaymentReportCollector::saysAll);
        status(whole.groupStatus(), whole.reasons())
                .ifPresent(
                        status ->
                                add(
                                        new PaymentReport.Scope.Instruction(),
                                        status,
                                        whole.reasons(),
                                        Optional.empty()));
    }

    @Override
    public void paymentInformation(StatusReport.PaymentInformation one) {
        paymentInformation = one.originalId();
        above =
                one.status()
                        .or(() -> header().groupStatus())
                        .filter(PaymentReportCollector::saysAll);
        status(one.status(), one.reasons())
                .ifPresent(
                        status ->
                                add(
                                        new PaymentReport.Scope.PaymentInformation(
                                                one.originalId(), one.totals()),
                                        status,
                                        one.reasons(),
                                        Optional.empty()));
    }

    @Override
    public void transaction(StatusReport.Transaction one) {
        status(one)
                .ifPresent(
                        status ->
                                add(
                                        new PaymentReport.Scope.Transaction(
                                                paymentInformation,
                                                one.originalInstructionId(),
                                                one.originalEndToEndId(),
                                                one.original()),
                                        status,
                                        one.reasons(),
                                        one.creditorName()));
    }

    /** One that has only a reason has the status of its level above; a refusal is never lost. */
    private Optional<String> status(StatusReport.Transaction one) {
        return status(one.status().or(() -> above), one.reasons())
                .filter(_ -> one.status().isPresent() || !one.reasons().isEmpty());
    }

    /** A reason alone is told too: it may be that of a refusal. */
    private static Optional<String> status(
            Optional<String> told, List<kontor.iso20022.StatusReason> reasons) {
        return told.or(() -> Optional.of(PaymentReport.NO_STATUS).filter(_ -> !reasons.isEmpty()));
    }

    /** What it counts itself is not what it lists; or it says that some differ and lists none. */
    Optional<String> miscount() {
        boolean listsNone = IntStream.range(0, reports.size()).anyMatch(this::listsNone);
        return countsOthers()
                .or(
                        () ->
                                listsNone
                                        ? Optional.of("some payments differ, and it lists none")
                                        : Optional.empty());
    }

    /** Nothing below it follows. */
    private boolean listsNone(int index) {
        var one = reports.get(index);
        var next = reports.stream().skip(index + 1L).map(PaymentReport::scope).findFirst();
        boolean ofGroup = one.scope() instanceof PaymentReport.Scope.PaymentInformation;
        return saysOnlyThatTheyDiffer(one)
                && next.filter(
                                scope ->
                                        !ofGroup
                                                || scope instanceof PaymentReport.Scope.Transaction)
                        .isEmpty();
    }

    private Optional<String> countsOthers() {
        long refused = reports.stream().filter(PaymentReport::isRefusal).count();
        boolean wide = reports.stream().anyMatch(PaymentReportCollector::refusesMany);
        return header().counts().stream()
                .filter(one -> one.status().equals("RJCT"))
                .filter(one -> !wide && one.transactions() != refused)
                .findFirst()
                .map(
                        one ->
                                "it counts %s refused payments and lists %s"
                                        .formatted(one.transactions(), refused));
    }

    /** A status that counts for all that is below it. */
    private static boolean saysAll(String status) {
        return !status.equals("PART");
    }

    private static boolean refusesMany(PaymentReport report) {
        return report.isRefusal() && !(report.scope() instanceof PaymentReport.Scope.Transaction);
    }

    /** What it refuses; the first hundred. */
    List<PaymentReport> refusals() {
        return reports.stream().filter(PaymentReport::isRefusal).limit(MOST_REFUSALS).toList();
    }

    /** The same for the same statuses, whatever else is in the file. */
    String digest() {
        String all = header().toString() + reports;
        return UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private void add(
            PaymentReport.Scope scope,
            String status,
            List<kontor.iso20022.StatusReason> told,
            Optional<String> payeeName) {
        // NARR: the reason stands in words only.
        reports.add(
                new PaymentReport(
                        scope,
                        status,
                        told.stream()
                                .map(
                                        reason ->
                                                new PaymentReport.Reason(
                                                        reason.code()
                                                                .map(Code::value)
                                                                .map(ReasonCode::canonical)
                                                                .orElse("NARR"),
                                                        String.join(
                                                                " ",
                                                                reason.additionalInformation())))
                                .toList(),
                        payeeName,
                        true));
    }
}
