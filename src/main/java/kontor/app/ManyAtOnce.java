package kontor.app;

import java.time.Duration;
import java.util.List;
import kontor.approvals.Approvals;
import kontor.approvaltasks.ApprovalTaskRoutes;
import kontor.approvaltasks.ApprovalTasks;
import kontor.approvaltasks.TaskRun;
import kontor.batches.BatchIntake;
import kontor.batches.BatchKind;
import kontor.batches.BatchKinds;
import kontor.batches.BatchRoutes;
import kontor.batches.BatchWork;
import kontor.credittransfers.CreditTransfers;
import kontor.credittransfers.NewCreditTransfer;
import kontor.directdebits.DirectDebits;
import kontor.directdebits.NewDirectDebit;
import kontor.jobs.Job;
import kontor.jobs.WatchTable;
import kontor.mandateimports.MandateImportRoutes;
import kontor.mandateimports.MandateImports;
import kontor.mandates.Mandates;
import kontor.portfolios.PortfolioSlice;
import kontor.retention.Step;
import kontor.uploads.UploadReader;

/** What comes in bulk: batches of payments, and portfolios of mandates. */
final class ManyAtOnce {

    private final BatchWork batchWork;
    private final BatchIntake<NewDirectDebit> directDebits;
    private final BatchIntake<NewCreditTransfer> creditTransfers;
    private final MandateImports mandateImports;
    private final Approvals approvals;

    ManyAtOnce(
            Ground ground,
            Parties parties,
            Mandates mandates,
            DirectDebits debits,
            CreditTransfers transfers) {
        var ofDebits = BatchKinds.directDebits(debits);
        var ofTransfers = BatchKinds.creditTransfers(transfers);
        batchWork = batchWork(ground, parties, List.of(ofDebits, ofTransfers));
        // One for all, so that they share its places.
        var uploads = new UploadReader(ground.database(), ground.allowance());
        directDebits = new BatchIntake<>(ofDebits, ground.externalIds(), batchWork, uploads);
        creditTransfers = new BatchIntake<>(ofTransfers, ground.externalIds(), batchWork, uploads);
        approvals = parties.approvals();
        batchWork.joins(new TaskRun(batchWork, approvals, ground.journal())::step);
        mandateImports =
                MandateImports.of(
                        ground.database(),
                        ground.changes(),
                        ground.journal(),
                        uploads,
                        new PortfolioSlice.Doors(
                                parties.counterparties(),
                                parties.externalAccounts(),
                                mandates,
                                parties.accounts(),
                                ground.externalIds()));
    }

    private static BatchWork batchWork(Ground ground, Parties parties, List<BatchKind<?>> kinds) {
        return new BatchWork(
                ground.database(), ground.changes(), ground.journal(), parties.approvals(), kinds);
    }

    void register(Ground ground) {
        var routes = ground.routes();
        new BatchRoutes<>(ground.resources(), directDebits).register(routes);
        new BatchRoutes<>(ground.resources(), creditTransfers).register(routes);
        for (var batches : List.of(directDebits, creditTransfers)) {
            var tasks = new ApprovalTasks(batches, approvals, ground.journal());
            new ApprovalTaskRoutes(ground.resources(), tasks).register(routes);
        }
        new MandateImportRoutes(ground.resources(), mandateImports).register(routes);
    }

    BatchIntake<NewDirectDebit> directDebits() {
        return directDebits;
    }

    BatchIntake<NewCreditTransfer> creditTransfers() {
        return creditTransfers;
    }

    MandateImports mandateImports() {
        return mandateImports;
    }

    /** Works on what comes as it comes; closed before the database. */
    List<AutoCloseable> work() {
        return List.of(batchWork, mandateImports.work());
    }

    /** What is done in the moment in which there is something to do. */
    List<Job<?>> jobs(WatchTable watch) {
        return List.of(
                Job.ofOrganizations(
                        "batch-work",
                        Duration.ofSeconds(1),
                        watch::withOpenBatches,
                        batchWork::round),
                mandateImports.work().job(watch));
    }

    /** Forgets what came and became nothing. */
    Step forgetting() {
        return new Step("forgetting uploads", batchWork::forgetAbandoned);
    }
}
