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
import kontor.changes.Asked;
import kontor.changes.ExternalIds;
import kontor.changes.Snapshot;
import kontor.core.Caller;
import kontor.core.Known;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.db.Tx;
import kontor.events.NewEvent;
import kontor.http.Page;
import kontor.http.PageRequest;
import kontor.http.ResourceRef;
import org.jspecify.annotations.Nullable;

/**
 * The door to batches of one kind: made, decided, found. What works on them is {@link BatchWork}.
 */
final class Batches {

    private final BatchKind.Words words;
    private final BatchKind.Beyond beyond;
    private final ExternalIds externalIds;
    private final Desk desk;
    private final PieceTable pieces = new PieceTable();

    Batches(BatchKind<?> kind, ExternalIds externalIds, Desk desk) {
        this.words = kind.words();
        this.beyond = kind.doors().beyond();
        this.externalIds = externalIds;
        this.desk = desk;
    }

    /** Approval of one step of the batch, for all its payments. */
    record Approve(ResourceRef batch, String stepId) {}

    record Reject(ResourceRef batch, Optional<String> reason) {}

    /** Takes batches whose input is stored; refuses {@code external_id_taken}. */
    List<Outcome<Snapshot>> create(Tx tx, List<Asked<NewBatch>> asked) {
        var refused =
                externalIds.claim(
                        tx,
                        words.resource(),
                        asked.stream()
                                .flatMap(
                                        one ->
                                                one.request().externalId().stream()
                                                        .map(
                                                                text ->
                                                                        ExternalIds.Wanted.of(
                                                                                one, text)))
                                .toList());
        var taken = asked.stream().filter(one -> !refused.containsKey(one.id())).toList();
        var made =
                taken.stream().map(one -> one.request().made(words.type(), one, tx.now())).toList();
        desk.batches().insert(tx, made);
        pieces.insert(
                tx,
                taken.stream()
                        .map(one -> one.request().lastPiece())
                        .filter(piece -> piece.bytes().length > 0)
                        .toList());
        var byId = new LinkedHashMap<UUID, Batch>();
        made.forEach(batch -> byId.put(batch.id(), batch));
        return asked.stream()
                .map(
                        one ->
                                refused.containsKey(one.id())
                                        ? Outcome.<Snapshot>refused(refused.get(one.id()))
                                        : Outcome.done(
                                                desk.record(
                                                        tx,
                                                        words,
                                                        new Desk.Shown(
                                                                Known.in(byId, one.id()),
                                                                List.of(),
                                                                Optional.empty()),
                                                        Desk.Happened.asked(
                                                                NewEvent.Type.CREATED,
                                                                "CREATED",
                                                                one))))
                .toList();
    }

