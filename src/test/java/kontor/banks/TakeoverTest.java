package kontor.banks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kontor.Await;
import kontor.connections.FragileChannel.Break;
import kontor.db.DatabaseAway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A node is frozen in the middle of its work, longer than its lease; another takes over; then the
 * first goes on as if nothing had happened.
 */
class TakeoverTest {

    @TempDir Path folder;
    private BankRig rig;
    private final List<byte[]> taken = new ArrayList<>();

    @BeforeEach
    void aBank() {
        rig = new BankRig(folder);
    }

    /** Another node waits until the frozen one has lost its session and its lease. */
    private void anotherTakesOver() {
        var other = rig.node();
        Await.until(
                () -> {
                    rig.loseLeases();
                    return other.tryRun(rig.line());
                });
    }

    /** It may notice that its session is gone. */
    private void wokenRound() {
        try {
            rig.work.tryRun(rig.line());
        } catch (DatabaseAway ended) {
            assertThat(ended).hasMessageContaining("cannot be reached");
        }
    }

    private void bankTakes() {
        try {
            for (String name : rig.atTheBank()) {
                taken.add(rig.atTheBank(name));
            }
            rig.bankTakesEverything();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Break.class,
            names = {
                "BEFORE_SEND",
                "BEFORE_STAGING",
                "IN_THE_MIDDLE",
                "BEFORE_LEAVING",
                "AFTER_LEAVING",
                "AFTER_SEND"
            })
    void frozenWhileHandingOver_deliversExactlyOneWholeFile(Break point) {
        rig.payments.due(rig.organization, rig.connection, 2);
        rig.channel.freezeAt(
                point,
                () -> {
                    anotherTakesOver();
                    assertThat(rig.instructions()).containsExactly("SENT");
                    bankTakes();
                });
        assertThat(rig.work.tryRun(rig.line())).as("the round of the frozen node").isFalse();
        assertThat(rig.work.tryRun(rig.line())).isTrue();
        bankTakes();
        assertThat(taken).hasSize(1);
        assertThat(new String(taken.getFirst(), StandardCharsets.UTF_8).strip()).hasLineCount(2);
        assertThat(rig.instructions()).containsExactly("SENT");
        assertThat(rig.payments.statuses(rig.organization)).containsOnly("SENT 0");
        assertThat(rig.names("staging")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Break.class,
            names = {"BEFORE_STAGING", "IN_THE_MIDDLE", "BEFORE_LEAVING", "AFTER_LEAVING"})
    void whoTookOverDiesAsWell_aThirdSends(Break point) {
        rig.payments.due(rig.organization, rig.connection, 1);
        rig.channel.freezeAt(
                point,
                () -> {
                    rig.channel.breakAt(Break.AFTER_LEAVING);
                    anotherTakesOver();
                    assertThat(rig.instructions()).containsExactly("HANDING_OVER");
                    anotherTakesOver();
                    assertThat(rig.instructions()).containsExactly("SENT");
                    bankTakes();
                });
        assertThat(rig.work.tryRun(rig.line())).isFalse();
        assertThat(rig.work.tryRun(rig.line())).isTrue();
        bankTakes();
        assertThat(taken).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Break.class,
            names = {"WAITING", "DURING_RECEIVING", "BEFORE_ACKNOWLEDGE"})
    void frozenWhileFetching_readsEachFileOnce(Break point) {
        rig.bankOffers("a", BankRig.statement("S1"));
        rig.channel.freezeAt(
                point,
                () -> {
                    anotherTakesOver();
                    rig.bankOffers("b", BankRig.statement("S2"));
                });
        wokenRound();
        assertThat(rig.work.tryRun(rig.line())).isTrue();
        assertThat(rig.inbox()).filteredOn(file -> file.endsWith("PROCESSED")).hasSize(2);
        assertThat(rig.inbox()).noneMatch(file -> file.contains("RECEIV"));
        assertThat(rig.statements.heard()).hasSize(2);
    }

    /** A bank may give the next file the name of one that was taken. */
    @Test
    void fileThatTookThePlaceOfAnother_isNotAcknowledgedForIt() {
        rig.bankOffers("a", BankRig.statement("S1"));
        rig.channel.freezeAt(
                Break.BEFORE_ACKNOWLEDGE,
                () -> {
                    anotherTakesOver();
                    rig.bankOffers("a", BankRig.statement("S2"));
                });
        wokenRound();
        assertThat(rig.work.tryRun(rig.line())).isTrue();
        assertThat(rig.statements.heard()).hasSize(2);
    }
}
