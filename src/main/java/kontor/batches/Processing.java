package kontor.batches;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import kontor.approvals.PaymentType;
import kontor.changes.Changes;
import kontor.changes.Snapshot;
import kontor.core.Fault;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.deferred.StoredCaller;
import kontor.deferred.TwoAtATime;
import kontor.paymentlimits.LimitedAction;
import kontor.paymentlimits.PaymentLimitCheck;
import kontor.uploads.ChunkTable;

/**
 * One worker's way through one batch: validate all records, make the payments slice by slice,
 * complete. All that it needs is in the database, so that another worker can go on anywhere.
 */
final class Processing<T> {

    /** As many faults as the batch itself shows; the results have all. */
    private static final int MOST_ERRORS = 255;

    /**
     * Up to this many records, as many as a JSON request may have, stay in memory after validation
     * instead of being parsed again.
     */
    private static final int KEPT = 4 * RecordSlices.RECORDS;

    private final Tools tools;
    private final BatchKind<T> kind;
    private final Lease lease;
    private final OrganizationId organization;
    private final Batch batch;
    private final boolean takenBefore;
    private final Signals signals;
    private final RecordRequests<T> recordRequests;
    private final PaymentLimitCheck limits = new PaymentLimitCheck();

    /** What the validation read, of an input small enough; empty if another worker validated it. */
    private final Queue<RecordSlices.Slice<T>> kept = new ArrayDeque<>();

    private Batch.Progress progress;

    /**
     * When a worker leaves a batch to be gone on with.
     *
     * @param stopping at once, since this node shuts down
     * @param due after a slice, since the batches of others wait
     */
    record Signals(BooleanSupplier stopping, BooleanSupplier due) {}

    /** What all workers of a node share. */
    record Tools(Database database, Changes changes, BatchParts parts, ChunkTable chunks) {}

    Processing(
            Tools tools,
            BatchKind<T> kind,
            Lease lease,
            OrganizationId organization,
            BatchTable.Leased leased,
            Signals signals) {
        this.tools = tools;
        this.kind = kind;
        this.lease = lease;
        this.organization = organization;
        this.batch = leased.batch();
        this.takenBefore = leased.attempts() > 1;
        this.signals = signals;
        this.recordRequests =
                new RecordRequests<>(
                        kind,
                        batch.ref(),
                        StoredCaller.read(organization, batch.terms().creator()),
                        batch.terms().requestId());
        this.progress = leased.batch().progress();
    }

    /**
     * To the end, unless this node shuts down or others wait: then another worker goes on.
     *
     * @return whether it was the end
     */
    boolean run() throws IOException {
        // Where faulty records are skipped, the door finds them while it makes the others.
        if (!batch.terms().skipFaulty() && !progress.checked()) {
            validate();
        }
        if (isStopping()) {
            return false;
        }
        var beyond = tools.changes.inLane(organization, this::beyondLimits);
        if (beyond.isEmpty() && (!make() || isStopping())) {
            return false;
        }
        tools.changes.inLane(organization, tx -> complete(tx, beyond));
        return true;
    }

    /**
     * Whether the sum of a batch that is made whole or not at all passes a payment limit of its
     * maker. What others make at the same time counts too, so each payment is judged again.
     */
    private List<Fault> beyondLimits(Tx tx) {
        if (batch.terms().skipFaulty() || !tools.parts.results().done(tx, batch.id()).isEmpty()) {
            return List.of();
        }
        var totals = Totals.read(locked(tx).batch().results().inputTotals().orElse(null));
        return limits
                .together(
                        tx,
                        batch.terms().creatorUserId(),
                        LimitedAction.CREATE,
                        kind.words().limited(),
                        totals.sums())
                .stream()
                .map(refusal -> new Fault("", refusal.code(), refusal.message()))
                .toList();
    }

    private boolean isStopping() {
        return signals.stopping.getAsBoolean();
    }

    /** Completes a batch that Kontor cannot finish; the payments made so far stay. */
    void giveUp() {
        var fault =
                new Fault(
                        "",
                        "processing_failed",
                        "General processing failure; send the records without a payment in the"
                                + " results again");
        tools.changes.inLane(organization, tx -> complete(tx, List.of(fault)));
    }

    private BatchParts.Shown locked(Tx tx) {
        var found = tools.parts.batches().lock(tx, List.of(batch.id())).values();
        return tools.parts.shown(tx, List.copyOf(found)).getFirst();
    }

    /** Stops this worker when another one has the lease. */
    private void hold(boolean held) {
        lease.require(batch.id(), held);
    }

