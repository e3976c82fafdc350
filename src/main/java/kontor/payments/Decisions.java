package kontor.payments;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.approvals.ApprovalStep;
import kontor.assents.Assent;
import kontor.assents.Item;
import kontor.changes.Door;
import kontor.changes.ExistingDoor;
import kontor.changes.ExistingDoor.Found;
import kontor.changes.Happened;
import kontor.changes.Originator;
import kontor.changes.Request;
import kontor.changes.Snapshot;
import kontor.core.Caller;
import kontor.core.Outcome;
import kontor.db.Tx;
import kontor.paymentlimits.LimitedPayment;
import kontor.paymentlimits.PaymentLimitCheck;
import kontor.reopening.EntityMove;
import kontor.reopening.Reopening;
import kontor.warnings.Warning;

/** What people decide of payments of one kind. */
public final class Decisions<P extends Payment<P>> {

    static final String FULLY_APPROVED = "FULLY_APPROVED";

    private final PaymentParts<P> parts;
    private final PaymentWriter<P> writer;
    private final PaymentLimitCheck limits = new PaymentLimitCheck();
    private final LimitedPayment limited;
    private final Reopening reopening;

    /**
     * Approves one step each; the last pending one makes the payment APPROVED and sets its bank day
     * anew. Refuses by {@link kontor.changes.ResourceKind}, {@code payment_not_open}, then what
     * approvals refuse, then a payment limit of whoever approves.
     */
    public final Door<Approve> approve;

    /**
     * Rejects what has not gone to a bank yet; the creator may, and no role of a step is needed.
     * Refuses by {@link kontor.changes.ResourceKind}, then {@code payment_not_open}.
     */
    public final Door<Reject> reject;

    public Decisions(PaymentParts<P> parts) {
        this.parts = parts;
        this.writer = new PaymentWriter<>(parts);
        this.reopening = new Reopening(parts.approvals());
        this.limited = LimitedPayment.of(parts.kind().resource());
        this.approve = door(this::approved);
        this.reject = door(this::rejected);
    }

    /**
     * Approval of one step.
     *
     * @param assent with what
     * @param earliest the date that the payment gets where its own lies before and this is its last
     *     step; empty: it keeps its own
     */
    public record Approve(String stepId, Assent assent, Optional<LocalDate> earliest) {

        /** Without a look at the date. */
        public Approve(String stepId, Assent assent) {
            this(stepId, assent, Optional.empty());
        }

        /** With nothing but the right to. */
        public Approve(String stepId) {
            this(stepId, Assent.NONE);
        }
    }

    /** Rejection, with the reason that stands in the event. */
    public record Reject(Optional<String> reason) {}

    private Outcome<Decision<P>> approved(
            Tx tx, Request<Approve> request, P payment, List<ApprovalStep> steps) {
        if (payment.status() != PaymentStatus.CREATED) {
            return Outcome.refused(parts.kind().notOpen(payment.status(), "approved"));
        }
        String step = request.input().stepId();
        var creator = payment.terms().creatorUserId();
        var caller = request.caller();
        return parts.approvals()
                .approve(tx, caller, creator, steps, step)
                .flatMap(
                        after ->
                                given(tx, request, payment, steps)
                                        .flatMap(proof -> within(tx, caller, payment, proof))
                                        .map(
                                                proof ->
                                                        approved(
                                                                tx,
                                                                request,
                                                                payment,
                                                                after,
                                                                kept(tx, payment, step, proof))));
    }

    /** With what it is approved: the challenge that was answered, where one had to be. */
    private Outcome<Optional<UUID>> given(
            Tx tx, Request<Approve> request, P payment, List<ApprovalStep> steps) {
        var assent = request.input().assent();
        if (assent instanceof Assent.OfBatch(var batch)
                && payment.terms().batch().filter(one -> one.id().equals(batch)).isEmpty()) {
            throw new IllegalStateException(payment.id() + " is not of the batch " + batch);
        }
        var item = item(payment, request.input().stepId());
        return parts.approvals().given(tx, request.caller(), assent, steps, item);
    }

    private Item item(P payment, String step) {
        return payment.item(parts.kind().resource(), step);
    }

    private Outcome<Optional<UUID>> within(Tx tx, Caller caller, P payment, Optional<UUID> proof) {
        var amount = payment.terms().amount();
        return Outcome.unless(limits.approve(tx, caller, limited, amount), () -> proof);
    }

    /** Keeps the proof with the decision; the details of its event. */
    private Map<String, String> kept(Tx tx, P payment, String step, Optional<UUID> proof) {
        parts.approvals().keep(tx, item(payment, step), proof);
        return Item.details(step, proof);
    }

    private Decision<P> approved(
            Tx tx,
            Request<Approve> request,
            P payment,
            List<ApprovalStep> after,
            Map<String, String> details) {
        boolean full = ApprovalStep.allApproved(after);
        var next =
                full
                        ? parts.approved(tx, payment, request.input().earliest())
                        : payment.touched(tx.now());
        return new Decision<>(
                next,
                after,
                full ? FULLY_APPROVED : "APPROVED",
                Optional.empty(),
                PaymentParts.dated(payment, next, details));
    }

