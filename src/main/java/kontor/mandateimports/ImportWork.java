package kontor.mandateimports;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import kontor.changes.Changes;
import kontor.changes.Happened;
import kontor.changes.Journal;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.jobs.Job;
import kontor.jobs.WatchTable;
import kontor.leases.Lease;
import kontor.leases.LeaseLost;
import kontor.leases.Leases;
import kontor.portfolios.PortfolioSlice;
import kontor.portfolios.Seen;
import kontor.shares.Shares;
import kontor.uploads.ChunkTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on imports: at once on those that came to this node, and on those that a node left behind
 * when it died, once its lease has run out.
 */
public final class ImportWork implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ImportWork.class);

    /** Imports at work at once on one node; each has a few slices in memory. */
    private static final Shares.Size WORKERS =
            new Shares.Size(2, 1, Integer.MAX_VALUE, Duration.ofDays(1_000));

    /** How long an import is worked on while those of others wait; its file is read anew then. */
    private static final Duration TURN = Duration.ofSeconds(5);

    /** After so many attempts in a row that got no further an import is given up. */
    private static final int MOST_ATTEMPTS = 10;

    /** Imports that one round looks at. */
    private static final int ROUND = 100;

    private static final Duration DRAIN = Duration.ofSeconds(15);

    private final Tools tools;
    private final Leases leases;
    private final Shares workers = new Shares("mandate imports", WORKERS);

    /** Imports that wait for a worker or are with one. */
    private final Set<UUID> queued = ConcurrentHashMap.newKeySet();

    private volatile boolean stopping;

    /** What all workers of a node share. */
    record Tools(
            Database database,
            Changes changes,
            Journal journal,
            PortfolioSlice.Doors doors,
            ImportTable imports,
            RowTable rows,
            ChunkTable chunks) {}

    ImportWork(Database database, Changes changes, Journal journal, PortfolioSlice.Doors doors) {
        this.tools =
                new Tools(
                        database,
                        changes,
                        journal,
                        doors,
                        new ImportTable(),
                        new RowTable(),
                        new ChunkTable());
        this.leases = new Leases(database);
    }

    Database database() {
        return tools.database();
    }

    /** There is work on this import; it begins at once if a worker is free. */
    void kick(OrganizationId organization, UUID imported) {
        if (!stopping && queued.add(imported)) {
            Thread.ofVirtual().start(() -> await(organization, imported));
        }
    }

    /** The thread that waits is a virtual one; the one that works is not, as in lanes. */
    private void await(OrganizationId organization, UUID imported) {
        var isLeft = new AtomicBoolean();
        try (var place = workers.take(organization.toString())) {
            Thread.ofPlatform()
                    .daemon()
                    .name("import-" + imported)
                    .start(() -> isLeft.set(!guarded(organization, imported, place)))
                    .join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            queued.remove(imported);
        }
        if (isLeft.get()) {
            kick(organization, imported);
        }
    }

    /** False when it is the turn of others, and it is to be gone on with. */
    private boolean guarded(OrganizationId organization, UUID imported, Shares.Place place) {
        try {
            return run(organization, imported, () -> place.isDue(TURN));
        } catch (LeaseLost | ImportRun.Over over) {
            LOG.info("mandate import {} is left: {}", imported, over.getMessage());
        } catch (Exception failed) {
            LOG.warn(
                    "the work on mandate import {} broke off; another round goes on with it",
                    imported,
                    failed);
        }
        return true;
    }

    /** What is done in the moment in which there is something to do. */
    public Job<?> job(WatchTable watch) {
        return Job.ofOrganizations(
                "mandate-imports",
                Duration.ofSeconds(1),
                watch::withOpenMandateImports,
                this::round);
    }

    /** Looks for imports with work left. */
    private void round(OrganizationId organization) {
        tools.database()
                .read(organization, tx -> tools.imports().open(tx, ROUND))
                .forEach(imported -> kick(organization, imported));
    }

    void run(OrganizationId organization, UUID id) throws IOException {
        run(organization, id, () -> false);
    }

    /**
     * Does the work on an import, if no other worker holds it, until it is over or this stops.
     *
     * @param due whether the imports of others wait; a dry run goes on to its end, since it begins
     *     anew with each attempt
     * @return false when it was left to them
     */
    boolean run(OrganizationId organization, UUID id, BooleanSupplier due) throws IOException {
        var lease = leases.tryTake(organization, id, () -> {});
        if (stopping || lease.isEmpty()) {
            return true;
        }
        try (var held = lease.get()) {
            var begun = tools.changes().inLane(organization, tx -> begin(tx, held, id));
            return begun.isEmpty() || work(organization, begun.get(), held, due);
        }
    }

    private boolean work(
            OrganizationId organization, MandateImport imported, Lease held, BooleanSupplier due)
            throws IOException {
        var seen = seen(organization, imported);
        var run = new ImportRun(tools, organization, imported, held, seen);
        boolean isWhole = run.toTheEnd(() -> stopping || !imported.dryRun() && due.getAsBoolean());
        if (isWhole) {
            end(organization, held, imported.id(), MandateImport.Status.COMPLETED);
        }
        return isWhole || stopping;
    }

    /** The file is read once more for it, so that nothing is kept that no row asks for. */
    private Optional<Seen> seen(OrganizationId organization, MandateImport imported)
            throws IOException {
        if (!imported.dryRun()) {
            return Optional.empty();
        }
        var seen = new Seen();
        var input = tools.chunks().input(tools.database(), organization, imported.id());
        try (var slices = new RowSlices(input, Set.of())) {
            for (var next = slices.next(); next.isPresent(); next = slices.next()) {
                seen.awaits(next.get().rows().stream());
            }
        }
        return Optional.of(seen);
    }

    /** The import as work on it begins; empty when there is nothing left to do. */
    private Optional<MandateImport> begin(Tx tx, Lease lease, UUID id) {
        lease.check(tx);
        var found = Optional.ofNullable(tools.imports().lock(tx, List.of(id)).get(id));
        if (found.isEmpty() || !found.get().status().isOpen()) {
            return Optional.empty();
        }
        if (tools.imports().begun(tx, id) > MOST_ATTEMPTS) {
            LOG.error(
                    "mandate import {} got no further {} times; it is given up", id, MOST_ATTEMPTS);
            became(tx, found.get(), MandateImport.Status.FAILED);
            return Optional.empty();
        }
        if (found.get().dryRun()) {
            tools.rows().forget(tx, id);
            tools.imports().restart(tx, id);
        }
        return found.get().status() == MandateImport.Status.CREATED
                ? Optional.of(became(tx, found.get(), MandateImport.Status.PROCESSING_STARTED))
                : found;
    }

    private void end(
            OrganizationId organization, Lease lease, UUID id, MandateImport.Status status) {
        tools.changes()
                .inLane(
                        organization,
                        tx -> {
                            lease.check(tx);
                            return tools.imports().lock(tx, List.of(id)).values().stream()
                                    .filter(one -> one.status().isOpen())
                                    .map(one -> became(tx, one, status))
                                    .toList();
                        });
    }

    private MandateImport became(Tx tx, MandateImport before, MandateImport.Status status) {
        var next = before.became(status, tx.now());
        tools.imports().update(tx, next);
        tools.journal()
                .record(
                        tx,
                        next.snapshot(tx.organization()),
                        Happened.updated(status.name(), next.byItself()));
        return next;
    }

    /** Lets the slice at hand finish; another node, or the next start, goes on with the rest. */
    @Override
    public void close() {
        stopping = true;
        workers.awaitUnused(DRAIN);
    }
}
