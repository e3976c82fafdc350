package kontor.batches;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import kontor.approvals.PaymentType;
import kontor.changes.Changes;
import kontor.changes.Snapshot;
import kontor.core.Fault;
import kontor.core.OrganizationId;
import kontor.core.Outcome;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.uploads.ChunkTable;
import org.jspecify.annotations.Nullable;

/**
 * One worker's way through one batch: validate all records, make the payments slice by slice,
 * complete. Whatever it knows beyond the database it can find out again, so that another worker can
 * go on anywhere.
 */
final class Processing<T> {

    /** As many faults as the batch itself shows; the results have all. */
    private static final int MOST_ERRORS = 255;

    /**
     * As many records as all of a JSON request: so many are kept from validation on, not read
     * again.
     */
    private static final int KEPT = 4 * RecordSlices.RECORDS;

    /** How old the progress that clients see may be. */
    private static final long VISIBLE_NANOS = 1_000_000_000;

    private final Tools tools;
    private final BatchKind<T> kind;
    private final Lease lease;
    private final OrganizationId organization;
    private final Batch batch;
    private final boolean takenBefore;
    private final BooleanSupplier stopping;
    private final RecordRequests<T> recordRequests;

    /** What the validation read, of an input small enough; empty if another worker validated it. */
    private final Queue<RecordSlices.Slice<T>> kept = new ArrayDeque<>();

    private Batch.Progress progress;

    /** What every worker of a node shares. */
    record Tools(Database database, Changes changes, BatchParts parts, ChunkTable chunks) {}

    Processing(
            Tools tools,
            BatchKind<T> kind,
            Lease lease,
            OrganizationId organization,
            BatchTable.Leased leased,
            BooleanSupplier stopping) {
        this.tools = tools;
        this.kind = kind;
        this.lease = lease;
        this.organization = organization;
        this.batch = leased.batch();
        this.takenBefore = leased.attempts() > 1;
        this.stopping = stopping;
        this.recordRequests =
                new RecordRequests<>(
                        kind,
                        batch.ref(),
                        CallerJson.read(organization, batch.terms().creator()),
                        batch.terms().requestId(),
                        batch.input().format().path());
        this.progress = leased.batch().progress();
    }

    /** To the end, unless this node shuts down: then another one goes on. */
    void run() throws IOException {
        // Where faulty records are skipped, the door itself tells which ones are.
        if (!batch.terms().skipFaulty() && !progress.checked()) {
            validate();
        }
        if (!stopping.getAsBoolean()) {
            make();
        }
        if (!stopping.getAsBoolean()) {
            tools.changes.inLane(organization, tx -> complete(tx, List.of()));
        }
    }

    /** It cannot go on, for a reason that is ours; the payments it has stand. */
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

    private void hold(boolean held) {
        if (!held) {
            throw new Lease.Lost(batch.id());
        }
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
        var findings = new Findings(takenBefore);
        try (var slices = slices(Set.of());
                var running = new TwoAtATime<List<BatchResult>>()) {
            for (var next = slices.next();
                    next.isPresent() && !stopping.getAsBoolean();
                    next = slices.next()) {
                var records = next.get().records();
                if (batch.input().records() <= KEPT) {
                    kept.add(next.get());
                }
                var prepared = validation.prepare(records);
                running.begin(
                        () ->
                                tools.database.read(
                                        organization, tx -> validation.judge(tx, prepared)),
                        faulty -> findings.add(records.size(), faulty, validation.totals()));
            }
            running.finish();
        }
        if (!stopping.getAsBoolean()) {
            findings.write(true, validation.totals());
        }
    }

    /** What the validation found and is not stored yet. */
    private final class Findings {
        private final List<BatchResult> faulty = new ArrayList<>();
        private boolean again;
        private int validated;
        private int failed;
        private long lastWritten = System.nanoTime();

        /**
         * @param again another worker began before and may have left something
         */
        Findings(boolean again) {
            this.again = again;
        }

        void add(int records, List<BatchResult> more, Totals soFar) {
            validated += records;
            failed += more.size();
            faulty.addAll(more);
            if (faulty.size() >= RecordSlices.RECORDS
                    || System.nanoTime() - lastWritten > VISIBLE_NANOS) {
                write(false, soFar);
            }
        }