    /** Approves one step each; a worker carries the approval to the payments. */
    List<Outcome<Snapshot>> approve(Tx tx, List<Asked<Approve>> asked) {
        return decide(
                tx,
                asked,
                Approve::batch,
                (one, shown) -> {
                    String wanted = one.request().stepId();
                    var creator = Optional.of(shown.batch().terms().creatorUserId());
                    return desk.approvals()
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
    List<Outcome<Snapshot>> reject(Tx tx, List<Asked<Reject>> asked) {
        return decide(
                tx,
                asked,
                Reject::batch,
                (one, shown) ->
                        Outcome.done(
                                new Decided(
                                        desk.approvals().reject(tx, one.caller(), shown.steps()),
                                        Optional.empty(),
                                        one.request().reason(),
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
        Outcome<Decided> judge(Asked<T> asked, Desk.Shown shown);
    }

    private <T> List<Outcome<Snapshot>> decide(
            Tx tx, List<Asked<T>> asked, Function<T, ResourceRef> reference, Judge<T> judge) {
        var ids =
                asked.stream()
                        .map(
                                one ->
                                        externalIds.resolve(
                                                tx,
                                                words.resource(),
                                                words.what(),
                                                reference.apply(one.request())))
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
        var batches = new LinkedHashMap<UUID, Desk.Shown>();
        desk.shown(
                        tx,
                        desk.batches().lock(tx, known).values().stream()
                                .filter(batch -> batch.type() == words.type())
                                .toList())
                .forEach(shown -> batches.put(shown.batch().id(), shown));
        var outcomes = new ArrayList<Outcome<Snapshot>>();
        var unwritten = new LinkedHashMap<UUID, Desk.Shown>();
        for (int i = 0; i < asked.size(); i++) {
            var one = asked.get(i);
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
                                                                                Known.in(
                                                                                        batches,
                                                                                        id),
                                                                                decided);
                                                                batches.put(id, next);
                                                                unwritten.put(id, next);
                                                                return desk.record(
                                                                        tx,
                                                                        words,
                                                                        next,
                                                                        new Desk.Happened(
                                                                                NewEvent.Type
                                                                                        .UPDATED,
                                                                                decided.event,
                                                                                one.originator(),
                                                                                one.requestId(),
                                                                                decided.reason,
                                                                                decided.details));
                                                            })));
        }
        write(tx, unwritten.values());
        return outcomes;
    }

    private <T> Outcome<Decided> judged(
            Tx tx, Asked<T> asked, Desk.@Nullable Shown shown, Judge<T> judge) {
        if (shown == null || !shown.batch().isVisibleTo(asked.caller())) {
            return Outcome.refused(Refusal.notFound(words.what()));
        }
        var batch = shown.batch();
        if (asked.ifMatch().isPresent() && asked.ifMatch().get() != batch.version()) {
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
        if (beyond.test(tx, batch.id(), asked.caller().accounts())) {
            return Outcome.refused(BatchRefusal.BATCH_BEYOND_LIMITS.refusal());
        }
        return judge.judge(asked, shown);
    }

    private static Desk.Shown next(Tx tx, Asked<?> asked, Desk.Shown shown, Decided decided) {
        int number = shown.decision().map(BatchDecision::number).orElse(0) + 1;
        var decision =
                new BatchDecision(
                        shown.batch().id(),
                        number,
                        decided.step,
                        decided.reason,
                        asked.caller(),
                        asked.requestId(),
                        0,
                        0,
                        0,
                        false);
        return new Desk.Shown(
                shown.batch().touched(tx.now()), decided.steps, Optional.of(decision));
    }

    private void write(Tx tx, Collection<Desk.Shown> decided) {
        desk.batches().update(tx, decided.stream().map(Desk.Shown::batch).toList(), true);
        desk.approvals().decide(tx, decided.stream().flatMap(one -> one.steps().stream()).toList());
        desk.decisions()
                .insert(tx, decided.stream().flatMap(one -> one.decision().stream()).toList());
    }

    Outcome<Desk.Shown> find(Tx tx, Caller caller, ResourceRef reference) {
        return externalIds
                .resolve(tx, words.resource(), words.what(), reference)
                .flatMap(
                        id ->
                                desk.batches()
                                        .find(tx, words.type(), id)
                                        .filter(batch -> batch.isVisibleTo(caller))
                                        .map(Outcome::done)
                                        .orElseGet(
                                                () ->
                                                        Outcome.refused(
                                                                Refusal.notFound(words.what()))))
                .map(batch -> desk.shown(tx, List.of(batch)).getFirst());
    }

    Page<Desk.Shown> list(Tx tx, Caller caller, PageRequest page) {
        var creator =
                caller.accounts().all() ? Optional.<UUID>empty() : Optional.of(caller.userId());
        var rows =
                desk.batches()
                        .list(
                                tx,
                                words.type(),
                                creator,
                                page.after().map(UUID::fromString),
                                page.limit() + 1);
        return Page.cut(desk.shown(tx, rows), page.limit(), shown -> shown.batch().id().toString());
    }

    /** The results of a completed batch; of any other there are none yet. */
    Outcome<Page<BatchResult>> results(
            Tx tx, Caller caller, UUID id, ResultTable.Filter filter, PageRequest page) {
        var batch =
                desk.batches()
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
        var rows = desk.results().list(tx, id, filter, from, page.limit() + 1);
        return Outcome.done(
                Page.cut(rows, page.limit(), last -> String.valueOf(last.recordIndex() + 1)));
    }
}
