package kontor.batches;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import kontor.approvals.Approvals;
import kontor.changes.Changes;
import kontor.changes.Journal;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.shares.Shares;
import kontor.uploads.ChunkTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on batches: at once on those that came to this node, and on those that a node left behind
 * when it died, once their lease has run out.
 */
public final class BatchWork implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BatchWork.class);

    /** Batches at work at once on one node; each has a slice or two in memory. */
    private static final Shares.Size WORKERS =
            new Shares.Size(3, 2, Integer.MAX_VALUE, Duration.ofDays(1_000));

    /** Each parses a whole input, and judges a page of it. */
    private static final Shares.Size PREVIEWS = new Shares.Size(3, 1, 4, Duration.ofSeconds(10));

    /** How long a batch is worked on while those of others wait. */
    private static final Duration TURN = Duration.ofSeconds(2);

    /** After so many attempts in a row that got no further a batch is given up. */
    private static final int MOST_ATTEMPTS = 10;

    /** Batches that one round looks at. */
    private static final int ROUND = 100;

    /** No upload takes as long. */
    private static final Duration ABANDONED = Duration.ofDays(1);

    private static final Duration DRAIN = Duration.ofSeconds(15);

    private final Processing.Tools tools;
    private final Map<BatchKind.Type, BatchKind<?>> kinds;
    private volatile Besides besides = (_, _, _) -> false;
    private final Shares workers = new Shares("batches", WORKERS);
    private final Shares previews = new Shares("previews of batches", PREVIEWS);

    /** Batches that wait for a worker or are with one; true: something came in meanwhile. */
    private final Map<UUID, Boolean> queued = new ConcurrentHashMap<>();

    private volatile boolean stopping;

    public BatchWork(
            Database database,
            Changes changes,
            Journal journal,
            Approvals approvals,
            List<BatchKind<?>> kinds) {
        this(
                new Processing.Tools(
                        database, changes, new BatchParts(approvals, journal), new ChunkTable()),
                kinds);
    }

    private BatchWork(Processing.Tools tools, List<BatchKind<?>> kinds) {
        this.tools = tools;
        this.kinds =
                kinds.stream().collect(Collectors.toMap(kind -> kind.words().type(), kind -> kind));
    }

    /**
     * What other rooms do with the payments of a batch, by the worker that has it, once no decision
     * about the whole is under way.
     */
    @FunctionalInterface
    public interface Besides {

        /**
         * Does a slice of the work, in the lane of the organization.
         *
         * @return false where none is left
         */
        boolean step(Tx tx, BatchKind<?> kind, UUID batch);
    }

    /**
     * The payments that a slice of records became.
     *
     * @param next the record after the slice
     */
    public record Slice(int next, List<UUID> payments) {}

    /** The next slice from a record on; empty after the last. */
    public Optional<Slice> slice(Tx tx, UUID batch, int from) {
        return tools.parts()
                .results()
                .members(tx, batch, from)
                .map(members -> new Slice(members.next(), members.payments()));
    }

    /** Joins what is done besides, once, before anything is served. */
    public void joins(Besides other) {
        besides = other;
    }

    Database database() {
        return tools.database();
    }

    /** Places of those that are only looked at, of all kinds. */
    Shares previews() {
        return previews;
    }

    BatchParts parts() {
        return tools.parts();
    }

    /** There is work on this batch; it begins at once if a worker is free. */
    void kick(OrganizationId organization, UUID batch) {
        if (!stopping && queued.put(batch, true) == null) {
            begin(organization, batch);
        }
    }

    /** The thread that waits is a virtual one; the one that works is not, as in lanes. */
    private void begin(OrganizationId organization, UUID batch) {
        Thread.ofVirtual()
                .name("batch-" + batch)
                .start(
                        () -> {
                            try (var place = workers.take(organization.toString())) {
                                Thread.ofPlatform()
                                        .daemon()
                                        .name("batch-" + batch)
                                        .start(() -> drain(organization, batch, place))
                                        .join();
                            } catch (InterruptedException stopped) {
                                Thread.currentThread().interrupt();
                            }
                        });
    }

    private void drain(OrganizationId organization, UUID batch, Shares.Place place) {
        var signals = new Processing.Signals(() -> stopping, () -> place.isDue(TURN));
        boolean finished = true;
        while (finished && !stopping && queued.replace(batch, true, false)) {
            try {
                finished = run(organization, batch, signals);
            } catch (Lease.Lost lost) {
                LOG.info("{}", lost.getMessage());
            } catch (Exception failed) {
                LOG.warn(
                        "the work on batch {} broke off; another round goes on with it",
                        batch,
                        failed);
            }
        }
        if (stopping) {
            // Another node, or the next start, finds it.
            queued.remove(batch);
        } else if (!finished || !queued.remove(batch, false)) {
            // It is the turn of others, or more work came between the last look and now.
            queued.put(batch, true);
            begin(organization, batch);
        }
    }

    /** Looks for batches with work left that no worker of any node holds. */
    public void round(OrganizationId organization) {
        tools.database()
                .read(organization, tx -> tools.parts().batches().waiting(tx, ROUND))
                .forEach(batch -> kick(organization, batch));
    }

    /**
     * Deletes the chunks of uploads that ended with their node, a day ago or more.
     *
     * @return whether there is more to do, which is never so
     */
    public boolean forgetAbandoned(OrganizationId organization) {
        return tools.database()
                .write(
                        organization,
                        tx -> {
                            tools.chunks()
                                    .forgetAbandoned(tx, Ids.firstAt(tx.now().minus(ABANDONED)));
                            return false;
                        });
    }

    /** Does all the work on a batch, if no other worker holds it. */
    void run(OrganizationId organization, UUID id) throws Exception {
        run(organization, id, new Processing.Signals(() -> stopping, () -> false));
    }

    /** False when there is more to do for whoever takes it next. */
    boolean run(OrganizationId organization, UUID id, Processing.Signals signals) throws Exception {
        var lease = Lease.fresh();
        var leased = tools.changes().inLane(organization, tx -> take(tx, id, lease));
        if (leased.isEmpty()) {
            return true;
        }
        boolean finished = false;
        try {
            finished = work(organization, leased.get(), lease, signals);
            return finished;
        } finally {
            if (!finished) {
                release(organization, id, lease);
            }
        }
    }

    /** Takes the lease; the first one begins the processing. */
    private Optional<BatchTable.Leased> take(Tx tx, UUID id, Lease lease) {
        return tools.parts().batches().lease(tx, id, lease).map(leased -> started(tx, leased));
    }

    private BatchTable.Leased started(Tx tx, BatchTable.Leased leased) {
        if (leased.batch().status() != Batch.Status.CREATED) {
            return leased;
        }
        var started = leased.batch().started(tx.now());
        tools.parts().batches().update(tx, List.of(started), true);
        var shown = new BatchParts.Shown(started, List.of(), Optional.empty());
        var happened = BatchParts.byItself("PROCESSING_STARTED", started);
        tools.parts().record(tx, kind(started).words(), shown, happened);
        return new BatchTable.Leased(started, leased.attempts());
    }

    private BatchKind<?> kind(Batch batch) {
        var kind = kinds.get(batch.type());
        if (kind == null) {
            throw new IllegalStateException("no room for batches of " + batch.type());
        }
        return kind;
    }

    private boolean work(
            OrganizationId organization,
            BatchTable.Leased leased,
            Lease lease,
            Processing.Signals signals)
            throws Exception {
        Batch batch = leased.batch();
        var kind = kind(batch);
        if (batch.status() != Batch.Status.COMPLETED) {
            var processing = new Processing<>(tools, kind, lease, organization, leased, signals);
            return process(processing, leased);
        }
        return new DecisionRun(tools, kind, lease, organization, batch.id(), besides).run(signals);
    }

    private static boolean process(Processing<?> processing, BatchTable.Leased leased)
            throws Exception {
        if (leased.attempts() > MOST_ATTEMPTS) {
            LOG.error(
                    "batch {} was taken up {} times and got no further; it is given up",
                    leased.batch().id(),
                    MOST_ATTEMPTS);
            processing.giveUp();
            return true;
        }
        return processing.run();
    }

    private void release(OrganizationId organization, UUID id, Lease lease) {
        try {
            tools.database()
                    .write(
                            organization,
                            tx -> {
                                tools.parts().batches().release(tx, id, lease);
                                return true;
                            });
        } catch (RuntimeException away) {
            LOG.info("the lease of batch {} is left to run out: {}", id, away.getMessage());
        }
    }

    /** Lets the slices at hand finish; another node, or the next start, goes on with the rest. */
    @Override
    public void close() {
        stopping = true;
        workers.awaitUnused(DRAIN);
    }
}
