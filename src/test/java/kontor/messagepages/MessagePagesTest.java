package kontor.messagepages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import kontor.Browser;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.core.BankCalendar;
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

    /** Records of Bankgirot have the end of an id only. */
    @Test
    void paymentsByAutogiro_areMarkedInEachOfTheirFiles() {
        var swedish = TestKontor.shared().sandbox();
        String account = swedish.bankgiroAccount();
        var day = BankCalendar.SWEDEN.plus(swedish.today(), 6);
        String mandate = swedish.aMandate().byAutogiro("1001").active().id();
        swedish.aDirectDebit().byAutogiro(mandate, 700).into(account).on(day).approved();
        var debit =
                swedish.aDirectDebit().byAutogiro(mandate, 500).into(account).on(day).approved();
        var credit =
                swedish.aCreditTransfer()
                        .underMandate(mandate, 300)
                        .from(account)
                        .on(day)
                        .approved();
        swedish.advanceTo(BankCalendar.SWEDEN.plus(day, 1));
        assertMarked(Browser.of(swedish.owner()), "/direct-debits/", debit);
        assertMarked(Browser.of(swedish.owner()), "/credit-transfers/", credit);
    }

    private static void assertMarked(Browser people, String pages, Reply payment) {
        String id = payment.at("/id");
        String end = id.replace("-", "").substring(16).toUpperCase(Locale.ROOT);
        var files =
                Pattern.compile("href=\"(/files/(?:out|in)/[^\"]+paymentId=[^\"]+)\"")
                        .matcher(people.open(pages + id).html())
                        .results()
                        .map(one -> one.group(1))
                        .toList();
        assertThat(files).hasSizeGreaterThanOrEqualTo(2);
        int records = 0;
        int answers = 0;
        for (String file : files) {
            String html = people.open(file).html();
            if (html.contains("AUTOGIRO")) {
                records++;
                answers += file.startsWith("/files/in/") ? 1 : 0;
                assertThat(html).as(file).contains("Marked: payment");
                assertThat(html.split("printed marked", -1)).as(html).hasSize(2);
                assertThat(html.split("printed marked", -1)[1].split("</span>", 2)[0])
                        .contains(end);
            }
        }
        assertThat(records).as("the order").isPositive();
        assertThat(answers).as("the specification").isPositive();
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
