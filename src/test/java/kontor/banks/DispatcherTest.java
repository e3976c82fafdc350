package kontor.banks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import kontor.connections.FragileChannel.Break;
import kontor.core.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files leave once, whatever happens on the way. */
class DispatcherTest {

    @TempDir Path folder;
    private BankRig rig;

    @BeforeEach
    void aBank() {
        rig = new BankRig(folder);
    }

    private void due(int payments) {
        rig.payments.due(rig.organization, rig.connection, payments);
    }

    @Test
    void duePayments_leaveInFilesOfTheAllowedSize() {
        due(5);
        rig.round();
        assertThat(rig.instructions()).containsExactly("SENT", "SENT", "SENT");
        assertThat(rig.atTheBank())
                .hasSize(3)
                .allMatch(name -> name.matches("pain\\.008\\.001\\.08_[0-9A-Z]{25}\\.xml"));
        assertThat(rig.payments.statuses(rig.organization)).containsOnly("SENT 0");
        rig.round();
        assertThat(rig.channel.sent()).hasSize(3);
    }

    @Test
    void storedDigest_isThatOfTheBytesAtTheBank() throws Exception {
        due(1);
        rig.round();
        byte[] bytes = rig.atTheBank(rig.atTheBank().getFirst());
        assertThat(bytes.length).isGreaterThan(Chunks.SIZE);
        assertThat(
                        rig.text(
                                """
                                SELECT encode(sha256, 'hex') FROM instructions WHERE organization_id = :org
                                """))
                .containsExactly(
                        HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        assertThat(rig.text("SELECT size::text FROM instructions WHERE organization_id = :org"))
                .containsExactly(Integer.toString(bytes.length));
    }

    @Test
    void everyStep_isAnEvent() {
        due(1);
        rig.round();
        assertThat(
                        rig.text(
                                """
                                SELECT type || ' ' || name FROM events
                                WHERE organization_id = :org AND resource = 'instructions' ORDER BY position
                                """))
                .containsExactly("CREATED PREPARED", "UPDATED HANDING_OVER", "UPDATED SENT");
    }

    @ParameterizedTest
    @EnumSource(
            value = Break.class,
            names = {
                "BEFORE_SEND",
                "BEFORE_STAGING",
                "DURING_SEND",
                "IN_THE_MIDDLE",
                "BEFORE_LEAVING",
                "AFTER_LEAVING",
                "AFTER_SEND"
            })
    void crashWhileHandingOver_deliversExactlyOneFile(Break point) throws IOException {
        due(2);
        rig.channel.breakAt(point);
        rig.round();
        assertThat(rig.instructions()).containsExactly("HANDING_OVER");
        assertThat(rig.payments.statuses(rig.organization)).containsOnly("PENDING_SUBMISSION 0");

        rig.round();
        assertThat(rig.instructions()).containsExactly("SENT");
        assertThat(rig.channel.sent()).hasSize(1);
        byte[] bytes = rig.atTheBank(rig.atTheBank().getFirst());
        assertThat(new String(bytes, StandardCharsets.UTF_8).strip()).hasLineCount(2);
        assertThat(rig.payments.statuses(rig.organization)).containsOnly("SENT 0");
    }

    @Test
    void fileTakenByTheBankBeforeTheCrashWasNoticed_isNotSentAgain() throws IOException {
        due(1);
        rig.channel.breakAt(Break.AFTER_SEND);
        rig.round();
        rig.bankTakesEverything();
        rig.round();
        assertThat(rig.instructions()).containsExactly("SENT");
        assertThat(rig.channel.sent()).hasSize(1);
        assertThat(rig.atTheBank()).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "unheard of")
    void fileWrittenByANodeOfAnotherVersion_isHandedOverAllTheSame(String fileKind) {
        due(1);
        rig.channel.breakAt(Break.AFTER_SEND);
        rig.round();
        assertThat(rig.text("SELECT file_kind FROM instructions WHERE organization_id = :org"))
                .containsExactly("test");
        rig.database.write(
                rig.organization,
                tx ->
                        tx.update(
                                        """
                                        UPDATE instructions SET file_kind = :kind WHERE organization_id = :org
                                        """)
                                .bind("kind", fileKind)
                                .execute());
        rig.round();
        assertThat(rig.instructions()).containsExactly("SENT");
        assertThat(rig.payments.statuses(rig.organization)).containsOnly("SENT 0");
    }

    @Test
    void crashWhileWriting_leavesNothingBehind() {
        due(1);
        rig.payments.breakWritingOnce();
        rig.round();
        assertThat(rig.instructions()).isEmpty();
        assertThat(
                        rig.text(
                                """
                                SELECT number::text FROM instruction_chunks WHERE organization_id = :org
                                """))
                .isEmpty();
        assertThat(rig.payments.statuses(rig.organization)).containsOnly("APPROVED 0");
        rig.round();
        assertThat(rig.instructions()).containsExactly("SENT");
    }

    @Test
    void channelThatCannotTell_leavesTheFileUnknownUntilSomebodyDecides() {
        due(1);
        aFileOfUnknownFate();
        assertThat(rig.payments.statuses(rig.organization)).containsOnly("UNKNOWN 0");
        rig.round();
        assertThat(rig.channel.sent()).as("nothing is guessed").hasSize(1);

        assertThat(decide(true)).isTrue();
        assertThat(rig.instructions()).containsExactly("SENT");
        assertThat(rig.payments.statuses(rig.organization)).containsOnly("SENT 0");
        assertThat(decide(true)).as("decided already").isFalse();
    }

    @Test
    void fileOfUnknownFate_canBeSentAgain() {
        due(1);
        aFileOfUnknownFate();
        assertThat(decide(false)).isTrue();
        rig.round();
        assertThat(rig.instructions()).containsExactly("SENT");
        assertThat(rig.channel.sent()).hasSize(2);
        assertThat(rig.atTheBank()).as("the same name, so one file").hasSize(1);
    }

    private void aFileOfUnknownFate() {
        rig.channel.breakAt(Break.AFTER_SEND);
        rig.round();
        rig.channel.blind();
        rig.round();
        assertThat(rig.instructions()).containsExactly("UNKNOWN");
    }

    private boolean decide(boolean there) {
        UUID id =
                UUID.fromString(
                        rig.text(
                                        """
                                        SELECT id::text FROM instructions WHERE organization_id = :org
                                        """)
                                .getFirst());
        var decision =
                there ? Instructions.Decision.CONFIRM_SENT : Instructions.Decision.SEND_AGAIN;
        return rig.database
                        .write(
                                rig.organization,
                                tx ->
                                        rig.work
                                                .instructions()
                                                .decide(tx, List.of(rig.asked(id, decision))))
                        .getFirst()
                instanceof Outcome.Done<?>;
    }

    @Test
    void bankThatReportsOnAFile_hasIt() {
        due(1);
        aFileOfUnknownFate();
        rig.bankOffers("report", rig.report("R1", "ACCP"));
        rig.round();
        assertThat(rig.instructions()).containsExactly("SENT");
        assertThat(rig.payments.statuses(rig.organization)).containsOnly("ACCP 1");
    }

    @Test
    void brokenBank_doesNotStopTheOthers() {
        var other = TestPayments.connection("../outside");
        rig.add(other);
        rig.payments.due(rig.organization, other, 1);
        due(1);
        rig.round();
        assertThat(rig.instructions()).containsExactlyInAnyOrder("SENT", "HANDING_OVER");
        assertThat(rig.channel.sent()).hasSize(1);
    }

    @Test
    void twoNodes_sendEachPaymentOnce() throws Exception {
        due(40);
        Callable<Boolean> first = () -> rig.work.tryRun(rig.line());
        var second = rig.node();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done :
                    threads.invokeAll(
                            List.of(
                                    first,
                                    () -> second.tryRun(rig.line()),
                                    first,
                                    () -> second.tryRun(rig.line())))) {
                done.get();
            }
        }
        assertThat(rig.instructions()).hasSize(20).containsOnly("SENT");
        assertThat(rig.channel.sent()).hasSize(20).doesNotHaveDuplicates();
    }
}
