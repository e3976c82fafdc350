package kontor.payments;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kontor.cases.CaseKind;
import kontor.db.Tx;
import kontor.originals.GroupTotals;
import kontor.originals.StatusDoubt;
import kontor.originals.ToldOriginal;
import kontor.payments.BankReportListener.Slices;

/** What of a report was not applied to its payments, or is in doubt although it was. */
final class ReportDoubts {

    /** Says that some payments of a file differ, and nothing of one. */
    private static final String PARTLY = "PART";

    /** Said before anything is decided, so that it is old news of a payment that has ended. */
    private static final Set<String> BEFORE_ANY_DECISION =
            Set.of("RCVD", "RCVC", "RVCM", "RVNC", "RVMC", "RVNM", "RVNA");

    /** Of single payments, told one by one; further ones are counted. */
    private static final int MOST = 100;

    /** Of no payment, told one by one; more are one finding, with as many of them shown. */
    private static final int FEW = 5;

    private final PaymentKind kind;
    private final List<StatusDoubt> doubts = new ArrayList<>();
    private final Map<CaseKind, Integer> ofNone = new EnumMap<>(CaseKind.class);
    private int ofPayments;

    ReportDoubts(PaymentKind kind) {
        this.kind = kind;
    }

    /** Of some payments, behind those of earlier slices. */
    ReportDoubts ofSlice() {
        var next = new ReportDoubts(kind);
        next.ofPayments = ofPayments;
        return next;
    }

    /** That slice is applied. */
    void count(ReportDoubts slice) {
        ofPayments = slice.ofPayments;
    }

    /** Tells what a slice found, one by one. */
    ReportDoubts told(Tx tx, Slices in) {
        doubts.forEach(one -> in.doubt(tx, one));
        return this;
    }

    /** Before a report is applied to a payment. */
    void look(Payment<?> payment, PaymentReport report) {
        boolean own = report.scope() instanceof PaymentReport.Scope.Transaction;
        if (isUnknown(report) && own) {
            add(
                    CaseKind.STATUS_UNKNOWN,
                    Optional.of(payment),
                    report,
                    "%s, so payment %s stays %s"
                            .formatted(words(report), payment.id(), payment.status()));
        } else if (contradicts(payment, report)) {
            String told = "the bank says %s of payment %s, which was %s";
            String summary = told.formatted(report.words(), payment.id(), was(payment));
            add(CaseKind.STATUS_CONTRADICTS, Optional.of(payment), report, true, summary);
        }
    }

    /**
     * Whether what the bank repeats of a payment is another one; then its status is not applied. A
     * day alone is none: banks move it.
     */
    boolean isOfAnother(Payment<?> payment, PaymentReport report) {
        if (!(report.scope() instanceof PaymentReport.Scope.Transaction one)) {
            return false;
        }
        var other = ToldOriginal.otherAmount(one.original(), payment.terms().amount());
        var progress = payment.progress();
        other.map(words -> words + ", so %s was not applied".formatted(report.status()))
                .or(
                        () ->
                                ToldOriginal.otherDay(
                                                one.original(),
                                                progress.effectiveDate(),
                                                progress.date())
                                        .map(words -> words + "; it was applied all the same"))
                .ifPresent(
                        words ->
                                add(
                                        CaseKind.STATUS_CONTRADICTS,
                                        Optional.of(payment),
                                        report,
                                        "the bank says %s of payment %s, but %s"
                                                .formatted(report.status(), payment.id(), words)));
        return other.isPresent();
    }

    /** The reports without the statuses of payment informations that are not as we sent them. */
    List<PaymentReport> believed(List<PaymentReport> reports, GroupTotals groups) {
        return reports.stream().filter(one -> isBelieved(one, groups)).toList();
    }

    private boolean isBelieved(PaymentReport report, GroupTotals groups) {
        var other =
                report.scope() instanceof PaymentReport.Scope.PaymentInformation(var id, _)
                        ? groups.contradiction(id)
                        : Optional.<String>empty();
        other.ifPresent(
                why ->
                        add(
                                CaseKind.REPORT_COUNTS_DIFFER,
                                Optional.empty(),
                                report,
                                "the status %s of a payment information was not applied: %s"
                                        .formatted(report.status(), why)));
        return other.isEmpty();
    }

    private boolean isUnknown(PaymentReport report) {
        return !report.status().equals(PARTLY) && kind.reported().apply(report.status()).isEmpty();
    }

    private static String words(PaymentReport report) {
        return report.saysStatus()
                ? "the status %s is not known".formatted(report.status())
                : "the bank tells a reason without a status";
    }

    /**
     * Whether it says otherwise of a payment than what Kontor believed before. Which of both is
     * newer is not certain: reports come late and out of order. So the payment stays as it is, but
     * for a refusal after it was executed, which is its return.
     */
    private boolean contradicts(Payment<?> payment, PaymentReport report) {
        return switch (payment.status()) {
            case FAILED, RETURNED ->
                    report.isRefusal()
                            ? tellsAnotherReason(payment, report)
                            : goesOn(report) && report.told();
            case REJECTED, CREATED, APPROVED -> report.isRefusal() || goesOn(report);
            case EXECUTED -> report.isRefusal();
            case PENDING_SUBMISSION, SENT, PENDING_AT_BANK, ACCEPTED, UNKNOWN -> false;
        };
    }

