package kontor.batches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import kontor.Await;
import kontor.TestKontor;
import kontor.app.Wiring;
import kontor.assents.Assent;
import kontor.changes.Changes;
import kontor.changes.Door;
import kontor.changes.ExternalIds;
import kontor.changes.Request;
import kontor.core.Caller;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.core.Outcome;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.directdebits.NewDirectDebit;
import kontor.directdebits.Room;
import kontor.payments.BatchTreatment;
import kontor.uploads.ChunkTable;
import kontor.uploads.StoredInput;
import kontor.uploads.UploadFormat;
import org.junit.jupiter.api.Test;

/** Workers that die, meet and take over from each other: every payment is made once. */
class BatchWorkTest {

    private static final int RECORDS = 3 * RecordSlices.RECORDS + 17;

    private final BatchClient batches = new BatchClient();
    private final Wiring wiring = TestKontor.shared().wiring();
    private final Database database = TestKontor.shared().database();
    private final OrganizationId organization = batches.sandbox.organization();
    private final Room room = new Room();
    private final BatchKind<NewDirectDebit> kind = BatchKinds.directDebits(room.directDebits);

    /** A worker of a node of its own, whose payments are made by this door. */
    private BatchWork worker(Door<NewDirectDebit> create) {
        var doors = kind.doors();
        return new BatchWork(
                database,
                new Changes(database),
                wiring.ground().journal(),
                room.approvals,
                List.of(
                        new BatchKind<>(
                                kind.words(),
                                kind.uses(),
                                kind.reading(),
                                new BatchKind.Doors<>(
                                        create,
                                        doors.check(),
                                        doors.approve(),
                                        doors.reject(),
                                        doors.beyond(),
                                        doors.warnings()))));
    }

    private BatchWork worker() {
        return worker(kind.doors().create());
    }

    /** A batch that nobody works on yet. */
    private UUID stored(boolean skipFaulty) {
        byte[] body =
                BatchClient.body(batches.debits(RECORDS), "").getBytes(StandardCharsets.UTF_8);
        UUID id = Ids.next();
        var input =
                new StoredInput(
                        UploadFormat.BODY,
                        "application/json",
                        RECORDS,
                        body.length,
                        "00".repeat(32),
                        Optional.empty());
        var request =
                new NewBatch(
                        id,
                        BatchTreatment.BATCH,
                        skipFaulty,
                        Optional.empty(),
                        Map.of(),
                        input,
                        new ChunkTable.Chunk(id, 0, body));
        var caller =
                new Caller(
                        organization, Ids.next(), "u", "U", Ids.next(), false, true, Set.of(), 100);
        var door =
                new Batches(
                        kind,
                        new ExternalIds(),
                        new BatchParts(room.approvals, wiring.ground().journal()));
        assertThat(
                        database.write(
                                        organization,
                                        tx ->
                                                door.create(
                                                        tx,
                                                        List.of(
                                                                new Request<>(
                                                                        caller,
                                                                        Ids.next(),
                                                                        id,
                                                                        Optional.empty(),
                                                                        request))))
                                .getFirst())
                .isInstanceOf(Outcome.Done.class);
        return id;
    }

    private void leaseEnds(UUID batch) {
        database.write(
                organization,
                tx ->
                        tx.sql()
                                .createUpdate(
                                        """
                                        UPDATE batches SET leased_until = :now WHERE organization_id = :org AND id = :id
                                        """)
                                .bind("now", tx.now().minusSeconds(1))
                                .bind("org", organization.value())
                                .bind("id", batch)
                                .execute());
    }

    private void assertEveryPaymentOnce(UUID batch) {
        var shown = batches.developer.get(BatchClient.DEBITS + "/" + batch);
        assertThat(shown.at("/status")).as(shown.body()).isEqualTo("COMPLETED");
        assertThat(shown.json().at("/resultSummary/succeeded").asInt()).isEqualTo(RECORDS);
        assertThat(shown.at("/resultDetails/sums/0/value"))
                .isEqualTo(String.valueOf(100L * RECORDS));
        var references =
                database.read(
                        organization,
                        tx ->
                                tx.sql()
                                        .createQuery(
                                                """
                                                SELECT reference FROM direct_debits WHERE organization_id = :org AND batch_id = :batch
                                                """)
                                        .bind("org", organization.value())
                                        .bind("batch", batch)
                                        .mapTo(String.class)
                                        .list());
        assertThat(references).hasSize(RECORDS);
        assertThat(new HashSet<>(references)).hasSize(RECORDS);
    }

