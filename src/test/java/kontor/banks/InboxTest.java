package kontor.banks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import kontor.Await;
import kontor.connections.FragileChannel.Break;
import kontor.core.Outcome;
import kontor.shares.Allowance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a bank says is kept, read once, and never stands in the way of what it says next. */
class InboxTest {

    @TempDir Path folder;
    private BankRig rig;

    @BeforeEach
    void aBankWithAFileOfOurs() {
        rig = new BankRig(folder);
        rig.payments.due(rig.organization, rig.connection, 1);
        rig.round();
    }

    private void assertPayment(String statusAndReports) {
        assertThat(rig.payments.statuses(rig.organization)).containsExactly(statusAndReports);
    }

    @Test
    void report_isAppliedToItsFile() {
        rig.bankOffers("a", rig.report("R1", "ACCP"));
        rig.round();
        assertPayment("ACCP 1");
        assertThat(rig.inbox()).containsExactly("a PROCESSED");
        assertThat(rig.names("in")).isEmpty();
        assertThat(rig.names("done")).containsExactly("a");
    }

    @Test
    void crashBetweenStoringAndAcknowledging_appliesTheReportOnce() {
        rig.channel.breakAt(Break.BEFORE_ACKNOWLEDGE);
        rig.bankOffers("a", rig.report("R1", "ACCP"));
        rig.round();
        assertPayment("ACCP 1");
        rig.round();
        assertPayment("ACCP 1");
        assertThat(rig.inbox()).containsExactly("a PROCESSED");
        assertThat(rig.names("in")).isEmpty();
    }

    @Test
    void sameBytesUnderAnotherName_areADuplicate() {
        rig.bankOffers("a", rig.report("R1", "ACCP"));
        rig.round();
        rig.bankOffers("b", rig.report("R1", "ACCP"));
        rig.round();
        assertPayment("ACCP 1");
        assertThat(rig.inbox()).containsExactly("a PROCESSED", "b DUPLICATE");
        assertThat(rig.notes().getLast()).startsWith("the same bytes as file ");
    }

    @Test
    void shareOfTheDiskSpent_leavesFilesWithTheBankUntilThereIsRoom() {
        var small = rig.node(new Allowance(100, 1, Optional.empty()));
        rig.bankOffers("a", rig.report("R1", "ACCP"));
        small.tryRun(rig.line());
        assertThat(rig.inbox()).containsExactly("a PROCESSED");
        rig.bankOffers("b", rig.report("R2", "ACCP"));
        small.tryRun(rig.line());
        assertThat(rig.inbox()).containsExactly("a PROCESSED");
        assertThat(rig.names("in")).containsExactly("b");
        assertThat(rig.troubles.getLast())
                .startsWith("file b was not fetched: ")
                .contains("the files from banks of this organization hold")
                .contains("KONTOR_MOST_STORED");
        rig.round();
        assertThat(rig.inbox()).containsExactly("a PROCESSED", "b PROCESSED");
        assertThat(rig.names("in")).isEmpty();
    }

    @Test
    void crashWhileFetching_fetchesTheWholeFileAnew() {
        rig.channel.breakAt(Break.DURING_FETCH);
        rig.bankOffers("a", rig.report("R1", "ACCP"));
        rig.round();
        assertPayment("SENT 0");
        assertThat(rig.inbox()).containsExactly("a RECEIVING");
        rig.round();
        assertPayment("ACCP 1");
        assertThat(rig.inbox()).containsExactly("a PROCESSED");
    }

    @Test
    void crashWhileApplying_leavesNothingHalfDone() {
        rig.payments.breakApplying(1);
        rig.bankOffers("a", rig.report("R1", "ACCP"));
        rig.round();
        assertPayment("SENT 0");
        assertThat(rig.inbox()).containsExactly("a RECEIVED");
        rig.round();
        assertPayment("ACCP 1");
        assertThat(rig.inbox()).containsExactly("a PROCESSED");
    }

