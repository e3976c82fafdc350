package kontor.messagepages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import kontor.Browser;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.iam.Permissions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Files to and from banks as pages, with one payment marked. */
class MessagePagesTest {

    private static SandboxOrganization ours;
    private static Browser owner;
    private static Reply payment;
    private static String sent;

    @BeforeAll
    static void make() {
        ours = TestKontor.shared().sandbox();
        owner = Browser.of(ours.owner());
        payment = ours.aDirectDebit().executed();
        sent = "/files/out/" + payment.at("/connectionInstructionId");
    }

    @Test
    void payment_leadsToItsMessages_andIsMarkedInThem() {
        String id = payment.at("/id");
        var page = owner.open("/direct-debits/" + id);
        assertThat(page.html()).contains("Bank files", sent + "/message?paymentId=" + id);
        var message = owner.open(sent + "/message?paymentId=" + id);
        assertThat(message.status()).isEqualTo(200);
        assertThat(message.html())
                .contains("printed marked", id.replace("-", ""), "&lt;DrctDbtTxInf&gt;", "Marked")
                .doesNotContain("<DrctDbtTxInf>");
        String told = page.find("href=\"(/files/in/[^\"]+)\"");
        assertThat(owner.open(told).html()).contains("&lt;Document");
    }

    @Test
    void message_isReadOnFromAnyLine() {
        assertThat(owner.open(sent).html()).contains(sent + "/message", sent + "/content");
        var whole = owner.open(sent + "/message");
        assertThat(whole.html()).contains("&lt;CstmrDrctDbtInitn&gt;").doesNotContain("marked\"");
        for (String line : new String[] {"0", "-1", "x", "99999999999999999999"}) {
            assertThat(owner.open(sent + "/message?line=" + line).html())
                    .as(line)
                    .contains("&lt;CstmrDrctDbtInitn&gt;");
        }
        assertThat(owner.open(sent + "/message?line=1000000").html()).contains("Nothing further");
        var other = owner.open(sent + "/message?paymentId=" + UUID.randomUUID());
        assertThat(other.html()).contains("does not stand in this file");
        assertThat(owner.open(sent + "/message?paymentId=nonsense").status()).isEqualTo(400);
    }

    @Test
    void download_isTheExactFile() {
        var file = owner.open(sent + "/content");
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.html()).startsWith("<?xml").contains("CstmrDrctDbtInitn");
    }

    @Test
    void files_areForThoseWhoSeeEveryAccount_ofTheirOrganization() {
        var limited =
                Browser.of(ours.aRole(Permissions.ALL).limitedTo(ours.account()).member().client());
        var stranger = Browser.of(TestKontor.shared().sandbox().owner());
        for (String path : new String[] {"/message", "/content"}) {
            assertThat(limited.open(sent + path).status()).as(path).isEqualTo(403);
            assertThat(stranger.open(sent + path).status()).as(path).isEqualTo(404);
            assertThat(stranger.open("/files/in/" + UUID.randomUUID() + path).status())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(limited.open("/direct-debits/" + payment.at("/id")).html())
                .contains("How sure is this money")
                .doesNotContain("/files/");
    }
}
