package kontor.banks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import kontor.connections.FragileChannel.Break;
import kontor.core.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void namesThatAreNone_andWhatIsNoFile_stopNothing() throws IOException {
        Path in = folder.resolve(rig.organization.toString()).resolve("bank/in");
        Files.createDirectory(in.resolve("folder"));
        Files.createSymbolicLink(in.resolve("link"), Path.of("/etc/hostname"));
        Files.createSymbolicLink(in.resolve("nowhere"), Path.of("/nowhere"));
        rig.bankOffers("line\nbreak", BankRig.statement("S1"));
        rig.bankOffers("tab\t\u001b[31mred", BankRig.statement("S2"));
        rig.bankOffers("x".repeat(255), BankRig.statement("S3"));
        rig.bankOffers("-rf", BankRig.statement("S4"));
        rig.bankOffers("\u00e4\u4e2d.xml", BankRig.statement("S5"));
        rig.round();
        rig.round();
        assertThat(rig.statements.heard()).hasSize(5);
        assertThat(rig.inbox())
                .hasSize(5)
                .contains("line_break PROCESSED", "tab__[31mred PROCESSED");
        assertThat(rig.names("in")).containsExactlyInAnyOrder("folder", "link", "nowhere");
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
