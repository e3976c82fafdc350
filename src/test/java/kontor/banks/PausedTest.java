package kontor.banks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import kontor.Await;
import kontor.Client;
import kontor.Reply;
import kontor.TestKontor;
import kontor.connections.FragileChannel.Break;
import kontor.pauses.PauseOrder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** While it is paused nothing leaves, wherever a file was when the order came; all else works. */
class PausedTest {

    private static final String ORGANIZATION = "/iam/v2beta/organization";

    @TempDir Path folder;
    private BankRig rig;
    private Client operator;
    private String connection = "";

    @BeforeEach
    void aBank() {
        rig = new BankRig(folder);
        operator =
                TestKontor.shared()
                        .client(
                                rig.organization,
                                Set.of(
                                        "connections:update",
                                        "connections:read",
                                        "organizations:update",
                                        "organizations:read"));
        connection = "/connectivity/v2beta/connections/" + rig.connection.id();
    }

    private Reply order(String what, String verb) {
        return operator.post((what.equals("connection") ? connection : ORGANIZATION) + verb, "");
    }

    private void due(int payments) {
        rig.payments.due(rig.organization, rig.connection, payments);
    }

    private void round() {
        // A round that the order ends goes on as the next one.
        rig.work.tryRun(rig.line());
    }

    @ParameterizedTest
    @ValueSource(strings = {"connection", "organization"})
    void whatFallsDue_waitsAndLeavesAfterwards(String what) {
        order(what, ":pause").ok();
        due(3);
        round();
        assertThat(rig.instructions()).isEmpty();
        assertThat(rig.work.outlook(rig.organization).getFirst().nextFile()).isEmpty();
        rig.bankOffers("statement.xml", BankRig.statement("S-1"));
        round();
        assertThat(rig.inbox()).containsExactly("statement.xml PROCESSED");

        order(what, ":resume").ok();
        round();
        assertThat(rig.instructions()).containsExactly("SENT", "SENT");
        assertThat(rig.channel.sent()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(
            value = Break.class,
            names = {"BEFORE_SEND", "BEFORE_STAGING", "IN_THE_MIDDLE", "BEFORE_LEAVING"})
    void fileThatIsMadeReady_isWithdrawnAndLeavesOnceAfterwards(Break point) {
        due(1);
        var paused = new AtomicReference<Reply>();
        rig.channel.freezeAt(point, () -> paused.set(order("connection", ":pause")));
        round();
        paused.get().ok();
        assertThat(rig.atTheBank()).isEmpty();
        assertThat(rig.names("staging")).isEmpty();
        round();
        round();
        assertThat(rig.instructions()).containsExactly("PREPARED");
        assertThat(rig.work.outlook(rig.organization).getFirst().open()).isEmpty();
        assertThat(rig.atTheBank()).isEmpty();

        order("connection", ":resume").ok();
        round();
        assertThat(rig.instructions()).containsExactly("SENT");
        assertThat(rig.atTheBank()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"connection", "organization"})
    void fileThatMoves_isFinishedBeforeTheOrderIsAnswered(String what) {
        due(1);
        var paused = new AtomicReference<CompletableFuture<Reply>>();
        rig.channel.freezeAt(
                Break.AFTER_LEAVING,
                () -> {
                    paused.set(CompletableFuture.supplyAsync(() -> order(what, ":pause")));
                    Await.until(
                            () ->
                                    rig.work
                                            .outlook(rig.organization)
                                            .getFirst()
                                            .paused()
                                            .isPresent());
                    assertThat(paused.get()).isNotDone();
                });
        round();
        paused.get().join().ok();
        assertThat(rig.instructions()).containsExactly("SENT");
        assertThat(rig.atTheBank()).hasSize(1);
    }

    /** Its lease is gone, so whoever takes over withdraws what it would move when it wakes. */
    @ParameterizedTest
    @ValueSource(strings = {"connection", "organization"})
    void fileOfAFrozenNode_isWithdrawnBeforeTheOrderIsAnswered(String what) {
        due(1);
        rig.channel.freezeAt(
                Break.AFTER_LEAVING,
                () -> {
                    rig.loseLeases();
                    var paused = CompletableFuture.supplyAsync(() -> order(what, ":pause"));
                    Await.until(this::isPaused);
                    assertThat(paused).isNotDone();
                    assertThat(rig.names("staging")).hasSize(1);
                    var other = rig.node();
                    Await.until(() -> other.tryRun(rig.line()));
                    paused.join().ok();
                    assertThat(rig.names("staging")).isEmpty();
                    assertThat(rig.instructions()).containsExactly("PREPARED");
                });
        round();
        round();
        assertThat(rig.atTheBank()).as("what the woken node moved").isEmpty();
        assertThat(rig.instructions()).containsExactly("PREPARED");
        order(what, ":resume").ok();
        round();
        assertThat(rig.instructions()).containsExactly("SENT");
        assertThat(rig.atTheBank()).hasSize(1);
    }

    private boolean isPaused() {
        return rig.work.outlook(rig.organization).getFirst().paused().isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"connection", "organization"})
    void orderBetweenTwoFilesOfABatch_keepsTheSecond(String what) {
        due(3);
        var paused = new AtomicReference<CompletableFuture<Reply>>();
        rig.channel.freezeAt(
                Break.AFTER_SEND,
                () -> {
                    paused.set(CompletableFuture.supplyAsync(() -> order(what, ":pause")));
                    Await.until(this::isPaused);
                });
        round();
        paused.get().join().ok();
        round();
        assertThat(rig.atTheBank()).hasSize(1);
        assertThat(rig.instructions()).containsOnlyOnce("SENT");
        order(what, ":resume").ok();
        round();
        assertThat(rig.instructions()).containsExactly("SENT", "SENT");
        assertThat(rig.channel.sent()).hasSize(2).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(
            value = Break.class,
            names = {"DURING_SEND", "BEFORE_LEAVING", "AFTER_LEAVING", "AFTER_SEND"})
    void fileOfADeadNode_isSettledByTheNextWhilePaused(Break point) {
        due(1);
        rig.channel.breakAt(point);
        round();
        var order = new PauseOrder(true, "operator", Optional.of("a test"));
        rig.database.write(
                rig.organization,
                tx ->
                        TestKontor.shared()
                                .wiring()
                                .parties()
                                .connections()
                                .order(tx, rig.connection.id(), order));
        // Another node, which was started while it was paused.
        rig.node().tryRun(rig.line());
        boolean left = point == Break.AFTER_SEND;
        assertThat(rig.instructions()).containsExactly(left ? "SENT" : "PREPARED");
        assertThat(rig.atTheBank()).hasSize(left ? 1 : 0);
        order("connection", ":resume").ok();
        round();
        assertThat(rig.instructions()).containsExactly("SENT");
        assertThat(rig.atTheBank()).hasSize(1);
    }

    @Test
    void otherConnections_goOn() {
        var other = TestPayments.connection("other");
        rig.add(other);
        order("connection", ":pause").ok();
        due(1);
        rig.payments.due(rig.organization, other, 1);
        rig.work.tryRun(new BankLine(rig.organization, other));
        round();
        assertThat(rig.instructions()).containsExactly("SENT");
        assertThat(rig.payments.statuses(rig.organization))
                .containsExactlyInAnyOrder("APPROVED 0", "SENT 0");
    }
}