    @Test
    void workerThatDiesInASlice_isFollowedByOneThatGoesOn() throws Exception {
        for (boolean skip : new boolean[] {false, true}) {
            UUID batch = stored(skip);
            var slices = new AtomicInteger();
            var dying =
                    worker(
                            (tx, asked) -> {
                                var made = kind.doors().create().apply(tx, asked);
                                if (slices.incrementAndGet() == 3) {
                                    throw new IllegalStateException(
                                            "killed, though the payments were written");
                                }
                                return made;
                            });
            assertThatThrownBy(() -> dying.run(organization, batch)).hasMessageContaining("killed");
            var meanwhile = batches.developer.get(BatchClient.DEBITS + "/" + batch);
            assertThat(meanwhile.at("/status")).isEqualTo("PROCESSING_STARTED");
            // The slice beside the one that died may have been made.
            assertThat(meanwhile.json().at("/progress/created").asInt())
                    .isGreaterThan(0)
                    .isLessThan(RECORDS);
            assertThat(
                            batches.developer
                                    .get(BatchClient.DEBITS + "/" + batch + "/results")
                                    .status())
                    .isEqualTo(404);
            worker().run(organization, batch);
            assertEveryPaymentOnce(batch);
        }
    }

    @Test
    void batchWhoseTurnIsOver_isGoneOnWithInTheNext() throws Exception {
        for (boolean skip : new boolean[] {false, true}) {
            UUID batch = stored(skip);
            var due = new Processing.Signals(() -> false, () -> true);
            int turns = 1;
            while (!worker().run(organization, batch, due)) {
                turns++;
            }
            assertThat(turns).isGreaterThan(2);
            assertEveryPaymentOnce(batch);
        }
    }

    @Test
    void manyBatchesOfOne_leaveAWorkerForAnother() {
        var other = new BatchWorkTest();
        var released = new CountDownLatch(1);
        var waiting = new AtomicInteger();
        var create = kind.doors().create();
        var work =
                worker(
                        (tx, asked) -> {
                            if (tx.organization().equals(organization)) {
                                waiting.incrementAndGet();
                                Await.zero(released);
                            }
                            return create.apply(tx, asked);
                        });
        var many = Stream.generate(() -> stored(true)).limit(5).toList();
        many.forEach(batch -> work.kick(organization, batch));
        Await.until(() -> waiting.get() > 0);
        UUID one = other.stored(true);
        work.kick(other.organization, one);
        Await.until(() -> other.isCompleted(one));
        assertThat(many).noneMatch(this::isCompleted);
        released.countDown();
        Await.until(() -> many.stream().allMatch(this::isCompleted));
        work.close();
    }

    private boolean isCompleted(UUID batch) {
        return batches.developer
                .get(BatchClient.DEBITS + "/" + batch)
                .at("/status")
                .equals("COMPLETED");
    }

    @Test
    void workerThatDiesWhileValidating_isFollowedByOneThatBeginsAgain() throws Exception {
        UUID batch = stored(false);
        var slices = new AtomicInteger();
        var doors = kind.doors();
        var dying =
                new BatchWork(
                        database,
                        new Changes(database),
                        wiring.ground().journal(),
                        room.approvals,
                        List.of(
                                new BatchKind<>(
                                        kind.words(),
                                        kind.uses(),
                                        kind.reading(),
                                        new BatchKind.Doors<>(
                                                doors.create(),
                                                (tx, asked) -> {
                                                    if (slices.incrementAndGet() == 2) {
                                                        throw new IllegalStateException("killed");
                                                    }
                                                    return doors.check().apply(tx, asked);
                                                },
                                                doors.approve(),
                                                doors.reject(),
                                                doors.beyond(),
                                                doors.warnings()))));
        assertThatThrownBy(() -> dying.run(organization, batch)).hasMessageContaining("killed");
        worker().run(organization, batch);
        assertEveryPaymentOnce(batch);
    }