    @Test
    void sameReportInOtherBytes_isADuplicate() {
        rig.bankOffers("a", rig.report("R1", "ACCP"));
        rig.round();
        rig.bankOffers("b", rig.report("R1", "ACCP") + "\n");
        rig.round();
        assertPayment("ACCP 1");
        assertThat(rig.inbox()).containsExactly("a PROCESSED", "b DUPLICATE");
    }

    @Test
    void malformedFile_isSetAsideWithThePlace_andTheNextIsRead() {
        rig.bankOffers("a", rig.report("R1", "ACCP").replace("</GrpSts>", "</GrpStx>"));
        rig.round();
        rig.bankOffers("b", rig.report("R2", "ACCP"));
        rig.round();
        assertPayment("ACCP 1");
        assertThat(rig.inbox()).containsExactly("a QUARANTINED", "b PROCESSED");
        assertThat(rig.notes().getFirst()).contains("line 8");
    }

    @Test
    void whatIsNoMessage_isSetAside() {
        rig.bankOffers("a.xml", "not XML at all");
        rig.bankOffers("b.xml", "");
        rig.bankOffers("c.xml", "<!-- <CstmrPmtStsRpt> --><Document><Invoice/></Document>");
        rig.round();
        assertThat(rig.inbox())
                .containsExactlyInAnyOrder(
                        "a.xml QUARANTINED", "b.xml QUARANTINED", "c.xml QUARANTINED");
        assertThat(rig.notes()).anyMatch(note -> note.contains("the message is Invoice"));
    }

    @Test
    void messageBehindALongPreamble_isRecognized() {
        var report = rig.report("R1", "ACCP");
        var preamble = "<!--" + " ".repeat(100_000) + "-->";
        rig.bankOffers("a", report.replace("<Document", preamble + "<Document"));
        rig.round();
        assertPayment("ACCP 1");
    }

    @Test
    void reportOnAMessageThatIsNotOurs_isSetAside_andCanBeReadAgain() {
        rig.bankOffers("a", BankRig.report("R1", "ACCP", "SOMEBODYELSES"));
        rig.round();
        assertThat(rig.inbox()).containsExactly("a QUARANTINED");
        assertThat(rig.notes().getFirst()).contains("SOMEBODYELSES");

        assertThat(readAgain()).isTrue();
        assertThat(rig.inbox()).containsExactly("a RECEIVED");
        rig.round();
        assertThat(rig.inbox())
                .as("it did not claim the report's id")
                .containsExactly("a QUARANTINED");
    }

    private boolean readAgain() {
        UUID id =
                UUID.fromString(
                        rig.text(
                                        """
                                        SELECT id::text FROM inbox_files WHERE organization_id = :org ORDER BY id
                                        """)
                                .getFirst());
        return rig.database
                        .write(
                                rig.organization,
                                tx ->
                                        rig.work
                                                .inboxFiles()
                                                .readAgain(tx, List.of(rig.asked(id, id))))
                        .getFirst()
                instanceof Outcome.Done<?>;
    }

    @Test
    void reportOfAnotherBank_cannotSpeakOfThisBanksFile() {
        var other = TestPayments.connection("other");
        rig.add(other);
        rig.channel.waiting(rig.organization, other);
        rig.bankOffers("../../other/in/a", rig.report("R1", "RJCT"));
        rig.round();
        assertPayment("SENT 0");
        assertThat(rig.inbox()).containsExactly("a QUARANTINED");
    }

    @Test
    void fileThatKeepsFailing_isSetAsideAfterAWhileAndBlocksNobody() {
        rig.payments.breakApplying(5);
        rig.bankOffers("a", rig.report("R1", "RJCT"));
        rig.bankOffers("b", BankRig.statement("S1"));
        rig.round();
        assertThat(rig.inbox()).contains("a RECEIVED", "b PROCESSED");
        for (int more = 0; more < 4; more++) {
            rig.round();
        }
        assertThat(rig.inbox()).contains("a QUARANTINED");
        assertPayment("SENT 0");

        assertThat(readAgain()).isTrue();
        rig.round();
        assertPayment("RJCT 1");
    }

