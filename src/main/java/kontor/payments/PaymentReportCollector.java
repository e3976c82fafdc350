package kontor.payments;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import kontor.connections.BankProfile;
import kontor.iso20022.Code;
import kontor.iso20022.Pain002Reader;
import kontor.iso20022.StatusReport;
import kontor.xml.ReadLimits;

/** A status report as it is read: what it says of itself, and each status on its level. */
final class PaymentReportCollector implements Pain002Reader.Handler {

    /** It speaks of one file of ours, whose own limits bound it. */
    private static final ReadLimits LIMITS = ReadLimits.ofFileBytes(256L << 20);

    private final List<PaymentReport> reports = new ArrayList<>();
    private Optional<StatusReport> header = Optional.empty();
    private String paymentInformation = "";

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
                                profile.unlistedAccepted() && saysOnlyThatTheyDiffer(report)
                                        ? new PaymentReport(report.scope(), "ACCP", List.of())
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
        whole.groupStatus()
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
        one.status()
                .ifPresent(
                        status ->
                                add(
                                        new PaymentReport.Scope.PaymentInformation(
                                                one.originalId()),
                                        status,
                                        one.reasons(),
                                        Optional.empty()));
    }

    @Override
    public void transaction(StatusReport.Transaction one) {
        one.status()
                .ifPresent(
                        status ->
                                add(
                                        new PaymentReport.Scope.Transaction(
                                                paymentInformation,
                                                one.originalInstructionId(),
                                                one.originalEndToEndId()),
                                        status,
                                        one.reasons(),
                                        one.creditorName()));
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
                                                                .orElse("NARR"),
                                                        String.join(
                                                                " ",
                                                                reason.additionalInformation())))
                                .toList(),
                        payeeName));
    }
}