    @Test
    void nodeThatShutsDown_leavesTheRestToAnother() throws Exception {
        UUID batch = stored(true);
        var stopping = new BatchWork[1];
        stopping[0] =
                worker(
                        (tx, asked) -> {
                            stopping[0].close();
                            return kind.doors().create().apply(tx, asked);
                        });
        stopping[0].run(organization, batch);
        assertThat(
                        batches.developer
                                .get(BatchClient.DEBITS + "/" + batch)
                                .json()
                                .at("/progress/created")
                                .asInt())
                .isGreaterThan(0)
                .isLessThan(RECORDS);
        worker().round(organization);
        Await.until(
                () ->
                        batches.developer
                                .get(BatchClient.DEBITS + "/" + batch)
                                .at("/status")
                                .equals("COMPLETED"));
        assertEveryPaymentOnce(batch);
    }

    @Test
    void twoNodes_raceAndOneWorks() throws Exception {
        UUID batch = stored(false);
        var begun = new CountDownLatch(1);
        var first =
                CompletableFuture.runAsync(
                        () ->
                                run(
                                        worker(
                                                (tx, asked) -> {
                                                    begun.countDown();
                                                    return kind.doors().create().apply(tx, asked);
                                                }),
                                        batch));
        Await.zero(begun);
        var idle =
                worker(
                        (tx, asked) -> {
                            throw new AssertionError("the other node has the lease");
                        });
        idle.run(organization, batch);
        first.join();
        assertEveryPaymentOnce(batch);
    }

    @Test
    void workerWhoseLeaseRanOut_writesNothingMore() throws Exception {
        UUID batch = stored(true);
        var inSecondSlice = new CountDownLatch(1);
        var overtaken = new CountDownLatch(1);
        var slices = new AtomicInteger();
        var slow =
                CompletableFuture.runAsync(
                        () ->
                                run(
                                        worker(
                                                (tx, asked) -> {
                                                    if (slices.incrementAndGet() == 2) {
                                                        inSecondSlice.countDown();
                                                        Await.zero(overtaken);
                                                    }
                                                    return kind.doors().create().apply(tx, asked);
                                                }),
                                        batch));
        Await.zero(inSecondSlice);
        leaseEnds(batch);
        worker().run(organization, batch);
        overtaken.countDown();
        assertThatThrownBy(slow::join).hasCauseInstanceOf(Lease.Lost.class);
        assertEveryPaymentOnce(batch);
    }

    @Test
    void workerThatDiesCarryingADecision_isFollowedByOneThatGoesOn() throws Exception {
        UUID batch = stored(true);
        worker().run(organization, batch);
        decide(batch);
        var doors = kind.doors();
        var slices = new AtomicInteger();
        var dying =
                new BatchWork(
                        database,
                        new Changes(database),
                        wiring.ground().journal(),
                        room.approvals,
                        List.of(
                                new BatchKind<>(
                                        kind.words(),
                                        kind.uses(),
                                        kind.reading(),
                                        new BatchKind.Doors<>(
                                                doors.create(),
                                                doors.check(),
                                                (tx, asked) -> {
                                                    var decided = doors.approve().apply(tx, asked);
                                                    if (slices.incrementAndGet() == 2) {
                                                        throw new IllegalStateException("killed");
                                                    }
                                                    return decided;
                                                },
                                                doors.reject(),
                                                doors.beyond(),
                                                doors.warnings()))));
        assertThatThrownBy(() -> dying.run(organization, batch)).hasMessageContaining("killed");
        var meanwhile = batches.developer.get(BatchClient.DEBITS + "/" + batch);
        assertThat(meanwhile.at("/approvalResults/status")).isEqualTo("PROCESSING_STARTED");
        assertThat(meanwhile.json().at("/approvalResults/succeeded").asInt())
                .isEqualTo(RecordSlices.RECORDS);
        worker().run(organization, batch);
        var after = batches.developer.get(BatchClient.DEBITS + "/" + batch);
        assertThat(after.json().at("/approvalResults").toString())
                .isEqualTo(
                        "{\"decision\":\"APPROVED\","
                                + "\"status\":\"COMPLETED\",\"total\":"
                                + RECORDS
                                + ",\"succeeded\":"
                                + RECORDS
                                + ",\"failed\":0}");
        int approved =
                database.read(
                        organization,
                        tx ->
                                tx.sql()
                                        .createQuery(
                                                """
                                                SELECT count(*)::int FROM direct_debits
                                                WHERE organization_id = :org AND batch_id = :batch AND status = 'APPROVED' AND version = 2
                                                """)
                                        .bind("org", organization.value())
                                        .bind("batch", batch)
                                        .mapTo(Integer.class)
                                        .one());
        assertThat(approved).isEqualTo(RECORDS);
    }