    @Test
    void statement_isToldUntilItWasHeardOnce() {
        rig.statements.breakReading(1);
        rig.bankOffers("a", BankRig.statement("S1"));
        rig.round();
        assertThat(rig.statements.heard()).isEmpty();
        rig.round();
        rig.round();
        assertThat(rig.statements.heard()).hasSize(1);
        assertThat(rig.inbox()).containsExactly("a PROCESSED");
    }

    @Test
    void statementThatCouldNotBeUsedWhole_isSetAsideWithTheReason() {
        rig.statements.leaveOut("an account is not known");
        rig.bankOffers("a", BankRig.statement("S1"));
        rig.round();
        assertThat(rig.statements.heard()).hasSize(1);
        assertThat(rig.inbox()).containsExactly("a QUARANTINED");
        assertThat(rig.notes()).containsExactly("an account is not known");
    }

    @Test
    void statementBrokenAtItsEnd_isSetAside() {
        rig.bankOffers("a", BankRig.statement("S1").replace("</Document>", ""));
        rig.round();
        assertThat(rig.statements.heard()).isEmpty();
        assertThat(rig.inbox()).containsExactly("a QUARANTINED");
    }

    @Test
    void fileOfManyChunks_isKeptWhole() {
        rig.bankOffers("a", rig.report("R1", "ACCP") + " ".repeat(700_000));
        rig.round();
        assertPayment("ACCP 1");
        assertThat(rig.text("SELECT number::text FROM inbox_chunks WHERE organization_id = :org"))
                .containsExactlyInAnyOrder("0", "1", "2");
    }

    @Test
    void bankThatCannotBeReached_doesNotKeepItsStoredFilesWaiting() {
        rig.payments.breakApplying(1);
        rig.bankOffers("a", rig.report("R1", "ACCP"));
        rig.round();
        rig.channel.breakAt(Break.WAITING);
        rig.round();
        assertPayment("ACCP 1");
    }

    /** It was stored again in each round once: 16 GB an hour. */
    @Test
    void fileThatCannotBeTakenAway_isStoredOnce_andDelaysNobody() throws IOException {
        Path done = folder.resolve(rig.organization.toString()).resolve("bank/done");
        Files.writeString(done, "no folder");
        rig.bankOffers("a", rig.report("R1", "ACCP"));
        for (int round = 0; round < 5; round++) {
            rig.round();
        }
        assertPayment("ACCP 1");
        assertThat(rig.inbox()).containsExactly("a PROCESSED");
        assertThat(rig.troubles)
                .isNotEmpty()
                .allMatch(told -> told.startsWith("file a is stored but stays in the bank's list"));

        rig.bankOffers("b", BankRig.statement("S1"));
        rig.round();
        assertThat(rig.inbox()).contains("b PROCESSED");

        // Another node, or this one after a start, does not know of it but by the database.
        assertThat(rig.node().tryRun(rig.line())).isTrue();
        assertThat(rig.inbox()).containsExactly("a PROCESSED", "b PROCESSED");

        Files.delete(done);
        assertThat(rig.node().tryRun(rig.line())).as("heals by itself").isTrue();
        assertThat(rig.names("in")).isEmpty();
        assertThat(rig.names("done")).containsExactly("a", "b");
        assertThat(rig.inbox()).containsExactly("a PROCESSED", "b PROCESSED");
    }

    @Test
    void nextFileOfTheSameName_isStoredAlsoWhileTheFirstCouldNotBeTakenAway() throws IOException {
        Path done = folder.resolve(rig.organization.toString()).resolve("bank/done");
        Files.writeString(done, "no folder");
        rig.bankOffers("a", rig.report("R1", "ACCP"));
        rig.round();
        rig.bankOffers("a", BankRig.statement("S1"));
        rig.round();
        assertThat(rig.inbox()).containsExactly("a PROCESSED", "a PROCESSED");
        assertThat(rig.statements.heard()).hasSize(1);
    }

