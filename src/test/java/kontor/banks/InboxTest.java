package kontor.banks;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(rig.inbox()).containsExactly("a PROCESSED", "a DUPLICATE");
        assertThat(rig.notes().getLast()).startsWith("the same bytes as file ");
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
}
