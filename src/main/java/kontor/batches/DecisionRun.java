package kontor.batches;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.approvals.StepUnion;
import kontor.assents.Assent;
import kontor.changes.Request;
import kontor.changes.Snapshot;
import kontor.core.Maps;
import kontor.core.OrganizationId;
import kontor.core.Outcome;
import kontor.db.Tx;
import kontor.payments.Decisions;

/**
 * Carries what people decided of a batch to its payments, a slice at a time, each in the name of
 * the person who decided. The payments' own door judges every one; what it refuses - decided
 * already, or not by this person - is left as it is.
 */
final class DecisionRun {

    private final Processing.Tools tools;
    private final BatchParts parts;
    private final BatchKind<?> kind;
    private final Lease lease;
    private final OrganizationId organization;
    private final UUID batch;
    private final BatchWork.Besides besides;

    DecisionRun(
            Processing.Tools tools,
            BatchKind<?> kind,
            Lease lease,
            OrganizationId organization,
            UUID batch,
            BatchWork.Besides besides) {
        this.tools = tools;
        this.parts = tools.parts();
        this.kind = kind;
        this.lease = lease;
        this.organization = organization;
        this.batch = batch;
        this.besides = besides;
    }

    /**
     * Every decision that is under way, in the order in which they were taken, unless this node
     * shuts down or others wait.
     *
     * @return whether there is none any more
     */
    boolean run(Processing.Signals signals) {
        boolean more = true;
        boolean leave = signals.stopping().getAsBoolean();
        while (more && !leave) {
            more = tools.changes().inLane(organization, this::step);
            leave = signals.stopping().getAsBoolean() || signals.due().getAsBoolean();
        }
        return !more;
    }

    /** One slice of the first decision under way; false when there is none. */
    private boolean step(Tx tx) {
        lease.require(batch, parts.batches().renew(tx, batch, lease));
        var next = parts.decisions().next(tx, batch);
        if (next.isEmpty()) {
            boolean more = besides.step(tx, kind, batch);
            if (!more) {
                parts.batches().close(tx, batch);
            }
            return more;
        }
        var decision = next.get();
        var slice = parts.results().members(tx, batch, decision.reached().doneBefore());
        if (slice.isEmpty()) {
            finish(tx, decision.done());
            return true;
        }
        var payments = slice.get().payments();
        int decided = decide(tx, decision, payments);
        parts.decisions()
                .update(tx, decision.after(slice.get().next(), decided, payments.size() - decided));
        return true;
    }

    private void finish(Tx tx, BatchDecision done) {
        parts.decisions().update(tx, done);
        var locked = Maps.required(parts.batches().lock(tx, List.of(batch)), batch);
        var now = locked.touched(tx.now());
        parts.batches().update(tx, List.of(now), true);
        String event = done.isRejection() ? "PAYMENTS_REJECTED" : "PAYMENTS_APPROVED";
        var shown = parts.shown(tx, List.of(now)).getFirst();
        parts.record(tx, kind.words(), shown, BatchParts.byItself(event, now));
    }

    /**
     * @return how many payments took the decision
     */
    private int decide(Tx tx, BatchDecision decision, List<UUID> payments) {
        var outcomes =
                decision.step().isEmpty()
                        ? reject(tx, decision, payments)
                        : approve(tx, decision, decision.step().get(), payments);
        return (int) outcomes.stream().filter(Outcome::isDone).count();
    }

    private List<Outcome<Snapshot>> reject(Tx tx, BatchDecision decision, List<UUID> payments) {
        var requests = new ArrayList<Request<Decisions.Reject>>();
        for (UUID id : payments) {
            var input = new Decisions.Reject(decision.reason());
            requests.add(request(decision, id, input));
        }
        return kind.doors().reject().apply(tx, requests);
    }

    /** Payments without such a step are left out. */
    private List<Outcome<Snapshot>> approve(
            Tx tx, BatchDecision decision, StepUnion.Place place, List<UUID> payments) {
        var steps = parts.approvals().of(tx, payments);
        var requests = new ArrayList<Request<Decisions.Approve>>();
        var judged = new Assent.OfBatch(batch);
        for (UUID id : payments) {
            var own = steps.getOrDefault(id, List.of());
            own.stream()
                    .filter(step -> StepUnion.place(own, step).equals(place))
                    .findFirst()
                    .map(step -> new Decisions.Approve(step.id().toString(), judged))
                    .ifPresent(input -> requests.add(request(decision, id, input)));
        }
        return kind.doors().approve().apply(tx, requests);
    }

    private static <D> Request<D> request(BatchDecision decision, UUID payment, D input) {
        return new Request<>(
                decision.caller(), decision.requestId(), payment, Optional.empty(), input);
    }
}
