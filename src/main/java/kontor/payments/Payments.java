package kontor.payments;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.approvals.ApprovalStep;
import kontor.approvals.Subject;
import kontor.changes.ExternalIds;
import kontor.changes.Happened;
import kontor.changes.Originator;
import kontor.changes.Request;
import kontor.changes.ResourceKind;
import kontor.changes.Snapshot;
import kontor.core.AccountLimit;
import kontor.core.Caller;
import kontor.core.Maps;
import kontor.core.Money;
import kontor.core.Outcome;
import kontor.db.Tx;
import kontor.pauses.Pause;
import kontor.pauses.Pauses;
import kontor.paymentlimits.LimitedPayment;
import kontor.paymentlimits.PaymentLimitCheck;
import kontor.selections.PaymentFilter;
import kontor.selections.PaymentTotals;
import kontor.selections.SelectionTable;
import kontor.warnings.Warning;
import kontor.warnings.WarningSource;
import kontor.wire.Page;
import kontor.wire.PageRequest;
import kontor.wire.ResourceRef;

/**
 * Payments of one kind: made, found, listed. What people decide of them is in {@link Decisions}.
 */
public final class Payments<P extends Payment<P>> {

    private final PaymentParts<P> parts;
    private final PaymentWriter<P> writer;
    private final Pauses pauses = new Pauses();
    private final PaymentLimitCheck limits = new PaymentLimitCheck();
    private final LimitedPayment limited;

    public Payments(PaymentParts<P> parts) {
        this.parts = parts;
        this.writer = new PaymentWriter<>(parts);
        this.limited = LimitedPayment.of(parts.kind().resource());
    }

    /** A payment that may be made, and what approval chains ask of it. */
    public record Allowed<P>(P payment, Subject subject) {}

    /** Those of a list that may be made. */
    public static <P> Stream<P> allowed(Map<UUID, Outcome<Allowed<P>>> judged) {
        return done(judged).map(Allowed::payment);
    }

    private static <P> Stream<Allowed<P>> done(Map<UUID, Outcome<Allowed<P>>> judged) {
        return judged.values().stream().flatMap(Outcome::stream);
    }

    /** Refuses those of a judged list that would pass a payment limit of whoever makes them. */
    public <T, V> void limit(
            Tx tx,
            List<Request<T>> requests,
            Function<T, Money> amount,
            Map<UUID, Outcome<V>> outcomes) {
        limits.refuse(tx, limited, requests, amount, outcomes);
    }

    /**
     * Claims the external ids of those that may be made; one taken becomes a refusal. The last
     * check of all: what is refused for another reason must not claim.
     */
    public <T, V> void claim(
            Tx tx,
            List<Request<T>> requests,
            Function<T, Optional<String>> externalId,
            Map<UUID, Outcome<V>> outcomes) {
        parts.externalIds()
                .claim(tx, parts.kind().resource(), wanted(requests, externalId, outcomes))
                .forEach((id, refusal) -> outcomes.put(id, Outcome.refused(refusal)));
    }

    /** What {@link #claim} would refuse, with nothing claimed. */
    public <T, V> void foreseeClaims(
            Tx tx,
            List<Request<T>> requests,
            Function<T, Optional<String>> externalId,
            Map<UUID, Outcome<V>> outcomes) {
        var wanted = wanted(requests, externalId, outcomes);
        var texts = wanted.stream().map(ExternalIds.Wanted::externalId).distinct().toList();
        var owners = new HashMap<>(parts.externalIds().find(tx, texts));
        owners.values().removeIf(ExternalIds.Owner::released);
        String resource = parts.kind().resource();
        for (var one : wanted) {
            var next = new ExternalIds.Owner(one.externalId(), resource, one.id(), false);
            var owner = owners.putIfAbsent(one.externalId(), next);
            if (owner != null) {
                outcomes.put(one.id(), Outcome.refused(ExternalIds.taken(one, owner)));
            }
        }
    }

    private static <T, V> List<ExternalIds.Wanted> wanted(
            List<Request<T>> requests,
            Function<T, Optional<String>> externalId,
            Map<UUID, Outcome<V>> outcomes) {
        return requests.stream()
                .filter(one -> Maps.required(outcomes, one.id()).isDone())
                .flatMap(one -> wanted(one, externalId.apply(one.input())))
                .toList();
    }

    private static Stream<ExternalIds.Wanted> wanted(
            Request<?> request, Optional<String> externalId) {
        return externalId.stream().map(text -> ExternalIds.Wanted.of(request, text));
    }

    /**
     * Writes those of a judged list that may be made; one whose steps are all approved is APPROVED,
     * as version 2.
     */
    public List<Outcome<Snapshot>> create(
            Tx tx, List<? extends Request<?>> requests, Map<UUID, Outcome<Allowed<P>>> outcomes) {
        var steps = parts.approvals().required(tx, done(outcomes).map(Allowed::subject).toList());
        var byPayment = steps.stream().collect(Collectors.groupingBy(ApprovalStep::paymentId));
        var approved = new HashMap<UUID, P>();
        allowed(outcomes)
                .filter(payment -> needsNobody(byPayment.getOrDefault(payment.id(), List.of())))
                .forEach(payment -> approved.put(payment.id(), parts.approved(tx, payment)));
        var rows = allowed(outcomes).map(one -> approved.getOrDefault(one.id(), one)).toList();
        parts.table().insert(tx, rows);
        parts.approvals().open(tx, steps);
        done(outcomes)
                .map(Allowed::subject)
                .forEach(one -> limits.made(tx, one.creator(), limited, one.amount()));
        parts.consequences().made(tx, rows);
        var warnings = parts.warnings(tx, requests, rows);
        var snapshots = new ArrayList<Outcome<Snapshot>>();
        for (var one : requests) {
            var told = warnings.getOrDefault(one.id(), List.of());
            var own = byPayment.getOrDefault(one.id(), List.of());
            var next = Optional.ofNullable(approved.get(one.id()));
            snapshots.add(
                    Maps.required(outcomes, one.id())
                            .map(allowed -> created(tx, one, made(allowed, next, own, told))));
        }
        return snapshots;
    }

