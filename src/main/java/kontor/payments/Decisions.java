package kontor.payments;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
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

    /** Rejection, with the reason that stands in the event. */
    public record Reject(ResourceRef payment, Optional<String> reason) {}

    /**
     * Approves one step each; the last pending one makes the payment APPROVED and sets its bank day
     * anew. Refuses unknown, stale, {@code payment_not_open}, then what approvals refuse.
     */
    public List<Outcome<Snapshot>> approve(Tx tx, List<Request<Approve>> requests) {
        return decide(
                tx,
                requests,
                Approve::payment,
                (request, payment, steps) -> approved(tx, request, payment, steps));
    }

    private Outcome<Decision<P>> approved(
            Tx tx, Request<Approve> request, P payment, List<ApprovalStep> steps) {
        if (payment.status() != PaymentStatus.CREATED) {
            return Outcome.refused(notOpen(payment, "approved"));
        }
        String step = request.input().stepId();
        var creator = payment.terms().creatorUserId();
        return parts.approvals()
                .approve(tx, request.caller(), creator, steps, step)
                .map(after -> approved(tx, payment, after, step));
    }

    private Decision<P> approved(Tx tx, P payment, List<ApprovalStep> after, String step) {
        boolean full = ApprovalStep.allApproved(after);
        return new Decision<>(
                full ? parts.approved(tx, payment) : payment.touched(tx.now()),
                after,
                full ? FULLY_APPROVED : "APPROVED",
                Optional.empty(),
                Map.of("approvalStepId", step));
    }

    /**
     * Rejects what has not gone to a bank yet; the creator may, and no role of a step is needed.
     * Refuses unknown, stale, {@code payment_not_open}.
     */
    public List<Outcome<Snapshot>> reject(Tx tx, List<Request<Reject>> requests) {
        return decide(
                tx,
                requests,
                Reject::payment,
                (request, payment, steps) -> rejected(tx, request, payment, steps));
    }

    private Outcome<Decision<P>> rejected(
            Tx tx, Request<Reject> request, P payment, List<ApprovalStep> steps) {
        if (!payment.status().leadsTo(PaymentStatus.REJECTED)) {
            return Outcome.refused(notOpen(payment, "rejected"));
        }
        String words = request.input().reason().orElse("");
        var reason =
                new StatusReason(
                        "REJECTED",
                        words.isEmpty() ? "rejected by an approver" : words,
                        "make a new payment if it was a mistake");
        return Outcome.done(
                new Decision<>(
                        payment.became(PaymentStatus.REJECTED, Optional.of(reason), tx.now()),
                        parts.approvals().reject(tx, request.caller(), steps),
                        "REJECTED",
                        request.input().reason(),
                        Map.of()));
    }

    private Refusal notOpen(P payment, String what) {
        return Refusal.rule(
                "payment_not_open",
                "status",
                "the "
                        + parts.kind().what().toLowerCase(Locale.ROOT)
                        + " is "
                        + payment.status()
                        + " and can no longer be "
                        + what);
    }

    /**
     * What a decision makes of a payment.
     *
     * @param event the name of its event; {@code message} and {@code details} stand in it
     */
    public record Decision<P>(
            P payment,
            List<ApprovalStep> steps,
            String event,
            Optional<String> message,
            Map<String, String> details) {}

    /**
     * Judges one decision about a payment that exists, is locked, and is at the expected version.
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
        for (var one : requests) {
            ids.add(parts.resolve(tx, reference.apply(one.input())));
        }
        var known = ids.stream().flatMap(Outcome::stream).distinct().toList();
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
            outcomes.add(judged.map(decision -> record(tx, one, decision)));
        }
        write(tx, unwritten.values());
        return outcomes;
    }

    private Snapshot record(Tx tx, Request<?> request, Decision<P> decision) {
        var happened =
                Happened.updated(decision.event, request.by())
                        .saying(decision.message)
                        .with(decision.details);
        return writer.record(tx, decision.payment, decision.steps, happened);
    }

    private void write(Tx tx, Collection<Decision<P>> decisions) {
        var payments = decisions.stream().map(Decision::payment).toList();
        parts.table().update(tx, payments);
        var steps = decisions.stream().flatMap(decision -> decision.steps.stream()).toList();
        parts.approvals().decide(tx, steps);
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
