package kontor.batches;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import kontor.approvals.ApprovalStep;
import kontor.approvals.StepUnion;
import kontor.batches.BatchParts.Shown;
import kontor.changes.ExternalIds;
import kontor.changes.Happened;
import kontor.changes.Request;
import kontor.changes.Snapshot;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.db.Tx;
import kontor.wire.ResourceRef;
import org.jspecify.annotations.Nullable;

/** What people decide of batches of one kind; {@link DecisionRun} carries it to the payments. */
final class BatchDecisions {

    private final BatchKind.Words words;
    private final BatchKind.Beyond beyond;
    private final ExternalIds externalIds;
    private final BatchParts parts;

    BatchDecisions(BatchKind<?> kind, ExternalIds externalIds, BatchParts parts) {
        this.words = kind.words();
        this.beyond = kind.doors().beyond();
        this.externalIds = externalIds;
        this.parts = parts;
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

    List<Outcome<Snapshot>> approve(Tx tx, List<Request<Batches.Approve>> requests) {
        return new Run<>(tx, requests, Batches.Approve::batch).decide(this::approved);
    }

    private Outcome<Decided> approved(Tx tx, Request<Batches.Approve> request, Shown shown) {
        String wanted = request.input().stepId();
        var creator = Optional.of(shown.batch().terms().creatorUserId());
        return parts.approvals()
                .approve(tx, request.caller(), creator, shown.steps(), wanted)
                .map(steps -> approved(steps, wanted));
    }

    private static Decided approved(List<ApprovalStep> steps, String wanted) {
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
                Map.of("approvalStepId", wanted));
    }

    List<Outcome<Snapshot>> reject(Tx tx, List<Request<Batches.Reject>> requests) {
        return new Run<>(tx, requests, Batches.Reject::batch).decide(this::rejected);
    }

    private Outcome<Decided> rejected(Tx tx, Request<Batches.Reject> request, Shown shown) {
        var steps = parts.approvals().reject(tx, request.caller(), shown.steps());
        return Outcome.done(
                new Decided(
                        steps, Optional.empty(), request.input().reason(), "REJECTED", Map.of()));
    }

    /** The decisions of one list, taken one after another as if each came alone. */
    private final class Run<T> {

        private final Tx tx;
        private final List<Request<T>> requests;
        private final List<Outcome<UUID>> ids = new ArrayList<>();
        private final Map<UUID, Shown> batches = new LinkedHashMap<>();
        private final Map<UUID, Shown> unwritten = new LinkedHashMap<>();

        Run(Tx tx, List<Request<T>> requests, Function<T, ResourceRef> reference) {
            this.tx = tx;
            this.requests = requests;
            for (var one : requests) {
                var batch = reference.apply(one.input());
                ids.add(externalIds.resolve(tx, words.resource(), words.what(), batch));
            }
        }

        List<Outcome<Snapshot>> decide(Judge<T> judge) {
            lock();
            var outcomes = new ArrayList<Outcome<Snapshot>>();
            for (int i = 0; i < requests.size(); i++) {
                var one = requests.get(i);
                outcomes.add(
                        ids.get(i)
                                .flatMap(id -> judged(tx, one, batches.get(id), judge))
                                .map(next -> taken(one, next)));
            }
            write(tx, unwritten.values());
            return outcomes;
        }

        private void lock() {
            var known = ids.stream().flatMap(Outcome::stream).distinct().toList();
            var ofKind =
                    parts.batches().lock(tx, known).values().stream()
                            .filter(batch -> batch.type() == words.type())
                            .toList();
            parts.shown(tx, ofKind).forEach(shown -> batches.put(shown.batch().id(), shown));
        }

        private Snapshot taken(Request<T> request, Next next) {
            UUID id = next.shown.batch().id();
            if (unwritten.containsKey(id)) {
                // Each version of a batch is a row change of its own.
                write(tx, unwritten.values());
                unwritten.clear();
            }
            batches.put(id, next.shown);
            unwritten.put(id, next.shown);
            var happened =
                    Happened.updated(next.decided.event, request.by())
                            .saying(next.decided.reason)
                            .with(next.decided.details);
            return parts.record(tx, words, next.shown, happened);
        }
    }

    /** A batch after a decision. */
    private record Next(Shown shown, Decided decided) {}

    private <T> Outcome<Next> judged(
            Tx tx, Request<T> request, @Nullable Shown shown, Judge<T> judge) {
        if (shown == null || !shown.batch().isVisibleTo(request.caller())) {
            return Outcome.refused(Refusal.notFound(words.what()));
        }
        var refused = refusal(tx, request, shown);
        return refused.isPresent()
                ? Outcome.refused(refused.get())
                : judge.judge(tx, request, shown)
                        .map(decided -> new Next(after(tx, request, shown, decided), decided));
    }

    private Optional<Refusal> refusal(Tx tx, Request<?> request, Shown shown) {
        var batch = shown.batch();
        if (request.ifMatch().isPresent() && request.ifMatch().get() != batch.version()) {
            return Optional.of(Refusal.stale(batch.version()));
        }
        if (batch.status() != BatchStatus.COMPLETED) {
            return Optional.of(BatchRefusal.BATCH_NOT_COMPLETED.refusal());
        }
        if (batch.progress().succeeded() == 0) {
            return Optional.of(BatchRefusal.BATCH_WITHOUT_PAYMENTS.refusal());
        }
        if (shown.decision().map(BatchDecision::isRejection).orElse(false)) {
            return Optional.of(BatchRefusal.BATCH_REJECTED.refusal());
        }
        return beyond.test(tx, batch.id(), request.caller().accounts())
                ? Optional.of(BatchRefusal.BATCH_BEYOND_LIMITS.refusal())
                : Optional.empty();
    }

    private static Shown after(Tx tx, Request<?> request, Shown shown, Decided decided) {
        int number = shown.decision().map(BatchDecision::number).orElse(0) + 1;
        var decision =
                BatchDecision.taken(
                        shown.batch().id(), number, decided.step, decided.reason, request);
        return new Shown(shown.batch().touched(tx.now()), decided.steps, Optional.of(decision));
    }

    private void write(Tx tx, Collection<Shown> decided) {
        parts.batches().update(tx, decided.stream().map(Shown::batch).toList(), true);
        parts.approvals()
                .decide(tx, decided.stream().flatMap(one -> one.steps().stream()).toList());
        parts.decisions()
                .insert(tx, decided.stream().flatMap(one -> one.decision().stream()).toList());
    }
}
