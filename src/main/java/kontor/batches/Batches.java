package kontor.batches;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.assents.Assent;
import kontor.batches.BatchParts.Shown;
import kontor.changes.Door;
import kontor.changes.ExternalIds;
import kontor.changes.Happened;
import kontor.changes.Request;
import kontor.changes.Snapshot;
import kontor.core.Caller;
import kontor.core.Maps;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.db.Tx;
import kontor.payments.DecisionBody;
import kontor.uploads.ChunkTable;
import kontor.warnings.WarningSource;
import kontor.wire.JsonFields;
import kontor.wire.Page;
import kontor.wire.PageRequest;
import kontor.wire.ResourceRef;

/**
 * The door to batches of one kind: made, decided, found. What works on them is {@link BatchWork}.
 */
public final class Batches {

    private final BatchKind.Words words;
    private final ExternalIds externalIds;
    private final BatchParts parts;
    private final WarningSource warnings;
    private final ChunkTable chunks = new ChunkTable();

    /**
     * Approves one step each; a worker carries the approval to the payments. Refuses by {@link
     * kontor.changes.ResourceKind}, by {@link BatchRefusal}, then what approvals refuse.
     */
    final Door<Approve> approve;

    /**
     * Rejects what has not gone to a bank yet; the creator may, and no role of a step is needed.
     * Refuses by {@link kontor.changes.ResourceKind}, then by {@link BatchRefusal}.
     */
    final Door<Reject> reject;

    Batches(BatchKind<?> kind, ExternalIds externalIds, BatchParts parts) {
        this.words = kind.words();
        this.externalIds = externalIds;
        this.parts = parts;
        this.warnings = kind.doors().warnings();
        var decisions = new BatchDecisions(kind, parts);
        this.approve = decisions.approve;
        this.reject = decisions.reject;
    }

    /**
     * Approval of one step of the batch, for all its payments.
     *
     * @param assent with what
     */
    public record Approve(String stepId, Assent assent) {}

    public record Reject(Optional<String> reason) {

        /** RejectPaymentRequest; the body may be missing. */
        public static Reject of(Optional<JsonFields> sent) {
            return new Reject(DecisionBody.reason(sent));
        }
    }

    /** Takes batches whose input is stored; refuses {@code external_id_taken}. */
    List<Outcome<Snapshot>> create(Tx tx, List<Request<NewBatch>> requests) {
        var wanted =
                requests.stream()
                        .flatMap(
                                one ->
                                        one.input().externalId().stream()
                                                .map(text -> ExternalIds.Wanted.of(one, text)))
                        .toList();
        var refused = externalIds.claim(tx, words.resource(), wanted);
        var made = new HashMap<UUID, Batch>();
        for (var one : requests) {
            if (!refused.containsKey(one.id())) {
                made.put(one.id(), one.input().made(words.type(), one, tx.now()));
            }
        }
        insert(tx, requests.stream().filter(one -> made.containsKey(one.id())).toList(), made);
        return requests.stream()
                .map(
                        one ->
                                Outcome.unless(
                                        Optional.ofNullable(refused.get(one.id())),
                                        () -> created(tx, one, Maps.required(made, one.id()))))
                .toList();
    }

    private void insert(Tx tx, List<Request<NewBatch>> taken, Map<UUID, Batch> made) {
        var batches = taken.stream().map(one -> Maps.required(made, one.id())).toList();
        parts.batches().insert(tx, batches);
        var lastChunks = taken.stream().map(one -> one.input().lastChunk());
        chunks.insert(tx, lastChunks.filter(chunk -> chunk.bytes().length > 0).toList());
    }

    private Snapshot created(Tx tx, Request<?> request, Batch made) {
        var shown = new Shown(made, List.of(), Optional.empty());
        return parts.record(tx, words, shown, Happened.created(request.by()));
    }

    Outcome<Shown> find(Tx tx, Caller caller, ResourceRef reference) {
        return externalIds
                .resolve(tx, words.resourceKind(), reference)
                .flatMap(id -> find(tx, caller, id));
    }

    private Outcome<Shown> find(Tx tx, Caller caller, UUID id) {
        var batch = parts.batches().find(tx, words.type(), id);
        var shown = batch.map(found -> parts.shown(tx, List.of(found)).getFirst());
        return words.resourceKind().found(caller, shown);
    }

    /** Newest first. */
    Page<Shown> list(Tx tx, Caller caller, PageRequest page) {
        var creator =
                caller.accounts().all() ? Optional.<UUID>empty() : Optional.of(caller.userId());
        var before = page.after().map(UUID::fromString);
        var rows = parts.batches().list(tx, words.type(), creator, before, page.limit() + 1);
        return Page.cut(
                parts.shown(tx, rows), page.limit(), shown -> shown.batch().id().toString());
    }

    /**
     * The results of a completed batch, in the order of its records; of any other there are none.
     */
    Outcome<Page<BatchResult>> results(
            Tx tx, Caller caller, UUID id, ResultTable.Filter filter, PageRequest page) {
        var completed =
                parts.batches()
                        .find(tx, words.type(), id)
                        .filter(batch -> batch.isVisibleTo(caller))
                        .filter(batch -> batch.status() == Batch.Status.COMPLETED);
        if (completed.isEmpty()) {
            return Outcome.refused(
                    Refusal.notFound("Completed " + words.what().toLowerCase(Locale.ROOT)));
        }
        int from = page.after().map(Integer::parseInt).orElse(0);
        var rows = parts.results().list(tx, id, filter, from, page.limit() + 1);
        var cut = Page.cut(rows, page.limit(), last -> String.valueOf(last.recordIndex() + 1));
        var made = cut.items().stream().flatMap(row -> row.paymentId().stream()).toList();
        var known = warnings.of(tx, caller, made);
        return Outcome.done(
                new Page<>(cut.items().stream().map(row -> row.with(known)).toList(), cut.next()));
    }
}