    /** A share of coarse times, and a bank that gives each day the same name. */
    @Test
    void otherBytesOfTheSameNameSizeAndTime_areStored() throws IOException {
        Path done = folder.resolve(rig.organization.toString()).resolve("bank/done");
        Path file = folder.resolve(rig.organization.toString()).resolve("bank/in/a");
        Files.writeString(done, "no folder");
        rig.bankOffers("a", BankRig.statement("S1"));
        var time = Files.getLastModifiedTime(file);
        rig.round();
        rig.bankOffers("a", BankRig.statement("S2"));
        Files.setLastModifiedTime(file, time);
        assertThat(rig.node().tryRun(rig.line())).isTrue();
        assertThat(rig.inbox()).hasSize(2);
    }

    @Test
    void fileThatCannotBeRead_doesNotStopTheNext() {
        rig.channel.breakAt(Break.DURING_FETCH);
        rig.bankOffers("a", rig.report("R1", "ACCP"));
        rig.bankOffers("b", BankRig.statement("S1"));
        rig.round();
        assertThat(rig.inbox()).hasSize(2).containsOnlyOnce("b PROCESSED");
        rig.round();
        assertThat(rig.inbox()).containsExactlyInAnyOrder("a PROCESSED", "b PROCESSED");
    }

    /** What others may put there: how it is made by a shell in the folder, and what is said. */
    private record Strange(String made, boolean stays, String says) {
        @Override
        public String toString() {
            return says + ": " + made;
        }
    }

    static Stream<Strange> strays() {
        return Stream.of(
                new Strange("ln -s /etc/hostname x", false, "a link"),
                new Strange("ln -s /nowhere x", false, "a link"),
                new Strange("ln -s . x", false, "a link"),
                new Strange("mkdir x", true, "a folder"),
                new Strange("mkfifo x", false, "a pipe, a socket or a device"),
                new Strange(
                        "python3 -c 'import socket as s; s.socket(s.AF_UNIX).bind(\"x\")'",
                        false,
                        "a pipe, a socket or a device"),
                new Strange("printf a > \"$(printf 'x\\377.xml')\"", false, "no text"),
                new Strange("printf a > \"$(printf 'x\\nERROR y')\"", false, "cannot be seen"),
                new Strange("printf a > \"$(printf 'x\\033[31m')\"", false, "cannot be seen"),
                new Strange("truncate -s 1048577 x", false, "1,048,577 bytes, and at most"),
                new Strange("truncate -s 500G x", false, "and at most 1,048,576 are taken"));
    }

    @ParameterizedTest
    @MethodSource("strays")
    void stray_isToldOnceAndPutAsideUnread_andStopsNothing(Strange stray) throws Exception {
        Path in = folder.resolve(rig.organization.toString()).resolve("bank/in");
        shell(in, stray.made);
        String name = rig.names("in").getFirst();
        rig.bankOffers("z", BankRig.statement("S1"));
        rig.round();
        rig.round();
        rig.node().tryRun(rig.line());
        assertThat(rig.inbox()).containsExactly("z PROCESSED");
        assertThat(rig.notTaken()).singleElement().asString().contains(stray.says);
        assertThat(rig.names("in")).isEqualTo(stray.stays ? List.of(name) : List.of());
        assertThat(rig.troubles).isEmpty();
        if (!stray.stays) {
            assertThat(rig.names("refused")).containsExactly(name);
        }
    }

    private static void shell(Path folder, String command) throws Exception {
        var shell = new ProcessBuilder("sh", "-c", command).directory(folder.toFile()).inheritIO();
        assertThat(shell.start().waitFor()).isZero();
    }