    /** Every step was approved by a chain itself, and there is at least one. */
    private static boolean needsNobody(List<ApprovalStep> steps) {
        return !steps.isEmpty() && ApprovalStep.allApproved(steps);
    }

    /** A payment that was made, and what is told of it. */
    private record Made<P>(
            P payment, Optional<P> approved, List<ApprovalStep> steps, List<Warning> warnings) {}

    private static <P> Made<P> made(
            Allowed<P> allowed,
            Optional<P> approved,
            List<ApprovalStep> steps,
            List<Warning> warnings) {
        return new Made<>(allowed.payment, approved, steps, warnings);
    }

    private Snapshot created(Tx tx, Request<?> request, Made<P> made) {
        var happened = Happened.created(request.by());
        var snapshot = writer.record(tx, made.payment, made.steps, made.warnings, happened);
        if (made.approved.isEmpty()) {
            return snapshot;
        }
        var kontor = new Originator(Originator.KONTOR.id(), Optional.of(request.requestId()));
        return writer.record(
                tx,
                made.approved.get(),
                made.steps,
                made.warnings,
                Happened.updated(Decisions.FULLY_APPROVED, kontor));
    }

    /**
     * Whether a batch has payments that a caller may not see: of accounts beyond the limit of the
     * role.
     */
    public boolean anyBeyond(Tx tx, UUID batch, AccountLimit limit) {
        return !limit.all() && parts.table().anyBeyond(tx, batch, limit);
    }

    public Outcome<PaymentWithSteps<P>> find(Tx tx, Caller caller, ResourceRef reference) {
        return parts.externalIds()
                .resolve(tx, kind(), reference)
                .flatMap(id -> kind().found(caller, parts.table().find(tx, id)))
                .map(payment -> shown(tx, caller, List.of(payment)).getFirst());
    }

    public boolean isVisible(Tx tx, Caller caller, UUID id) {
        return parts.table().find(tx, id).filter(payment -> payment.isSeenBy(caller)).isPresent();
    }

    /** The plural word of the API. */
    public String resource() {
        return parts.kind().resource();
    }

    ResourceKind kind() {
        return parts.kind().resourceKind();
    }

    /** The latest date first. */
    public Page<PaymentWithSteps<P>> list(
            Tx tx, Caller caller, PaymentFilter filter, PageRequest page) {
        var place = page.after().map(text -> text.split(" "));
        var rows =
                parts.table()
                        .list(
                                tx,
                                filter,
                                caller.accounts(),
                                place.map(words -> LocalDate.parse(words[0])).orElse(null),
                                place.map(words -> UUID.fromString(words[1])).orElse(null),
                                page.limit() + 1);
        return Page.cut(shown(tx, caller, rows), page.limit(), Payments::place);
    }

    private List<PaymentWithSteps<P>> shown(Tx tx, Caller caller, List<P> rows) {
        var steps = parts.approvals().of(tx, rows.stream().map(Payment::id).toList());
        var paused = paused(tx, rows);
        var warnings = parts.warnings(tx, caller, rows);
        var waiting = waiting(tx, rows);
        var shown = new ArrayList<PaymentWithSteps<P>>();
        for (P payment : rows) {
            var own = steps.getOrDefault(payment.id(), List.of());
            var told = warnings.getOrDefault(payment.id(), List.of());
            var waitsFor = Optional.ofNullable(waiting.get(payment.id()));
            shown.add(
                    new PaymentWithSteps<>(payment, own, whyNot(payment, paused), told, waitsFor));
        }
        return shown;
    }

    /**
     * How many a filter finds and how much they are, per currency; of those that the caller may
     * see.
     */
    public PaymentTotals totals(Tx tx, Caller caller, PaymentFilter filter) {
        return SelectionTable.totals(tx, parts.kind().resource(), filter, caller.accounts());
    }

    /** Who knows what to tell of these payments. */
    public WarningSource warnings() {
        return parts.warnings();
    }

    /** Why payments that wait to leave do not, by own account. */
    private Map<UUID, Pause> paused(Tx tx, List<P> payments) {
        var accounts =
                payments.stream().filter(Payments::waitsToLeave).map(Payment::accountId).toList();
        return pauses.ofAccounts(tx, accounts);
    }

    private Map<UUID, String> waiting(Tx tx, List<P> payments) {
        var approved =
                payments.stream().filter(one -> one.status() == PaymentStatus.APPROVED).toList();
        return approved.isEmpty() ? Map.of() : parts.consequences().waiting(tx, approved);
    }

    private static Optional<Pause> whyNot(Payment<?> payment, Map<UUID, Pause> paused) {
        return waitsToLeave(payment)
                ? Optional.ofNullable(paused.get(payment.accountId()))
                : Optional.empty();
    }

    private static boolean waitsToLeave(Payment<?> payment) {
        return payment.status() == PaymentStatus.APPROVED
                || payment.status() == PaymentStatus.PENDING_SUBMISSION;
    }

    private static String place(PaymentWithSteps<?> last) {
        return last.payment().progress().date() + " " + last.payment().id();
    }

    public List<ApprovalStep> steps(Tx tx, UUID id) {
        return parts.approvals().of(tx, List.of(id)).getOrDefault(id, List.of());
    }
}