    private Outcome<Decision<P>> rejected(
            Tx tx, Request<Reject> request, P payment, List<ApprovalStep> steps) {
        if (!payment.status().leadsTo(PaymentStatus.REJECTED)) {
            return Outcome.refused(parts.kind().notOpen(payment.status(), "rejected"));
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
            Map<String, String> details) {

        private Decision<P> with(P other, List<ApprovalStep> otherSteps) {
            return new Decision<>(other, otherSteps, event, message, details);
        }
    }

    /**
     * Judges one decision about a payment that exists, is locked, and is at the expected version.
     */
    public interface Judge<T, P> {
        Outcome<Decision<P>> judge(Tx tx, Request<T> request, P payment, List<ApprovalStep> steps);
    }

    /** The door to any decision of a person about payments. */
    public <T> Door<T> door(Judge<T, P> judge) {
        return new ExistingDoor<>(
                parts.kind().resourceKind(),
                parts.table()::lock,
                (tx, list) -> decided(tx, list, judge));
    }

    private <T> List<Outcome<Snapshot>> decided(Tx tx, List<Found<T, P>> list, Judge<T, P> judge) {
        var now = ExistingDoor.now(list);
        var steps = parts.approvals().of(tx, now.keySet());
        var requests = list.stream().map(Found::request).toList();
        var warnings = parts.warnings(tx, requests, now.values());
        var decisions = new ArrayList<Decision<P>>();
        var anew = new ArrayList<ApprovalStep>();
        var moved = new ArrayList<P>();
        var outcomes = new ArrayList<Outcome<Snapshot>>();
        for (var one : list) {
            var own = steps.getOrDefault(one.now().id(), List.of());
            var judged =
                    judge.judge(tx, one.request(), one.now(), own)
                            .map(decision -> redated(tx, one.now(), decision, anew));
            judged.stream().forEach(decisions::add);
            judged.stream()
                    .map(Decision::payment)
                    .filter(payment -> payment.status() != one.now().status())
                    .forEach(moved::add);
            var told = warnings.getOrDefault(one.now().id(), List.of());
            outcomes.add(judged.map(decision -> record(tx, one.request(), decision, told)));
        }
        write(tx, decisions, anew);
        parts.consequences().moved(tx, moved);
        return outcomes;
    }

    private Snapshot record(
            Tx tx, Request<?> request, Decision<P> decision, List<Warning> warnings) {
        var happened =
                Happened.updated(decision.event, request.by())
                        .saying(decision.message)
                        .with(decision.details);
        return writer.record(tx, decision.payment, decision.steps, warnings, happened);
    }

    /** A date that is moved far from what was approved asks again; see {@link Reopening}. */
    private Decision<P> redated(Tx tx, P before, Decision<P> decision, List<ApprovalStep> anew) {
        var next = decision.payment;
        var date = next.progress().date();
        boolean approved = decision.event.equals(FULLY_APPROVED);
        if (approved || date.equals(before.progress().date())) {
            return decision;
        }
        var steps =
                reopening.whereDateMoved(tx, next.made(parts.kind().type()), date, decision.steps);
        steps.ifPresent(anew::addAll);
        return steps.map(some -> decision.with(opened(next, true, some, tx.now()), some))
                .orElse(decision);
    }

    /**
     * Back to CREATED, unless every step is approved by a chain itself.
     *
     * @param changed whether this is part of a change that made a version already
     */
    private static <P extends Payment<P>> P opened(
            P payment, boolean changed, List<ApprovalStep> steps, Instant now) {
        boolean waits = !ApprovalStep.allApproved(steps);
        return changed && !waits ? payment : payment.reopened(changed, waits, now);
    }

    /** Judges payments of an account that another entity holds; the others of the ids are left. */
    public void judge(Tx tx, EntityMove move, Collection<UUID> ids) {
        var open =
                parts.table().lock(tx, ids).values().stream()
                        .filter(one -> one.status().isOpen())
                        .filter(one -> one.accountId().equals(move.accountId()))
                        .toList();
        var steps = parts.approvals().of(tx, open.stream().map(Payment::id).toList());
        var made = open.stream().map(one -> one.made(parts.kind().type())).toList();
        var anew = reopening.whereEntityMoved(tx, move, made, steps);
        var decisions = new ArrayList<Decision<P>>();
        for (P payment : open) {
            var own = anew.get(payment.id());
            if (own != null) {
                var next = opened(payment, false, own, tx.now());
                var happened = Happened.updated("ACCOUNT_MOVED", Originator.KONTOR);
                writer.record(tx, next, own, List.of(), happened);
                decisions.add(new Decision<>(next, own, "", Optional.empty(), Map.of()));
            }
        }
        write(tx, decisions, anew.values().stream().flatMap(List::stream).toList());
    }

    private void write(Tx tx, Collection<Decision<P>> decisions, List<ApprovalStep> anew) {
        var payments = decisions.stream().map(Decision::payment).toList();
        parts.table().update(tx, payments);
        parts.approvals().replace(tx, anew);
        var steps = decisions.stream().flatMap(decision -> decision.steps.stream()).toList();
        parts.approvals().decide(tx, steps);
    }
}