    /** The owner approves, and nobody carries it to the payments yet. */
    private void decide(UUID batch) {
        var door =
                new Batches(
                        kind,
                        new ExternalIds(),
                        new BatchParts(room.approvals, wiring.ground().journal()));
        String step =
                batches.developer.get(BatchClient.DEBITS + "/" + batch).at("/approvalSteps/0/id");
        var outcome =
                database.write(
                        organization,
                        tx ->
                                door.approve.apply(
                                        tx,
                                        List.of(
                                                new Request<>(
                                                        new Caller(
                                                                organization,
                                                                Ids.next(),
                                                                "o",
                                                                "O",
                                                                wiring.people().roles().owner(tx),
                                                                true,
                                                                false,
                                                                Set.of(),
                                                                100),
                                                        Ids.next(),
                                                        batch,
                                                        Optional.empty(),
                                                        new Batches.Approve(step, Assent.NONE)))));
        assertThat(outcome.getFirst()).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void batchThatNeverGetsFurther_isGivenUp() throws Exception {
        UUID batch = stored(true);
        var broken =
                worker(
                        (tx, asked) -> {
                            throw new IllegalStateException("a bug");
                        });
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> broken.run(organization, batch)).hasMessageContaining("a bug");
            leaseEnds(batch);
        }
        broken.run(organization, batch);
        var shown = batches.developer.get(BatchClient.DEBITS + "/" + batch);
        assertThat(shown.at("/status")).isEqualTo("COMPLETED");
        assertThat(shown.at("/errors/0/code")).isEqualTo("processing_failed");
    }

    @Test
    void recordThatBecameInvalid_failsAlone() throws Exception {
        UUID batch = stored(false);
        var slices = new AtomicInteger();
        var work =
                worker(
                        (tx, asked) -> {
                            if (slices.incrementAndGet() == 2) {
                                tx.sql()
                                        .createUpdate(
                                                "UPDATE mandates SET blocked_by = 'AC04' WHERE"
                                                        + " organization_id = :org AND id = :id")
                                        .bind("org", organization.value())
                                        .bind("id", UUID.fromString(batches.mandate))
                                        .execute();
                            }
                            return kind.doors().create().apply(tx, asked);
                        });
        work.run(organization, batch);
        var shown = batches.developer.get(BatchClient.DEBITS + "/" + batch);
        int succeeded = shown.json().at("/resultSummary/succeeded").asInt();
        assertThat(succeeded).isGreaterThan(0).isLessThan(RECORDS);
        assertThat(shown.json().at("/resultSummary/failed").asInt()).isEqualTo(RECORDS - succeeded);
        assertThat(shown.json().at("/errors"))
                .hasSize(255)
                .allSatisfy(
                        error ->
                                assertThat(error.path("code").asText())
                                        .isEqualTo("mandate_blocked"));
        assertThat(batches.results(BatchClient.DEBITS, shown, "?errors=true"))
                .noneMatch(result -> result.has("skipped"));
    }

    @Test
    void uploadsWithoutABatch_areForgottenAfterADay() {
        UUID old = Ids.firstAt(database.read(organization, Tx::now).minusSeconds(90_000));
        var chunks = new ChunkTable();
        database.write(
                organization,
                tx -> {
                    chunks.insert(
                            tx,
                            List.of(
                                    new ChunkTable.Chunk(old, 0, new byte[] {1}),
                                    new ChunkTable.Chunk(Ids.next(), 0, new byte[] {1})));
                    return true;
                });
        worker().forgetAbandoned(organization);
        assertThat(batches.chunks()).isEqualTo(1);
    }

    private void run(BatchWork work, UUID batch) {
        try {
            work.run(organization, batch);
        } catch (RuntimeException failed) {
            throw failed;
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
