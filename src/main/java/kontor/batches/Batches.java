package kontor.batches;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import kontor.approvals.ApprovalStep;
import kontor.approvals.StepUnion;
import kontor.changes.ExternalIds;
import kontor.changes.Happened;
import kontor.changes.Request;
import kontor.changes.Snapshot;
import kontor.core.Caller;
import kontor.core.Maps;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.db.Tx;
import kontor.uploads.ChunkTable;
import kontor.wire.Page;
import kontor.wire.PageRequest;
import kontor.wire.ResourceRef;
import org.jspecify.annotations.Nullable;

/**
 * The door to batches of one kind: made, decided, found. What works on them is {@link BatchWork}.
 */
final class Batches {

    private final BatchKind.Words words;
    private final BatchKind.Beyond beyond;
    private final ExternalIds externalIds;
    private final BatchParts parts;
    private final ChunkTable chunks = new ChunkTable();

    Batches(BatchKind<?> kind, ExternalIds externalIds, BatchParts parts) {
        this.words = kind.words();
        this.beyond = kind.doors().beyond();
        this.externalIds = externalIds;
        this.parts = parts;
    }

    /** Approval of one step of the batch, for all its payments. */
    record Approve(ResourceRef batch, String stepId) {}

    record Reject(ResourceRef batch, Optional<String> reason) {}

    /** Takes batches whose input is stored; refuses {@code external_id_taken}. */
    List<Outcome<Snapshot>> create(Tx tx, List<Request<NewBatch>> requests) {
        var refused =
                externalIds.claim(
                        tx,
                        words.resource(),
                        requests.stream()
                                .flatMap(
                                        one ->
                                                one.input().externalId().stream()
                                                        .map(
                                                                text ->
                                                                        ExternalIds.Wanted.of(
                                                                                one, text)))
                                .toList());
        var taken = requests.stream().filter(one -> !refused.containsKey(one.id())).toList();
        var made =
                taken.stream().map(one -> one.input().made(words.type(), one, tx.now())).toList();
        parts.batches().insert(tx, made);
        chunks.insert(
                tx,
                taken.stream()
                        .map(one -> one.input().lastChunk())
                        .filter(chunk -> chunk.bytes().length > 0)
                        .toList());
        var byId = new LinkedHashMap<UUID, Batch>();
        made.forEach(batch -> byId.put(batch.id(), batch));
        return requests.stream()
                .map(
                        one ->
                                refused.containsKey(one.id())
                                        ? Outcome.<Snapshot>refused(refused.get(one.id()))
                                        : Outcome.done(
                                                parts.record(
                                                        tx,
                                                        words,
                                                        new BatchParts.Shown(
                                                                Maps.required(byId, one.id()),
                                                                List.of(),
                                                                Optional.empty()),
                                                        Happened.created(one.by()))))
                .toList();
    }