    private RecordSlices<T> slices(Set<Integer> done) throws IOException {
        return new RecordSlices<>(
                tools.chunks.input(tools.database, organization, batch.id()),
                batch.input().format(),
                kind,
                done);
    }

    /** Judges every record; nothing is made of the batch when one of them is faulty. */
    private void validate() throws IOException {
        var validation = new Validation<>(kind, recordRequests);
        var findings = new ValidationFindings(tools, organization, batch.id(), lease, takenBefore);
        try (var slices = slices(Set.of());
                var running = new TwoAtATime<List<BatchResult>>()) {
            for (var next = slices.next();
                    next.isPresent() && !isStopping();
                    next = slices.next()) {
                if (batch.input().records() <= KEPT) {
                    kept.add(next.get());
                }
                var records = next.get().records();
                var prepared = validation.prepare(records);
                running.begin(
                        () -> judge(validation, prepared),
                        faulty -> findings.add(records.size(), faulty, validation.totals()));
            }
            running.finish();
        }
        if (!isStopping()) {
            progress = findings.store(true, validation.totals());
        }
    }

    private List<BatchResult> judge(Validation<T> validation, Validation.Prepared<T> slice) {
        return tools.database.read(organization, tx -> validation.judge(tx, slice));
    }

    /** Whether all slices are made. */
    private boolean make() throws IOException {
        var done =
                tools.database.read(organization, tx -> tools.parts.results().done(tx, batch.id()));
        if (done.isEmpty() && progress.failed() > 0) {
            // The validation found faults, so nothing is made. A record that fails only when its
            // payment is made leaves the others alone.
            return true;
        }
        if (kept.isEmpty()) {
            try (var slices = slices(done)) {
                return make(slices::next);
            }
        }
        kept.removeIf(slice -> done.contains(slice.first()));
        return make(() -> Optional.ofNullable(kept.poll()));
    }

    /** At least one slice in each turn, so that each gets on. */
    private boolean make(Supplier<Optional<RecordSlices.Slice<T>>> slices) {
        try (var running = new TwoAtATime<Boolean>()) {
            boolean leave = false;
            var next = slices.get();
            while (next.isPresent() && !leave) {
                var slice = next.get();
                running.begin(
                        () -> tools.changes.inLane(organization, tx -> make(tx, slice)), _ -> {});
                next = slices.get();
                leave = isStopping() || signals.due.getAsBoolean();
            }
            running.finish();
            return next.isEmpty();
        }
    }

    /** One slice: its payments, its results and the row that says it is done, or nothing of it. */
    private boolean make(Tx tx, RecordSlices.Slice<T> slice) {
        var requests = recordRequests.of(slice.records());
        var made = new MadeSlice<>(slice, batch.terms().skipFaulty());
        made.add(recordRequests, requests, kind.doors().create().apply(tx, requests));
        var row =
                new ResultTable.Slice(
                        slice.first(),
                        made.payments(),
                        made.input(),
                        made.result(),
                        tools.parts.approvals().opened(tx));
        hold(tools.parts.results().insertSlice(tx, batch.id(), row));
        tools.parts.results().insertFaults(tx, batch.id(), made.faulty());
        // Last, because slices made at the same time wait for each other here.
        hold(tools.parts.batches().made(tx, batch.id(), lease, made.progress()));
        return true;
    }

    /**
     * @param own faults of the batch itself
     */
    private Snapshot complete(Tx tx, List<Fault> own) {
        hold(tools.parts.batches().renew(tx, batch.id(), lease));
        var now = locked(tx).batch();
        var sums = tools.parts.results().sums(tx, batch.id());
        var faults = tools.parts.results().faults(tx, batch.id(), MOST_ERRORS);
        var results =
                new Batch.Results(
                        now.results().inputTotals().or(() -> Optional.of(sums.input().stored())),
                        Optional.of(sums.result().stored()),
                        BatchResult.errors(own, faults, MOST_ERRORS));
        var completed = now.completed(now.progress(), results, tx.now());
        tools.parts.batches().update(tx, List.of(completed), false);
        var steps = tools.parts.approvals().openBatch(tx, batch.id(), type(), sums.steps());
        return tools.parts.record(
                tx,
                kind.words(),
                new BatchParts.Shown(completed, steps, Optional.empty()),
                BatchParts.byItself("COMPLETED", batch));
    }

    private PaymentType type() {
        return switch (kind.words().type()) {
            case CREDIT_TRANSFER -> PaymentType.CREDIT_TRANSFER_BATCH;
            case DIRECT_DEBIT -> PaymentType.DIRECT_DEBIT_BATCH;
        };
    }
}
