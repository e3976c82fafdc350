package kontor.batches;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import kontor.approvals.ApprovalStep;
import kontor.approvals.StepUnion;
import kontor.changes.Request;
import kontor.changes.Snapshot;
import kontor.core.Maps;
import kontor.core.OrganizationId;
import kontor.core.Outcome;
import kontor.db.Tx;
import kontor.payments.Decisions;
import kontor.wire.ResourceRef;

/**
 * Carries what people decided of a batch to its payments, a slice at a time, each in the name of
 * whoever decided. The payments' own door judges every one; what it refuses - decided already, or
 * not by this person - is left as it is.
 */
final class DecisionRun {

    private final Processing.Tools tools;
    private final BatchKind<?> kind;
    private final Lease lease;
    private final OrganizationId organization;
    private final UUID batch;

    DecisionRun(
            Processing.Tools tools,
            BatchKind<?> kind,
            Lease lease,
            OrganizationId organization,
            UUID batch) {
        this.tools = tools;
        this.kind = kind;
        this.lease = lease;
        this.organization = organization;
        this.batch = batch;
    }

    /** Every decision that is under way, in their order. */
    void run(BooleanSupplier stopping) {
        boolean more = true;
        while (more && !stopping.getAsBoolean()) {
            more = tools.changes().inLane(organization, this::step);
        }
    }

    /** One slice of the first decision under way; false when there is none. */
    private boolean step(Tx tx) {
        if (!tools.parts().batches().renew(tx, batch, lease)) {
            throw new Lease.Lost(batch);
        }
        var next = tools.parts().decisions().next(tx, batch);
        if (next.isEmpty()) {
            return close(tx);
        }
        var decision = next.get();
        var members = tools.parts().results().members(tx, batch, decision.doneBefore());
        if (members.isEmpty()) {
            finish(tx, decision.done());
            return true;
        }
        var payments = members.get().payments();
        int decided = decide(tx, decision, payments);
        tools.parts()
                .decisions()
                .update(
                        tx,
                        decision.after(members.get().next(), decided, payments.size() - decided));
        return true;
    }

    private boolean close(Tx tx) {
        tools.parts().batches().close(tx, batch);
        return false;
    }

    private void finish(Tx tx, BatchDecision done) {
        tools.parts().decisions().update(tx, done);
        var now =
                Maps.required(tools.parts().batches().lock(tx, List.of(batch)), batch)
                        .touched(tx.now());
        tools.parts().batches().update(tx, List.of(now), true);
        tools.parts()
                .record(
                        tx,
                        kind.words(),
                        tools.parts().shown(tx, List.of(now)).getFirst(),
                        BatchParts.byItself(
                                done.isRejection() ? "PAYMENTS_REJECTED" : "PAYMENTS_APPROVED",
                                now));
    }

    /**
     * @return how many payments took the decision
     */
    private int decide(Tx tx, BatchDecision decision, List<UUID> payments) {
        if (decision.isRejection()) {
            return done(
                    kind.doors()
                            .reject()
                            .apply(
                                    tx,
                                    payments.stream()
                                            .map(
                                                    id ->
                                                            request(
                                                                    decision,
                                                                    id,
                                                                    new Decisions.Reject(
                                                                            new ResourceRef.ById(
                                                                                    id),
                                                                            decision.reason())))
                                            .toList()));
        }
        var steps = tools.parts().approvals().of(tx, payments);
        var requests = new ArrayList<Request<Decisions.Approve>>();
        for (UUID id : payments) {
            step(steps, id, decision.step().orElseThrow())
                    .ifPresent(
                            step ->
                                    requests.add(
                                            request(
                                                    decision,
                                                    id,
                                                    new Decisions.Approve(
                                                            new ResourceRef.ById(id),
                                                            step.id().toString()))));
        }
        return done(kind.doors().approve().apply(tx, requests));
    }

    private static Optional<ApprovalStep> step(
            Map<UUID, List<ApprovalStep>> steps, UUID payment, StepUnion.Place place) {
        var own = steps.getOrDefault(payment, List.of());
        return own.stream().filter(step -> StepUnion.place(own, step).equals(place)).findFirst();
    }

    private static <D> Request<D> request(BatchDecision decision, UUID payment, D input) {
        return new Request<>(
                decision.caller(), decision.requestId(), payment, Optional.empty(), input);
    }

    private static int done(List<Outcome<Snapshot>> outcomes) {
        return (int)
                outcomes.stream()
                        .filter(outcome -> outcome instanceof Outcome.Done<Snapshot>)
                        .count();
    }
}
