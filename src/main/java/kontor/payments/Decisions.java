package kontor.payments;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import kontor.approvals.ApprovalStep;
import kontor.changes.Happened;
import kontor.changes.Request;
import kontor.changes.Snapshot;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.db.Tx;
import kontor.wire.ResourceRef;
import org.jspecify.annotations.Nullable;

/** What people decide of payments of one kind. */
public final class Decisions<P extends Payment<P>> {

    static final String FULLY_APPROVED = "FULLY_APPROVED";

    private final PaymentParts<P> parts;
    private final PaymentWriter<P> writer;

    public Decisions(PaymentParts<P> parts) {
        this.parts = parts;
        this.writer = new PaymentWriter<>(parts);
    }

    /** Approval of one step. */
    public record Approve(ResourceRef payment, String stepId) {}

    /** Rejection, with the reason that the event will tell. */
    public record Reject(ResourceRef payment, Optional<String> reason) {}

    /**
     * Approves one step each; the last pending one makes the payment APPROVED and sets its bank day
     * anew.
     */
    public List<Outcome<Snapshot>> approve(Tx tx, List<Request<Approve>> requests) {
        return decide(
                tx,
                requests,
                Approve::payment,
                (one, payment, steps) -> {
                    if (payment.status() != PaymentStatus.CREATED) {
                        return Outcome.refused(notOpen(payment, "approved"));
                    }
                    return parts.approvals()
                            .approve(
                                    tx,
                                    one.caller(),
                                    payment.terms().creatorUserId(),
                                    steps,
                                    one.input().stepId())
                            .map(
                                    after -> {
                                        boolean full =
                                                after.stream()
                                                        .allMatch(
                                                                step ->
                                                                        step.status()
                                                                                == ApprovalStep
                                                                                        .Status
                                                                                        .APPROVED);
                                        var next =
                                                full
                                                        ? payment.scheduled(
                                                                        parts.schedules()
                                                                                .of(tx, payment)
                                                                                .approved(
                                                                                        payment.progress()
                                                                                                .date(),
                                                                                        tx
                                                                                                .bankNow()))
                                                                .became(
                                                                        PaymentStatus.APPROVED,
                                                                        Optional.empty(),
                                                                        tx.now())
                                                        : payment.touched(tx.now());
                                        return new Decision<>(
                                                next,
                                                after,
                                                full ? FULLY_APPROVED : "APPROVED",
                                                Optional.empty(),
                                                Map.of("approvalStepId", one.input().stepId()));
                                    });
                });
    }

    /**
     * Rejects what has not gone to a bank yet; the creator may, and no role of a step is needed.
     */
    public List<Outcome<Snapshot>> reject(Tx tx, List<Request<Reject>> requests) {
        return decide(
                tx,
                requests,
                Reject::payment,
                (one, payment, steps) -> {
                    if (!payment.status().leadsTo(PaymentStatus.REJECTED)) {
                        return Outcome.refused(notOpen(payment, "rejected"));
                    }
                    String words = one.input().reason().orElse("");
                    var reason =
                            new StatusReason(
                                    "REJECTED",
                                    words.isEmpty() ? "rejected by an approver" : words,
                                    "make a new payment if it was a mistake");
                    return Outcome.done(
                            new Decision<>(
                                    payment.became(
                                            PaymentStatus.REJECTED, Optional.of(reason), tx.now()),
                                    parts.approvals().reject(tx, one.caller(), steps),
                                    "REJECTED",
                                    one.input().reason(),
                                    Map.of()));
                });
    }

    private Refusal notOpen(P payment, String what) {
        return Refusal.rule(
                "payment_not_open",
                "status",
                "the "
                        + parts.kind().what().toLowerCase(java.util.Locale.ROOT)
                        + " is "
                        + payment.status()
                        + " and can no longer be "
                        + what);
    }

    /** What a decision makes of a payment. */
    public record Decision<P>(
            P payment,
            List<ApprovalStep> steps,
            String event,
            Optional<String> message,
            Map<String, String> details) {}

    /**
     * Judges one decision about a payment that is there, in the version that was expected, and
     * locked.
     */
    public interface Judge<T, P> {
        Outcome<Decision<P>> judge(Request<T> request, P payment, List<ApprovalStep> steps);
    }

    /** Any decision of a person; refuses in this order: unknown, stale, what the judge says. */
    public <T> List<Outcome<Snapshot>> decide(
            Tx tx,
            List<Request<T>> requests,
            Function<T, ResourceRef> reference,
            Judge<T, P> judge) {
        var ids = new ArrayList<Outcome<UUID>>();
        requests.forEach(
                one ->
                        ids.add(
                                parts.externalIds()
                                        .resolve(
                                                tx,
                                                parts.kind().resource(),
                                                parts.kind().what(),
                                                reference.apply(one.input()))));
        var known =
                ids.stream()
                        .flatMap(
                                id ->
                                        id instanceof Outcome.Done<UUID>(var value)
                                                ? Stream.of(value)
                                                : Stream.empty())
                        .distinct()
                        .toList();
        var payments = new LinkedHashMap<>(parts.table().lock(tx, known));
        var steps = new LinkedHashMap<>(parts.approvals().of(tx, known));
        var outcomes = new ArrayList<Outcome<Snapshot>>();
        var unwritten = new LinkedHashMap<UUID, Decision<P>>();
        for (int i = 0; i < requests.size(); i++) {
            var one = requests.get(i);
            var judged = ids.get(i).flatMap(id -> judged(one, payments.get(id), steps, judge));
            if (judged instanceof Outcome.Done<Decision<P>>(var decision)) {
                UUID id = decision.payment.id();
                if (unwritten.containsKey(id)) {
                    // Each version of a payment is a row change of its own.
                    write(tx, unwritten.values());
                    unwritten.clear();
                }
                unwritten.put(id, decision);
                payments.put(id, decision.payment);
                steps.put(id, decision.steps);
            }
            outcomes.add(
                    judged.map(
                            decision ->
                                    writer.record(
                                            tx,
                                            decision.payment,
                                            decision.steps,
                                            Happened.updated(decision.event, one.by())
                                                    .saying(decision.message)
                                                    .with(decision.details))));
        }
        write(tx, unwritten.values());
        return outcomes;
    }

    private void write(Tx tx, Collection<Decision<P>> decisions) {
        var payments = decisions.stream().map(Decision::payment).toList();
        parts.table().update(tx, payments);
        parts.approvals()
                .decide(
                        tx,
                        decisions.stream().flatMap(decision -> decision.steps.stream()).toList());
        parts.consequences().moved(tx, payments);
    }

    private <T> Outcome<Decision<P>> judged(
            Request<T> request,
            @Nullable P payment,
            Map<UUID, List<ApprovalStep>> steps,
            Judge<T, P> judge) {
        if (payment == null || !request.caller().accounts().allows(payment.accountId())) {
            return Outcome.refused(Refusal.notFound(parts.kind().what()));
        }
        if (request.ifMatch().isPresent() && request.ifMatch().get() != payment.version()) {
            return Outcome.refused(Refusal.stale(payment.version()));
        }
        return judge.judge(request, payment, steps.getOrDefault(payment.id(), List.of()));
    }
}
