package kontor.approvaltasks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.approvals.Approvals;
import kontor.batches.BatchIntake;
import kontor.batches.BatchKind;
import kontor.batches.BatchParts.Shown;
import kontor.changes.Door;
import kontor.changes.Happened;
import kontor.changes.Journal;
import kontor.changes.Request;
import kontor.changes.Snapshot;
import kontor.core.Caller;
import kontor.core.Maps;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.db.Tx;
import kontor.principals.Principals;
import kontor.wire.Page;
import kontor.wire.PageRequest;
import kontor.wire.ResourceRef;

/** The door to approval tasks of batches of one kind; {@link TaskRun} carries them out. */
public final class ApprovalTasks {

    private final BatchIntake<?> batches;
    private final Approvals approvals;
    private final Journal journal;
    private final Principals principals = new Principals();
    private final TaskTable table = new TaskTable();
    private final SummaryTable summaries = new SummaryTable();

    /**
     * Takes a task for a batch; a worker carries it out. Refuses an unknown batch and one at
     * another version, by {@code BatchRefusal}, what proofs refuse, then by {@link TaskRefusal}.
     * The batch gets a new version, so that nothing that was signed for the old one serves twice.
     */
    public final Door<NewApprovalTask> create = this::created;

    public ApprovalTasks(BatchIntake<?> batches, Approvals approvals, Journal journal) {
        this.batches = batches;
        this.approvals = approvals;
        this.journal = journal;
    }

    BatchKind.Words words() {
        return batches.words();
    }

    BatchKind.Uses uses() {
        return batches.uses();
    }

    /** A worker may begin with what was taken. */
    public void kick(Caller caller, UUID batch) {
        batches.kick(caller, batch);
    }

    private List<Outcome<Snapshot>> created(Tx tx, List<Request<NewApprovalTask>> requests) {
        return requests.stream()
                .map(
                        one ->
                                decidable(tx, one)
                                        .flatMap(
                                                shown ->
                                                        given(tx, one, shown)
                                                                .flatMap(
                                                                        proof ->
                                                                                taken(
                                                                                        tx, one,
                                                                                        shown,
                                                                                        proof))))
                .toList();
    }

    /** The batch, which nobody else changes meanwhile. */
    private Outcome<Shown> decidable(Tx tx, Request<NewApprovalTask> request) {
        return batches.find(tx, request.caller(), request.input().batch())
                .map(shown -> shown.batch().id())
                .map(id -> Maps.required(batches.lock(tx, List.of(id)), id))
                .flatMap(
                        shown ->
                                Outcome.unless(
                                        stale(request, shown).or(() -> batches.undecidable(shown)),
                                        () -> shown));
    }

    private static Optional<Refusal> stale(Request<?> request, Shown shown) {
        return request.ifMatch()
                .filter(expected -> expected != shown.version())
                .map(_ -> Refusal.stale(shown.version()));
    }

    /** Rejecting needs no proof; with what is approved is judged for all payments at once. */
    private Outcome<Optional<UUID>> given(Tx tx, Request<NewApprovalTask> request, Shown shown) {
        var input = request.input();
        if (input.action() == ApprovalTask.Action.REJECT) {
            return Outcome.done(Optional.empty());
        }
        // Whether a chain names the role of a program is asked at each payment.
        var item = shown.item(shown.batch().id().toString());
        return approvals.assents().given(tx, request.caller(), input.assent(), item, true);
    }

    private Outcome<Snapshot> taken(
            Tx tx, Request<NewApprovalTask> request, Shown shown, Optional<UUID> proof) {
        var task = task(tx, request, shown, proof.isPresent());
        if (!table.insert(tx, task)) {
            return Outcome.refused(TaskRefusal.APPROVAL_TASK_RUNNING.refusal());
        }
        String id = task.id().toString();
        approvals.keep(tx, shown.item(id), proof);
        var details =
                proof.map(one -> Map.of("approvalTaskId", id, "approvalProofId", one.toString()))
                        .orElseGet(() -> Map.of("approvalTaskId", id));
        var happened = Happened.updated("APPROVAL_TASK_CREATED", request.by()).with(details);
        batches.touch(tx, shown, happened);
        return Outcome.done(
                journal.record(
                        tx, task.snapshot(tx.organization()), Happened.created(request.by())));
    }

    private static ApprovalTask task(
            Tx tx, Request<NewApprovalTask> request, Shown shown, boolean signed) {
        var input = request.input();
        return new ApprovalTask(
                request.id(),
                shown.batch().id(),
                input.action(),
                input.reason(),
                input.moveOverdueDates(),
                signed,
                request.caller(),
                request.requestId(),
                shown.batch().payments(),
                ApprovalTask.Reached.NOTHING,
                1,
                tx.now(),
                tx.now());
    }

    public Outcome<ApprovalTask> find(Tx tx, Caller caller, ResourceRef batch, UUID id) {
        return batches.find(tx, caller, batch)
                .flatMap(
                        shown ->
                                Outcome.of(
                                        table.find(tx, shown.batch().id(), id),
                                        () -> Refusal.notFound("Approval task")));
    }

    /** The id of a batch that the caller may see. */
    Outcome<UUID> batch(Tx tx, Caller caller, ResourceRef batch) {
        return batches.find(tx, caller, batch).map(shown -> shown.batch().id());
    }

    /** The payments that a task left as they were, with the reason; by the ids of the payments. */
    public Outcome<Page<RefusedPayment>> refused(
            Tx tx, Caller caller, ResourceRef batch, UUID id, PageRequest page) {
        var after = page.after().map(UUID::fromString).orElse(null);
        return find(tx, caller, batch, id)
                .map(
                        task ->
                                Page.cut(
                                        table.refused(
                                                tx,
                                                task.id(),
                                                caller.accounts(),
                                                after,
                                                page.limit() + 1),
                                        page.limit(),
                                        last -> last.paymentId().toString()));
    }

    public Outcome<ApprovalSummary> summary(Tx tx, Caller caller, ResourceRef batch) {
        return batches.find(tx, caller, batch).map(shown -> summary(tx, caller, shown));
    }

    private ApprovalSummary summary(Tx tx, Caller caller, Shown shown) {
        var who =
                new SummaryTable.Counted(
                        principals.usersLike(tx, List.of(caller.userId())),
                        approvals.decidesOwnersStep(tx, caller));
        return summaries.count(tx, words().type(), shown.batch().id(), caller, who);
    }
}
