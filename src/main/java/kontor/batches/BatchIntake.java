package kontor.batches;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import kontor.batches.BatchParts.Shown;
import kontor.changes.Door;
import kontor.changes.ExternalIds;
import kontor.changes.Happened;
import kontor.core.Caller;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.db.Tx;
import kontor.sameness.Content;
import kontor.uploads.Arriving;
import kontor.uploads.UploadReader;
import kontor.wire.Page;
import kontor.wire.PageRequest;
import kontor.wire.QueryFields;
import kontor.wire.ResourceRef;

/**
 * Where batches of one kind come in, whoever brings them: their input is stored while it arrives,
 * looked at or made a batch, and worked on; and where they are found again.
 */
public final class BatchIntake<T> {

    /** The query parameters that narrow the results of a batch. */
    public static final List<String> RESULT_FILTERS = ResultTable.Filter.NAMES;

    private final BatchKind<T> kind;
    private final BatchWork work;
    private final Batches batches;
    private final Preview<T> preview;
    private final UploadReader uploads;
    private final Door<NewBatch> create;

    /**
     * @param uploads one for all kinds, which share its places
     */
    public BatchIntake(
            BatchKind<T> kind, ExternalIds externalIds, BatchWork work, UploadReader uploads) {
        this.kind = kind;
        this.work = work;
        this.batches = new Batches(kind, externalIds, work.parts());
        this.preview = new Preview<>(work.database(), kind);
        this.uploads = uploads;
        this.create = batches::create;
    }

    /** What would become of an input. */
    public record Previewed(
            ObjectNode view, int version, Page<ObjectNode> records, List<BatchResult> faulty) {}

    public BatchKind.Words words() {
        return kind.words();
    }

    public BatchKind.Uses uses() {
        return kind.uses();
    }

    /** Names of the columns that a CSV file must have, then of those that it may have. */
    public List<List<String>> columns() {
        var all = kind.reading().columns();
        return List.of(
                all.stream().filter(one -> one.required()).map(one -> one.name()).toList(),
                all.stream().filter(one -> !one.required()).map(one -> one.name()).toList());
    }

    /** See {@link Batches#create}; the input was received before. */
    public Door<NewBatch> create() {
        return create;
    }

    public Door<Batches.Approve> approve() {
        return batches.approve;
    }

    public Door<Batches.Reject> reject() {
        return batches.reject;
    }

    /**
     * Stores an input while it arrives. Whoever receives it makes a batch of it with {@link #make}
     * or looks at it with {@link #preview}; both forget an input of which nothing became.
     *
     * @param content takes what the input says
     * @throws IOException the client went away before the end of its input
     */
    public Outcome<NewBatch> receive(Caller caller, Arriving arriving, Consumer<Content> content)
            throws IOException {
        return uploads.receive(
                caller.organization(),
                arriving,
                kind.upload(),
                upload -> {
                    content.accept(upload.content());
                    return NewBatch.of(upload);
                });
    }

    /**
     * Makes the batch and begins to work on it.
     *
     * @param change through {@link #create}
     * @param isNew whether this change made it; an earlier one with the same key may have
     */
    public <R> R make(Caller caller, NewBatch batch, Supplier<R> change, Predicate<R> isNew) {
        boolean made = false;
        try {
            R result = change.get();
            made = isNew.test(result);
            return result;
        } finally {
            if (made) {
                kick(caller, batch.id());
            } else {
                uploads.forget(caller.organization(), batch.lastChunk());
            }
        }
    }

    /** What would become of the input, which is forgotten. */
    public Previewed preview(Caller caller, UUID requestId, NewBatch input, PageRequest page)
            throws IOException {
        var organization = caller.organization();
        try (var _ = work.previews().take(organization.toString())) {
            var found = preview.of(caller, requestId, input, page);
            var view = found.batch().view(organization, List.of(), Optional.empty());
            return new Previewed(view, found.batch().version(), found.records(), found.faulty());
        } finally {
            uploads.forget(organization, input.lastChunk());
        }
    }

    /** Newest first; a caller limited to some accounts sees only their own. */
    public Page<Shown> list(Tx tx, Caller caller, PageRequest page) {
        return batches.list(tx, caller, page);
    }

    public Outcome<Shown> find(Tx tx, Caller caller, ResourceRef reference) {
        return batches.find(tx, caller, reference);
    }

    /** See {@link Batches#results}. */
    public Outcome<Page<BatchResult>> results(
            Tx tx, Caller caller, UUID id, QueryFields filter, PageRequest page) {
        return batches.results(tx, caller, id, ResultTable.Filter.parse(filter), page);
    }

    /** The records of a completed batch that became no payment. */
    public Outcome<Page<BatchResult>> faults(Tx tx, Caller caller, UUID id, PageRequest page) {
        var faulty = new ResultTable.Filter(Optional.of(true), Optional.empty());
        return batches.results(tx, caller, id, faulty, page);
    }

    /** As they are now; nobody else changes them until this transaction ends. */
    public Map<UUID, Shown> lock(Tx tx, Collection<UUID> ids) {
        return work.parts().lock(tx, words(), ids);
    }

    /** Why nobody can decide it by now, by {@link BatchRefusal}. */
    public Optional<Refusal> undecidable(Shown shown) {
        return BatchRefusal.undecidable(shown);
    }

    /**
     * A new version of a batch that was locked, with work left for {@link BatchWork.Besides}.
     *
     * @param happened the event of that version
     */
    public void touch(Tx tx, Shown now, Happened happened) {
        var touched = now.batch().touched(tx.now());
        work.parts().batches().update(tx, List.of(touched), true);
        var shown = new Shown(touched, now.steps(), now.decision());
        work.parts().record(tx, words(), shown, happened);
    }

    /** There is something to do for this batch: it was made, or decided. */
    public void kick(Caller caller, UUID batch) {
        work.kick(caller.organization(), batch);
    }
}
