package kontor.batches;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.approvals.ApprovalStep;
import kontor.approvals.StepUnion;
import kontor.assents.Item;
import kontor.batches.BatchParts.Shown;
import kontor.changes.Door;
import kontor.changes.ExistingDoor;
import kontor.changes.ExistingDoor.Found;
import kontor.changes.Happened;
import kontor.changes.Request;
import kontor.changes.Snapshot;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.db.Tx;
import kontor.paymentlimits.LimitedAction;
import kontor.paymentlimits.PaymentLimitCheck;

/** What people decide of batches of one kind; {@link DecisionRun} carries it to the payments. */
final class BatchDecisions {

    private final BatchKind.Words words;
    private final BatchKind.Beyond beyond;
    private final BatchParts parts;
    private final PaymentLimitCheck limits = new PaymentLimitCheck();

    final Door<Batches.Approve> approve;
    final Door<Batches.Reject> reject;

    BatchDecisions(BatchKind<?> kind, BatchParts parts) {
        this.words = kind.words();
        this.beyond = kind.doors().beyond();
        this.parts = parts;
        this.approve = door(this::approved);
        this.reject = door(this::rejected);
    }

    /** What a decision makes of the steps of a batch, and what of it goes on to the payments. */
    private record Decided(
            List<ApprovalStep> steps,
            Optional<StepUnion.Place> step,
            Optional<String> reason,
            String event,
            Map<String, String> details) {}

    /** Judges one decision about a batch that may be decided. */
    private interface Judge<T> {
        Outcome<Decided> judge(Tx tx, Request<T> request, Shown shown);
    }

    private Outcome<Decided> approved(Tx tx, Request<Batches.Approve> request, Shown shown) {
        String wanted = request.input().stepId();
        var creator = Optional.of(shown.batch().terms().creatorUserId());
        var caller = request.caller();
        var assent = request.input().assent();
        var item = shown.item(wanted);
        return parts.approvals()
                .approve(tx, caller, creator, shown.steps(), wanted)
                .flatMap(
                        steps ->
                                parts.approvals()
                                        .given(tx, caller, assent, steps, item)
                                        .flatMap(proof -> within(tx, request, shown, proof))
                                        .map(
                                                proof -> {
                                                    parts.approvals().keep(tx, item, proof);
                                                    return approved(steps, wanted, proof);
                                                }));
    }

    private Outcome<Optional<UUID>> within(
            Tx tx, Request<?> request, Shown shown, Optional<UUID> proof) {
        return Outcome.unless(beyondLimits(tx, request, shown), () -> proof);
    }

    /** Each payment is judged again when the decision gets to it. */
    private Optional<Refusal> beyondLimits(Tx tx, Request<?> request, Shown shown) {
        var totals = Totals.read(shown.batch().results().resultTotals().orElse(null));
        return limits.together(
                tx,
                request.caller().userId(),
                LimitedAction.APPROVE,
                words.limited(),
                totals.sums());
    }

    private static Decided approved(List<ApprovalStep> steps, String wanted, Optional<UUID> proof) {
        var place =
                steps.stream()
                        .filter(step -> step.id().toString().equals(wanted))
                        .findFirst()
                        .map(step -> StepUnion.place(steps, step));
        return new Decided(
                steps,
                place,
                Optional.empty(),
                ApprovalStep.allApproved(steps) ? "FULLY_APPROVED" : "APPROVED",
                Item.details(wanted, proof));
    }

    private Outcome<Decided> rejected(Tx tx, Request<Batches.Reject> request, Shown shown) {
        var steps = parts.approvals().reject(tx, request.caller(), shown.steps());
        return Outcome.done(
                new Decided(
                        steps, Optional.empty(), request.input().reason(), "REJECTED", Map.of()));
    }

    private <T> Door<T> door(Judge<T> judge) {
        return new ExistingDoor<>(
                words.resourceKind(),
                (tx, ids) -> parts.lock(tx, words, ids),
                (tx, list) -> decided(tx, list, judge));
    }

    private <T> List<Outcome<Snapshot>> decided(Tx tx, List<Found<T, Shown>> list, Judge<T> judge) {
        var changed = new ArrayList<Shown>();
        var outcomes = new ArrayList<Outcome<Snapshot>>();
        for (var one : list) {
            outcomes.add(
                    judged(tx, one, judge)
                            .map(
                                    decided -> {
                                        var next = after(tx, one, decided);
                                        changed.add(next);
                                        return record(tx, one.request(), next, decided);
                                    }));
        }
        write(tx, changed);
        return outcomes;
    }

    private Snapshot record(Tx tx, Request<?> request, Shown next, Decided decided) {
        var happened =
                Happened.updated(decided.event, request.by())
                        .saying(decided.reason)
                        .with(decided.details);
        return parts.record(tx, words, next, happened);
    }

    private <T> Outcome<Decided> judged(Tx tx, Found<T, Shown> found, Judge<T> judge) {
        return refusal(tx, found.request(), found.now())
                .map(Outcome::<Decided>refused)
                .orElseGet(() -> judge.judge(tx, found.request(), found.now()));
    }

    private Optional<Refusal> refusal(Tx tx, Request<?> request, Shown shown) {
        return BatchRefusal.undecidable(shown)
                .or(
                        () ->
                                BatchRefusal.BATCH_BEYOND_LIMITS.when(
                                        beyond.test(
                                                tx,
                                                shown.batch().id(),
                                                request.caller().accounts())));
    }

    private static Shown after(Tx tx, Found<?, Shown> found, Decided decided) {
        var batch = found.now().batch();
        int number = found.now().decision().map(BatchDecision::number).orElse(0) + 1;
        var decision =
                BatchDecision.taken(
                        batch.id(), number, decided.step, decided.reason, found.request());
        return new Shown(batch.touched(tx.now()), decided.steps, Optional.of(decision));
    }

    private void write(Tx tx, Collection<Shown> decided) {
        parts.batches().update(tx, decided.stream().map(Shown::batch).toList(), true);
        parts.approvals()
                .decide(tx, decided.stream().flatMap(one -> one.steps().stream()).toList());
        parts.decisions()
                .insert(tx, decided.stream().flatMap(one -> one.decision().stream()).toList());
    }
}