        void write(boolean last, Totals soFar) {
            var now = new Batch.Progress(last, validated, 0, failed, 0);
            tools.database.write(
                    organization,
                    tx -> {
                        if (again) {
                            tools.parts.results().forgetFaults(tx, batch.id());
                        }
                        tools.parts.results().insertFaults(tx, batch.id(), faulty);
                        hold(
                                tools.parts
                                        .batches()
                                        .validated(tx, batch.id(), lease, now, soFar.stored()));
                        return true;
                    });
            progress = now;
            again = false;
            faulty.clear();
            lastWritten = System.nanoTime();
        }
    }

    private void make() throws IOException {
        var done =
                tools.database.read(organization, tx -> tools.parts.results().done(tx, batch.id()));
        if (done.isEmpty() && progress.failed() > 0) {
            // The validation found faults: nothing is made. What fails after it leaves the others
            // alone.
            return;
        }
        if (kept.isEmpty()) {
            try (var slices = slices(done)) {
                make(slices::next);
            }
        } else {
            kept.removeIf(slice -> done.contains(slice.first()));
            make(() -> Optional.ofNullable(kept.poll()));
        }
    }

    private void make(Supplier<Optional<RecordSlices.Slice<T>>> slices) {
        try (var running = new TwoAtATime<Boolean>()) {
            for (var next = slices.get();
                    next.isPresent() && !stopping.getAsBoolean();
                    next = slices.get()) {
                var slice = next.get();
                running.begin(
                        () -> tools.changes.inLane(organization, tx -> make(tx, slice)), _ -> {});
            }
            running.finish();
        }
    }

    /** One slice: its payments, its results and the word that it is done, or nothing of it. */
    private boolean make(Tx tx, RecordSlices.Slice<T> slice) {
        boolean skips = batch.terms().skipFaulty();
        var requests = recordRequests.of(slice.records());
        var outcomes = kind.doors().create().apply(tx, requests);
        @Nullable UUID[] payments = new UUID[slice.records().size()];
        var input = new Totals();
        var result = new Totals();
        var faulty = new ArrayList<BatchResult>();
        int place = 0;
        for (var record : slice.records()) {
            var faults = record.faults();
            if (record.payment().isPresent()) {
                var facts = kind.reading().facts().apply(record.payment().get());
                input.add(facts);
                Outcome<Snapshot> outcome = outcomes.get(place);
                faults = recordRequests.faults(record.index(), outcome);
                if (faults.isEmpty()) {
                    payments[record.index() - slice.first()] = requests.get(place).id();
                    result.add(facts);
                }
                place++;
            }
            if (!faults.isEmpty()) {
                faulty.add(BatchResult.faulty(record.index(), record.line(), skips, faults));
            }
        }
        hold(
                tools.parts
                        .results()
                        .insertSlice(
                                tx,
                                batch.id(),
                                new ResultTable.Slice(
                                        slice.first(),
                                        payments,
                                        input,
                                        result,
                                        tools.parts.approvals().opened(tx))));
        tools.parts.results().insertFaults(tx, batch.id(), faulty);
        // Last, because slices made at the same time wait for each other here.
        int count = slice.records().size();
        hold(
                tools.parts
                        .batches()
                        .made(
                                tx,
                                batch.id(),
                                lease,
                                new Batch.Progress(
                                        true,
                                        skips ? count : 0,
                                        count - faulty.size(),
                                        skips ? 0 : faulty.size(),
                                        skips ? faulty.size() : 0)));
        return true;
    }

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
        var steps =
                tools.parts
                        .approvals()
                        .openBatch(
                                tx,
                                batch.id(),
                                switch (kind.words().type()) {
                                    case CREDIT_TRANSFER -> PaymentType.CREDIT_TRANSFER_BATCH;
                                    case DIRECT_DEBIT -> PaymentType.DIRECT_DEBIT_BATCH;
                                },
                                sums.steps());
        return tools.parts.record(
                tx,
                kind.words(),
                new BatchParts.Shown(completed, steps, Optional.empty()),
                BatchParts.byItself("COMPLETED", batch));
    }
}