    /** Approves one step each; a worker carries the approval to the payments. */
    List<Outcome<Snapshot>> approve(Tx tx, List<Request<Approve>> requests) {
        return decide(
                tx,
                requests,
                Approve::batch,
                (one, shown) -> {
                    String wanted = one.input().stepId();
                    var creator = Optional.of(shown.batch().terms().creatorUserId());
                    return parts.approvals()
                            .approve(tx, one.caller(), creator, shown.steps(), wanted)
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
                                        var taken =
                                                after.stream()
                                                        .filter(
                                                                step ->
                                                                        step.id()
                                                                                .toString()
                                                                                .equals(wanted))
                                                        .findFirst();
                                        return new Decided(
                                                after,
                                                taken.map(step -> StepUnion.place(after, step)),
                                                Optional.empty(),
                                                full ? "FULLY_APPROVED" : "APPROVED",
                                                Map.of("approvalStepId", wanted));
                                    });
                });
    }

    /**
     * Rejects what has not gone to a bank yet; the creator may, and no role of a step is needed.
     */
    List<Outcome<Snapshot>> reject(Tx tx, List<Request<Reject>> requests) {
        return decide(
                tx,
                requests,
                Reject::batch,
                (one, shown) ->
                        Outcome.done(
                                new Decided(
                                        parts.approvals().reject(tx, one.caller(), shown.steps()),
                                        Optional.empty(),
                                        one.input().reason(),
                                        "REJECTED",
                                        Map.of())));
    }

    /** What a decision makes of the steps of a batch, and what of it goes on to the payments. */
    private record Decided(
            List<ApprovalStep> steps,
            Optional<StepUnion.Place> step,
            Optional<String> reason,
            String event,
            Map<String, String> details) {}

    private interface Judge<T> {
        Outcome<Decided> judge(Request<T> request, BatchParts.Shown shown);
    }

    private <T> List<Outcome<Snapshot>> decide(
            Tx tx, List<Request<T>> requests, Function<T, ResourceRef> reference, Judge<T> judge) {
        var ids =
                requests.stream()
                        .map(
                                one ->
                                        externalIds.resolve(
                                                tx,
                                                words.resource(),
                                                words.what(),
                                                reference.apply(one.input())))
                        .toList();
        var known =
                ids.stream()
                        .flatMap(
                                id ->
                                        id instanceof Outcome.Done<UUID>(var value)
                                                ? Stream.of(value)
                                                : Stream.empty())
                        .distinct()
                        .toList();
        var batches = new LinkedHashMap<UUID, BatchParts.Shown>();
        parts.shown(
                        tx,
                        parts.batches().lock(tx, known).values().stream()
                                .filter(batch -> batch.type() == words.type())
                                .toList())
                .forEach(shown -> batches.put(shown.batch().id(), shown));
        var outcomes = new ArrayList<Outcome<Snapshot>>();
        var unwritten = new LinkedHashMap<UUID, BatchParts.Shown>();
        for (int i = 0; i < requests.size(); i++) {
            var one = requests.get(i);
            outcomes.add(
                    ids.get(i)
                            .flatMap(
                                    id ->
                                            judged(tx, one, batches.get(id), judge)
                                                    .map(
                                                            decided -> {
                                                                if (unwritten.containsKey(id)) {
                                                                    // Each version of a batch is a
                                                                    // row change of its own.
                                                                    write(tx, unwritten.values());
                                                                    unwritten.clear();
                                                                }
                                                                var next =
                                                                        next(
                                                                                tx,
                                                                                one,
                                                                                Maps.required(
                                                                                        batches,
                                                                                        id),
                                                                                decided);
                                                                batches.put(id, next);
                                                                unwritten.put(id, next);
                                                                return parts.record(
                                                                        tx,
                                                                        words,
                                                                        next,
                                                                        Happened.updated(
                                                                                        decided.event,
                                                                                        one.by())
                                                                                .saying(
                                                                                        decided.reason)
                                                                                .with(
                                                                                        decided.details));
                                                            })));
        }
        write(tx, unwritten.values());
        return outcomes;
    }

    private <T> Outcome<Decided> judged(
            Tx tx, Request<T> request, BatchParts.@Nullable Shown shown, Judge<T> judge) {
        if (shown == null || !shown.batch().isVisibleTo(request.caller())) {
            return Outcome.refused(Refusal.notFound(words.what()));
        }
        var batch = shown.batch();
        if (request.ifMatch().isPresent() && request.ifMatch().get() != batch.version()) {
            return Outcome.refused(Refusal.stale(batch.version()));
        }
        if (batch.status() != BatchStatus.COMPLETED) {
            return Outcome.refused(BatchRefusal.BATCH_NOT_COMPLETED.refusal());
        }
        if (batch.progress().succeeded() == 0) {
            return Outcome.refused(BatchRefusal.BATCH_WITHOUT_PAYMENTS.refusal());
        }
        if (shown.decision().map(BatchDecision::isRejection).orElse(false)) {
            return Outcome.refused(BatchRefusal.BATCH_REJECTED.refusal());
        }
        if (beyond.test(tx, batch.id(), request.caller().accounts())) {
            return Outcome.refused(BatchRefusal.BATCH_BEYOND_LIMITS.refusal());
        }
        return judge.judge(request, shown);
    }

    private static BatchParts.Shown next(
            Tx tx, Request<?> request, BatchParts.Shown shown, Decided decided) {
        int number = shown.decision().map(BatchDecision::number).orElse(0) + 1;
        var decision =
                new BatchDecision(
                        shown.batch().id(),
                        number,
                        decided.step,
                        decided.reason,
                        request.caller(),
                        request.requestId(),
                        0,
                        0,
                        0,
                        false);
        return new BatchParts.Shown(
                shown.batch().touched(tx.now()), decided.steps, Optional.of(decision));
    }

    private void write(Tx tx, Collection<BatchParts.Shown> decided) {
        parts.batches().update(tx, decided.stream().map(BatchParts.Shown::batch).toList(), true);
        parts.approvals()
                .decide(tx, decided.stream().flatMap(one -> one.steps().stream()).toList());
        parts.decisions()
                .insert(tx, decided.stream().flatMap(one -> one.decision().stream()).toList());
    }

    Outcome<BatchParts.Shown> find(Tx tx, Caller caller, ResourceRef reference) {
        return externalIds
                .resolve(tx, words.resource(), words.what(), reference)
                .flatMap(
                        id ->
                                parts.batches()
                                        .find(tx, words.type(), id)
                                        .filter(batch -> batch.isVisibleTo(caller))
                                        .map(Outcome::done)
                                        .orElseGet(
                                                () ->
                                                        Outcome.refused(
                                                                Refusal.notFound(words.what()))))
                .map(batch -> parts.shown(tx, List.of(batch)).getFirst());
    }

    Page<BatchParts.Shown> list(Tx tx, Caller caller, PageRequest page) {
        var creator =
                caller.accounts().all() ? Optional.<UUID>empty() : Optional.of(caller.userId());
        var rows =
                parts.batches()
                        .list(
                                tx,
                                words.type(),
                                creator,
                                page.after().map(UUID::fromString),
                                page.limit() + 1);
        return Page.cut(
                parts.shown(tx, rows), page.limit(), shown -> shown.batch().id().toString());
    }

    /** The results of a completed batch; of any other there are none yet. */
    Outcome<Page<BatchResult>> results(
            Tx tx, Caller caller, UUID id, ResultTable.Filter filter, PageRequest page) {
        var batch =
                parts.batches()
                        .find(tx, words.type(), id)
                        .filter(
                                found ->
                                        found.status() == BatchStatus.COMPLETED
                                                && found.isVisibleTo(caller));
        if (batch.isEmpty()) {
            return Outcome.refused(
                    Refusal.notFound("Completed " + words.what().toLowerCase(Locale.ROOT)));
        }
        int from = page.after().map(Integer::parseInt).orElse(0);
        var rows = parts.results().list(tx, id, filter, from, page.limit() + 1);
        return Outcome.done(
                Page.cut(rows, page.limit(), last -> String.valueOf(last.recordIndex() + 1)));
    }
}
