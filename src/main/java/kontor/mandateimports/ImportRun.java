package kontor.mandateimports;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import kontor.core.Caller;
import kontor.core.OrganizationId;
import kontor.db.Tx;
import kontor.deferred.StoredCaller;
import kontor.deferred.TwoAtATime;
import kontor.leases.Lease;
import kontor.portfolios.PortfolioRow;
import kontor.portfolios.PortfolioSlice;
import kontor.portfolios.RowOutcome;
import kontor.portfolios.Seen;

/** One worker's way through the file of one import, a slice of rows at a time. */
final class ImportRun {

    private final ImportWork.Tools tools;
    private final OrganizationId organization;
    private final MandateImport imported;
    private final Lease lease;
    private final PortfolioSlice.Order order;

    /** Of the rows of the slice before, which may still be at work; those before it are done. */
    private Set<String> names = Set.of();

    /**
     * @param seen what a dry run would have made; empty where it is no dry run
     */
    ImportRun(
            ImportWork.Tools tools,
            OrganizationId organization,
            MandateImport imported,
            Lease lease,
            Optional<Seen> seen) {
        this.tools = tools;
        this.organization = organization;
        this.imported = imported;
        this.lease = lease;
        Caller caller = StoredCaller.read(organization, imported.asked().creator());
        this.order =
                new PortfolioSlice.Order(
                        caller,
                        imported.asked().requestId(),
                        (tx, mandates) -> tools.rows().lines(tx, imported.id(), mandates),
                        seen);
    }

    /**
     * Whether all rows are done; false when it was left.
     *
     * @param leaving asked after each slice
     * @throws Over when it was cancelled
     */
    boolean toTheEnd(BooleanSupplier leaving) throws IOException {
        Set<Integer> done =
                tools.database().read(organization, tx -> tools.rows().done(tx, imported.id()));
        var input = tools.chunks().input(tools.database(), organization, imported.id());
        try (var slices = new RowSlices(input, done);
                var running = new TwoAtATime<Boolean>()) {
            for (var next = slices.next(); next.isPresent(); next = slices.next()) {
                make(running, next.get());
                if (leaving.getAsBoolean()) {
                    running.finish();
                    return false;
                }
            }
            running.finish();
        }
        return true;
    }

    /**
     * Slices of a dry run go one after another: each knows what those before would have made. So do
     * two that share a name, for the first row with it makes what the others find.
     */
    private void make(TwoAtATime<Boolean> running, RowSlices.Slice slice) {
        if (imported.dryRun()) {
            tools.database().write(organization, tx -> made(tx, slice));
            return;
        }
        var now = slice.rows().stream().flatMap(PortfolioRow::names).collect(Collectors.toSet());
        if (!Collections.disjoint(now, names)) {
            running.finish();
        }
        names = now;
        running.begin(() -> tools.changes().inLane(organization, tx -> made(tx, slice)), _ -> {});
    }

    /** One slice: its mandates, its results and the row that says it is done, or nothing of it. */
    private boolean made(Tx tx, RowSlices.Slice slice) {
        lease.check(tx);
        var outcomes = new PortfolioSlice(tools.doors(), order, slice.rows()).run(tx);
        var results = outcomes.stream().map(RowResult::of).toList();
        if (!tools.rows().insert(tx, imported.id(), slice.first(), results)) {
            throw new IllegalStateException(
                    "rows from " + slice.first() + " of import " + imported.id() + " came twice");
        }
        // Last, because a request to cancel waits for it.
        if (tools.imports().progressed(tx, imported.id(), counts(outcomes))) {
            return true;
        }
        throw new Over();
    }

    /** The import was cancelled, so what this slice made is taken back. */
    static final class Over extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Over() {
            super("the import is over", null, false, false);
        }
    }

    private static MandateImport.Progress counts(List<RowOutcome> outcomes) {
        return new MandateImport.Progress(
                count(outcomes, RowOutcome.Status.SUCCEEDED),
                count(outcomes, RowOutcome.Status.EXISTING),
                count(outcomes, RowOutcome.Status.FAILED));
    }

    private static int count(List<RowOutcome> outcomes, RowOutcome.Status status) {
        return (int) outcomes.stream().filter(one -> one.status() == status).count();
    }
}
