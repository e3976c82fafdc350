package kontor.app;

import java.time.Duration;
import java.util.List;
import kontor.approvaltasks.ApprovalTaskRoutes;
import kontor.approvaltasks.ApprovalTasks;
import kontor.approvaltasks.TaskRun;
import kontor.batches.BatchIntake;
import kontor.batches.BatchKind;
import kontor.batches.BatchKinds;
import kontor.batches.BatchRoutes;
import kontor.batches.BatchWork;
import kontor.challenges.ChallengeRoutes;
import kontor.challenges.Challenges;
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
    private final ApprovalTasks debitTasks;
    private final ApprovalTasks transferTasks;

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
        var approvals = parties.approvals();
        debitTasks = new ApprovalTasks(directDebits, approvals, ground.journal());
        transferTasks = new ApprovalTasks(creditTransfers, approvals, ground.journal());
        TaskRun.People people = (tx, asked) -> ground.fourEyes().now(tx, asked.userId());
        batchWork.joins(new TaskRun(batchWork, approvals, ground.journal(), people)::step);
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
        new ApprovalTaskRoutes(ground.resources(), debitTasks).register(routes);
        new ApprovalTaskRoutes(ground.resources(), transferTasks).register(routes);
        new MandateImportRoutes(ground.resources(), mandateImports).register(routes);
    }

    /** What is approved with a passkey, alone or together. */
    ChallengeRoutes challenges(
            Ground ground, Parties parties, DirectDebits debits, CreditTransfers transfers) {
        return new ChallengeRoutes(
                ground.resources(),
                ground.changes(),
                new Challenges(debits, transfers, directDebits, creditTransfers),
                parties.approvals().assents());
    }

    BatchIntake<NewDirectDebit> directDebits() {
        return directDebits;
    }

    BatchIntake<NewCreditTransfer> creditTransfers() {
        return creditTransfers;
    }

    /** All that one person can decide of a batch of direct debits. */
    ApprovalTasks debitTasks() {
        return debitTasks;
    }

    /** The same of credit transfers. */
    ApprovalTasks transferTasks() {
        return transferTasks;
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