    /** Whoever moves files in by a second name takes the first away; a foreign one stays. */
    @Test
    void hardLink_isNotRead_andIsAFileWhenItsOtherNameIsGone() throws Exception {
        Path in = folder.resolve(rig.organization.toString()).resolve("bank/in");
        Path first = Files.writeString(folder.resolve("first"), BankRig.statement("S1"));
        Files.createLink(in.resolve("a"), first);
        Path foreign = Files.writeString(folder.resolve("foreign"), BankRig.statement("S2"));
        Files.createLink(in.resolve("b"), foreign);
        rig.round();
        assertThat(rig.inbox()).isEmpty();
        assertThat(rig.notTaken()).isEmpty();
        Files.delete(first);
        rig.round();
        assertThat(rig.inbox()).containsExactly("a PROCESSED");
        Await.until(
                () -> {
                    append(foreign);
                    rig.round();
                    return !rig.notTaken().isEmpty();
                });
        append(foreign);
        rig.round();
        assertThat(rig.notTaken()).singleElement().asString().contains("a hard link");
        assertThat(rig.names("refused")).containsExactly("b");
    }

    private static void append(Path file) {
        try {
            Files.writeString(file, "more", StandardOpenOption.APPEND);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Test
    void namesThatAreOdd_areRead_andWhatIsNotWholeWaits() throws Exception {
        Path in = folder.resolve(rig.organization.toString()).resolve("bank/in");
        rig.bankOffers("x".repeat(255), BankRig.statement("S1"));
        rig.bankOffers("-rf", BankRig.statement("S2"));
        rig.bankOffers("\u00e4\u4e2d %41?.xml", BankRig.statement("S3"));
        for (String hidden : new String[] {"...", "..a", ".a", "a.part"}) {
            Files.writeString(in.resolve(hidden), "");
        }
        rig.round();
        assertThat(rig.statements.heard()).hasSize(3);
        assertThat(rig.inbox()).contains("\u00e4\u4e2d %41?.xml PROCESSED");
        assertThat(rig.names("in")).containsExactlyInAnyOrder("...", "..a", ".a", "a.part");
        rig.bankOffers("x".repeat(255), BankRig.statement("S4"));
        rig.round();
        assertThat(rig.names("done")).as("nothing is overwritten").hasSize(4);
    }

    @Test
    void fileThatGrowsWhileItIsRead_isNotStored() throws Exception {
        Path in = folder.resolve(rig.organization.toString()).resolve("bank/in");
        rig.bankOffers("a", BankRig.statement("S1"));
        rig.channel.freezeAt(
                Break.DURING_RECEIVING,
                () -> {
                    try {
                        Files.writeString(in.resolve("a"), "more", StandardOpenOption.APPEND);
                    } catch (IOException broken) {
                        throw new UncheckedIOException(broken);
                    }
                });
        rig.round();
        assertThat(rig.troubles).singleElement().asString().contains("grows while it is read");
        assertThat(rig.names("in")).containsExactly("a");
    }

    /** A large file is stored for long; what falls due meanwhile does not wait for its end. */
    @Test
    void whatFallsDueWhileAFileIsStored_leavesMeanwhile() {
        int before = rig.channel.sent().size();
        rig.bankOffers("a", BankRig.statement("S1") + " ".repeat(900_000));
        var sentByThen = new ArrayList<String>();
        rig.channel.freezeAt(
                Break.DURING_RECEIVING,
                () -> {
                    rig.payments.due(rig.organization, rig.connection, 1);
                    long begun = System.nanoTime();
                    Await.until(() -> System.nanoTime() - begun > 1_100_000_000L);
                });
        rig.channel.freezeAt(Break.BEFORE_ACKNOWLEDGE, () -> sentByThen.addAll(rig.channel.sent()));
        rig.round();
        assertThat(sentByThen).hasSize(before + 1);
        assertThat(rig.inbox()).containsExactly("a PROCESSED");
    }

    @Test
    void whatIsDone_isNotOverwritten() throws IOException {
        for (String statement : new String[] {"S1", "S2", "S3"}) {
            rig.bankOffers("a", BankRig.statement(statement));
            rig.round();
        }
        assertThat(rig.names("done")).hasSize(3);
    }
}
