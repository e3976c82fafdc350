package kontor.approvaltasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import kontor.Await;
import kontor.Jsons;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.app.Wiring;
import kontor.approvals.Approvals;
import kontor.assents.Assent;
import kontor.batches.BatchIntake;
import kontor.batches.BatchKind;
import kontor.batches.BatchKinds;
import kontor.batches.BatchWork;
import kontor.changes.Changes;
import kontor.changes.Door;
import kontor.changes.ExternalIds;
import kontor.changes.Request;
import kontor.core.Caller;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.directdebits.NewDirectDebit;
import kontor.directdebits.Room;
import kontor.iam.Permissions;
import kontor.payments.Decisions;
import kontor.uploads.UploadReader;
import kontor.wire.ResourceRef;
import org.junit.jupiter.api.Test;

/** A worker that dies in the middle of a task. */
class TaskRunTest {

    private static final String BATCHES = "/payments/v2beta/direct-debit-batches";

    /** Two slices and some. */
    private static final int RECORDS = 1_003;

    private final TestKontor kontor = TestKontor.shared();
    private final SandboxOrganization sandbox = kontor.sandbox();
    private final Wiring wiring = kontor.wiring();
    private final Database database = kontor.database();
    private final OrganizationId organization = sandbox.organization();
    private final Room room = new Room();
    private final BatchKind<NewDirectDebit> kind = BatchKinds.directDebits(room.directDebits);
    private final Approvals approvals = room.approvals;
    private volatile boolean leaves;

    /** A worker of a node of its own, whose payments are approved by this door. */
    private BatchWork worker(Door<Decisions.Approve> approve) {
        var doors = kind.doors();
        var work =
                new BatchWork(
                        database,
                        new Changes(database),
                        wiring.ground().journal(),
                        approvals,
                        List.of(
                                new BatchKind<>(
                                        kind.words(),
                                        kind.uses(),
                                        kind.reading(),
                                        new BatchKind.Doors<>(
                                                doors.create(),
                                                doors.check(),
                                                approve,
                                                doors.reject(),
                                                doors.beyond(),
                                                doors.warnings()))));
        TaskRun.People people = (_, asked) -> leaves ? Optional.empty() : Optional.of(asked);
        work.joins(new TaskRun(work, approvals, wiring.ground().journal(), people)::step);
        return work;
    }

    private UUID batch() {
        String mandate = sandbox.aMandate().of(sandbox.aCounterparty().accountId()).id();
        String record = sandbox.aDirectDebit().under(mandate).json();
        String body =
                Jsons.json("{'treatment': 'INDIVIDUAL_PAYMENTS', 'payments': [")
                        + String.join(",", Collections.nCopies(RECORDS, record))
                        + "]}";
        var made = sandbox.developer().post(BATCHES, body).created();
        String path = BATCHES + "/" + made.at("/id");
        Await.until(() -> sandbox.developer().get(path).at("/status").equals("COMPLETED"));
        return UUID.fromString(made.at("/id"));
    }

    /** The owner asks, and nobody carries it out yet. */
    private String asked(BatchWork work, UUID batch) {
        var uploads = new UploadReader(database, wiring.ground().allowance());
        var intake = new BatchIntake<>(kind, new ExternalIds(), work, uploads);
        var door = new ApprovalTasks(intake, approvals, wiring.ground().journal()).create;
        var input =
                new NewApprovalTask(
                        new ResourceRef.ById(batch),
                        ApprovalTask.Action.APPROVE,
                        Optional.empty(),
                        false,
                        Assent.NONE);
        return database
                .write(
                        organization,
                        tx -> {
                            var owner =
                                    new Caller(
                                            organization,
                                            Ids.next(),
                                            "o",
                                            "O",
                                            wiring.people().roles().owner(tx),
                                            true,
                                            false,
                                            Permissions.ALL,
                                            100);
                            var request =
                                    new Request<>(
                                            owner, Ids.next(), Ids.next(), Optional.empty(), input);
                            return door.apply(tx, List.of(request)).getFirst();
                        })
                .stream()
                .findFirst()
                .orElseThrow()
                .id()
                .toString();
    }

    /** The task, when this worker has brought it to its end. */
    private Reply completed(BatchWork work, String task) {
        Await.until(
                () -> {
                    work.round(organization);
                    return sandbox.owner().get(task).at("/status").equals("COMPLETED");
                });
        return sandbox.owner().get(task);
    }

    @Test
    void workerThatDies_isFollowedByOneThatGoesOn() {
        UUID batch = batch();
        var slices = new AtomicInteger();
        var dying =
                worker(
                        (tx, asked) -> {
                            var decided = kind.doors().approve().apply(tx, asked);
                            if (slices.incrementAndGet() == 2) {
                                throw new IllegalStateException("killed");
                            }
                            return decided;
                        });
        String task = BATCHES + "/" + batch + "/approval-tasks/" + asked(dying, batch);
        dying.round(organization);
        Await.until(() -> slices.get() == 2);
        assertThat(sandbox.owner().get(task).at("/progress/succeeded")).isEqualTo("500");
        assertThat(sandbox.owner().get(task).at("/status")).isEqualTo("PROCESSING_STARTED");
        dying.close();
        var next = worker(kind.doors().approve());
        assertThat(completed(next, task).json().path("progress").toString())
                .isEqualTo(
                        "{\"total\":1003,\"processed\":1003,\"succeeded\":1003,\"failed\":0,"
                                + "\"skipped\":0}");
        String approved = "SELECT FROM direct_debits WHERE status <> 'APPROVED' OR version <> 2";
        assertThat(counted(approved, batch)).isZero();
        next.close();
    }

    @Test
    void whoeverLosesTheRightMeanwhile_decidesNothingMore() {
        UUID batch = batch();
        var slices = new AtomicInteger();
        var work =
                worker(
                        (tx, asked) -> {
                            slices.incrementAndGet();
                            leaves = true;
                            return kind.doors().approve().apply(tx, asked);
                        });
        String task = BATCHES + "/" + batch + "/approval-tasks/" + asked(work, batch);
        var done = completed(work, task);
        assertThat(slices).hasValue(1);
        assertThat(done.json().path("progress").toString())
                .isEqualTo(
                        "{\"total\":1003,\"processed\":1003,\"succeeded\":500,\"failed\":0,"
                                + "\"skipped\":503}");
        String approved = "SELECT FROM direct_debits WHERE status = 'APPROVED'";
        assertThat(counted(approved, batch)).isEqualTo(500);
        work.close();
    }

    private int counted(String sql, UUID batch) {
        String text = sql.replace("SELECT", "SELECT count(*)::int").replace("WHERE", "WHERE (");
        return database.read(
                organization,
                tx ->
                        tx.sql()
                                .createQuery(
                                        text + ") AND organization_id = :org AND batch_id = :batch")
                                .bind("org", organization.value())
                                .bind("batch", batch)
                                .mapTo(Integer.class)
                                .one());
    }
}