    /** The bank goes on with the payment, or has made it. */
    private boolean goesOn(PaymentReport report) {
        return !report.isRefusal()
                && !BEFORE_ANY_DECISION.contains(report.status())
                && !isUnknown(report)
                && !report.status().equals(PARTLY);
    }

    /** One without a reason repeats what was said before. */
    private static boolean tellsAnotherReason(Payment<?> payment, PaymentReport report) {
        var told = report.reasonCodes();
        return !told.isEmpty()
                && payment.progress()
                        .statusReason()
                        .filter(before -> told.contains(before.code()))
                        .isEmpty();
    }

    /** The status of a payment with its reason, as the summary of a case says it. */
    private static String was(Payment<?> payment) {
        return payment.progress()
                .statusReason()
                .map(why -> "%s (%s)".formatted(payment.status(), why.code()))
                .orElse(payment.status().name());
    }

    /** All, with what spoke of no payment. */
    List<StatusDoubt> with(ReportLevels levels, List<PaymentReport> reports) {
        reports.forEach(report -> lookAbove(report, levels));
        for (PaymentReport report : levels.unheard()) {
            if (!report.status().equals(PARTLY)) {
                add(
                        CaseKind.STATUS_WITHOUT_PAYMENT,
                        Optional.empty(),
                        report,
                        "the bank says %s of what is not one payment of the file"
                                .formatted(report.status()));
            }
        }
        for (PaymentReport report : levels.twice()) {
            add(
                    CaseKind.STATUS_CONTRADICTS,
                    Optional.empty(),
                    report,
                    "the bank says %s and something else of one payment; the first was applied"
                            .formatted(report.words()));
        }
        for (PaymentReport report : levels.overruled()) {
            add(
                    CaseKind.STATUS_CONTRADICTS,
                    Optional.empty(),
                    report,
                    "the bank says %s of many payments and otherwise of one, which was applied"
                            .formatted(report.status()));
        }
        return first();
    }

    /** One of many payments; without a status it matters where it is all that was said. */
    private void lookAbove(PaymentReport report, ReportLevels levels) {
        boolean own = report.scope() instanceof PaymentReport.Scope.Transaction;
        if (!own && isUnknown(report) && (report.saysStatus() || levels.counted(report))) {
            add(
                    CaseKind.STATUS_UNKNOWN,
                    Optional.empty(),
                    report,
                    words(report) + " and changed nothing");
        }
    }

    private List<StatusDoubt> first() {
        var some = new ArrayList<>(doubts);
        ofNone.forEach(
                (of, count) -> {
                    if (count > FEW) {
                        together(some, of, count);
                    }
                });
        int more = ofPayments - MOST;
        if (more > 0) {
            some.add(
                    new StatusDoubt(
                            CaseKind.STATUS_CONTRADICTS,
                            Optional.empty(),
                            Optional.empty(),
                            false,
                            "and %s more payments in doubt in the report".formatted(more),
                            Map.of("count", String.valueOf(more))));
        }
        return some;
    }

    /**
     * What is of no payment of ours. A report that belongs to something else has a hundred thousand
     * of them: those are one finding.
     */
    private static void together(List<StatusDoubt> some, CaseKind of, int count) {
        var singles = some.stream().filter(one -> isOfNone(one, of)).toList();
        some.removeAll(singles);
        var facts = new LinkedHashMap<String, String>();
        facts.put("count", String.valueOf(count));
        singles.forEach(one -> facts.put("number " + facts.size(), one.facts().toString()));
        some.add(
                new StatusDoubt(
                        of,
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        "%s, and %d more like this in the report"
                                .formatted(singles.getFirst().summary(), count - 1),
                        facts));
    }

    private static boolean isOfNone(StatusDoubt doubt, CaseKind of) {
        return doubt.kind() == of && doubt.paymentId().isEmpty();
    }

    private void add(
            CaseKind of, Optional<Payment<?>> payment, PaymentReport report, String summary) {
        add(of, payment, report, false, summary);
    }

    private void add(
            CaseKind of,
            Optional<Payment<?>> payment,
            PaymentReport report,
            boolean moved,
            String summary) {
        var id = payment.map(Payment::id);
        var account = payment.map(Payment::accountId);
        var one = new StatusDoubt(of, id, account, moved, summary, report.facts());
        if (!isBeyond(one)) {
            doubts.add(one);
        }
    }

    private boolean isBeyond(StatusDoubt one) {
        if (one.paymentId().isPresent()) {
            return ++ofPayments > MOST;
        }
        int count = ofNone.getOrDefault(one.kind(), 0) + 1;
        ofNone.put(one.kind(), count);
        return count > FEW;
    }
}
