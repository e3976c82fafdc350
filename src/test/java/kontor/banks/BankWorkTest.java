package kontor.banks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import kontor.Await;
import kontor.TestKontor;
import kontor.db.AdvisoryLock;
import kontor.db.SessionLock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One hand on each line to a bank, and somebody who lends it every second. */
class BankWorkTest {

    @TempDir Path folder;
    private BankRig rig;

    @BeforeEach
    void aBank() {
        rig = new BankRig(folder);
    }

    /** Of another node. */
    private Turns turns() {
        return new Turns(rig.database);
    }

    @Test
    void roundWhileAnotherWorks_isLeftOut() {
        var other = rig.node();
        boolean ran = rig.work.alone(rig.organization, () -> other.tryRun(rig.line()));
        assertThat(ran).isFalse();
        assertThat(other.tryRun(rig.line())).as("afterwards").isTrue();
    }

    @Test
    void twoConnections_areWorkedSideBySide() {
        var second = TestPayments.connection("second");
        rig.add(second);
        rig.payments.due(rig.organization, second, 1);
        var other = rig.node();
        try (var _ = turns().tryTake(rig.line()).orElseThrow()) {
            assertThat(other.tryRun(rig.line())).isFalse();
            assertThat(other.tryRun(new BankLine(rig.organization, second))).isTrue();
        }
        assertThat(rig.instructions()).containsExactly("SENT");
    }

    @Test
    void whoWantsTheOrganizationAlone_waitsForEachOfItsLines() {
        var worker = turns().tryTake(rig.line()).orElseThrow();
        var alone =
                CompletableFuture.supplyAsync(
                        () -> rig.work.alone(rig.organization, () -> "done"),
                        task -> Thread.ofVirtual().start(task));
        Await.until(() -> !turns().tryTake(another()).map(this::released).orElse(false));
        assertThat(alone).isNotDone();
        worker.close();
        assertThat(alone.join()).isEqualTo("done");
    }

    /** Nobody may begin once somebody waits. */
    private BankLine another() {
        return new BankLine(rig.organization, TestPayments.connection("another"));
    }

    private boolean released(Turns.Turn turn) {
        turn.close();
        return true;
    }

    /** Before work was handed out by connections, a node took the whole organization. */
    @Test
    void nodeOfTheVersionBefore_andALine_excludeEachOther() {
        var whole = new AdvisoryLock.Pair(0x4B4E54, rig.organization.value().hashCode());
        try (var _ = SessionLock.tryTake(rig.database, whole).orElseThrow()) {
            assertThat(rig.work.tryRun(rig.line())).isFalse();
        }
        try (var _ = turns().tryTake(rig.line()).orElseThrow()) {
            assertThat(SessionLock.tryTake(rig.database, whole)).isEmpty();
        }
        assertThat(rig.work.tryRun(rig.line())).isTrue();
    }

    @Test
    void filesOfAnOrganization_areReadByOneAtATime() {
        rig.bankOffers("a", BankRig.statement("S1"));
        var second = new BankLine(rig.organization, TestPayments.connection("second"));
        try (var held = turns().tryTake(second).orElseThrow()) {
            try (var _ = turns().tryReading(held).orElseThrow()) {
                assertThat(rig.work.tryRun(rig.line())).as("fetched, not read").isFalse();
                assertThat(rig.inbox()).containsExactly("a RECEIVED");
            }
        }
        assertThat(rig.work.tryRun(rig.line())).isTrue();
        assertThat(rig.inbox()).containsExactly("a PROCESSED");
    }

    /** As when a call to it is under way, or has hung. */
    @Test
    void lineWhoseGateCannotTell_isClosedAlone() {
        var second = TestPayments.connection("second");
        rig.add(second);
        var node =
                rig.node(
                        (_, lines) -> {
                            if (lines.stream().anyMatch(one -> one.connection().equals(second))) {
                                throw new IllegalStateException("the bank does not answer");
                            }
                            return lines;
                        });
        rig.payments.due(rig.organization, rig.connection, 1);
        node.alone(
                rig.organization,
                () -> {
                    node.round(rig.organization);
                    return true;
                });
        assertThat(rig.payments.statuses(rig.organization)).containsExactly("SENT 0");
        assertThat(rig.troubles).singleElement().asString().contains("does not answer");
    }

    @Test
    void anotherOrganization_isNotKeptWaiting() {
        var another = new BankLine(TestKontor.shared().organization(), rig.connection);
        boolean ran = rig.work.alone(rig.organization, () -> rig.node().tryRun(another));
        assertThat(ran).isTrue();
    }

    /** A frozen node has lost its session when it wakes, and is still in the middle of its work. */
    @Test
    void whoLostTheSession_isTheOnlyOneAtWorkInItsNode() {
        var second =
                Thread.ofPlatform().unstarted(() -> rig.work.alone(rig.organization, () -> "done"));
        rig.work.alone(
                rig.organization,
                () -> {
                    if (second.getState() == Thread.State.NEW) {
                        endSessionsWithLocks();
                        second.start();
                        Await.until(() -> second.getState() == Thread.State.WAITING);
                    }
                    rig.work.round(rig.organization);
                    return "done";
                });
        Await.until(() -> !second.isAlive());
        assertThat(rig.work.tryRun(rig.line())).isTrue();
    }

    private void endSessionsWithLocks() {
        rig.database.systemDo(
                sql ->
                        sql.execute(
                                """
                                SELECT pg_terminate_backend(pid) FROM pg_locks
                                WHERE locktype = 'advisory' AND classid = 4935252
                                    AND objid = (%d::bigint & 4294967295)
                                """
                                        .formatted(rig.organization.value().hashCode())));
    }

    @Test
    void lock_isGivenBackAfterAFailure() {
        try {
            rig.work.alone(
                    rig.organization,
                    () -> {
                        throw new IllegalStateException("broken");
                    });
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessage("broken");
        }
        assertThat(rig.work.tryRun(rig.line())).isTrue();
    }

    @Test
    void nextMoment_isTheEarlierOfBankAndPayments() {
        var far = Instant.parse("2100-01-01T00:00:00Z");
        // A test payment is due at once; without one only the bank's next hour is left.
        rig.payments.due(rig.organization, rig.connection, 1);
        assertThat(rig.work.nextMoment(rig.organization, far)).contains(far.plusSeconds(1));
        assertThat(rig.work.nextMoment(TestKontor.shared().organization(), far))
                .contains(far.plusSeconds(3_600));
    }

    @Test
    void connections_areListedPageByPage() {
        rig.add(TestPayments.connection("second"));
        var client = TestKontor.shared().client(rig.organization, Set.of("connections:read"));
        var first = client.get("/connectivity/v2beta/connections?limit=1");
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.at("/items/0/name")).isEqualTo("Bank bank");
        assertThat(first.at("/items/0/bic")).isEqualTo("COBADEFFXXX");
        assertThat(first.at("/items/0/organizationId")).isEqualTo(rig.organization.toString());
        var second =
                client.get(
                        "/connectivity/v2beta/connections?limit=1&token=" + first.at("/nextToken"));
        assertThat(second.at("/items/0/name")).isEqualTo("Bank second");
        assertThat(second.at("/nextToken")).isEmpty();
        assertThat(first.body())
                .as("where the bank is found is nobody's business")
                .doesNotContain("address");
    }
}
