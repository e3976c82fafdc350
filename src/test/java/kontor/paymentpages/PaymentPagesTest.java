package kontor.paymentpages;

import static kontor.Browser.plus;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import kontor.Browser;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.core.BankCalendar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentPagesTest {

    private static final String HOSTILE = "<script>alert(1)</script>{{7*7}}";

    private final TestKontor kontor = TestKontor.shared();
    private final SandboxOrganization ours = kontor.sandbox();
    private final Browser owner = Browser.of(ours.owner());

    @ParameterizedTest
    @ValueSource(strings = {"/direct-debits", "/credit-transfers"})
    void emptyList_offersTheFirstStep(String path) {
        var page = owner.open(path);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.html()).contains("No ", " yet");
        assertThat(owner.open(path + "?status=FAILED").html()).contains("Nothing matches");
        assertThat(owner.open(path + "?status=NONE").status()).isEqualTo(400);
    }

    @Test
    void list_showsEachWithItsState() {
        String id = ours.aDirectDebit().with("reference", HOSTILE).id();
        var page = owner.open("/direct-debits");
        assertThat(page.html())
                .contains("/direct-debits/" + id, "Created", "approve by", "&lt;script&gt;")
                .doesNotContain("<script>alert");
        assertThat(owner.open("/direct-debits?status=CREATED").html()).contains(id);
        assertThat(owner.open("/direct-debits?status=EXECUTED").html()).doesNotContain(id);
        assertThat(owner.open("/direct-debits?limit=1&date%5Bgte%5D=2020-01-01").html())
                .contains(id);
    }

    @Test
    void longList_isPagedByTheSameFilters() {
        ours.aCreditTransfer().id();
        ours.aCreditTransfer().id();
        var first = owner.open("/credit-transfers?limit=1&status=CREATED");
        String older = first.find("href=\"([^\"]*token=[^\"]*)\"").replace("&amp;", "&");
        assertThat(older).startsWith("/credit-transfers?status=CREATED&token=");
        assertThat(owner.open(older).html()).contains("Newest", "Created");
    }

    @Test
    void payment_isApprovedByTheButton() {
        String id = ours.aDirectDebit().id();
        var page = owner.open("/direct-debits/" + id);
        assertThat(page.status()).isEqualTo(200);
        String step = page.find("name=\"step\" value=\"([^\"]+)\"");
        String key = page.find("name=\"key\" value=\"([^\"]+)\"");
        String[] form = {"version", "1", "step", step, "key", key};
        var done = owner.submit("/direct-debits/" + id + "/approve", form);
        var after = owner.follow(done);
        assertThat(after.html()).contains("Approved.", "leaves");
        // A second click finds what the first one did.
        assertThat(owner.submit("/direct-debits/" + id + "/approve", form).status()).isEqualTo(303);
        assertThat(ours.owner().get("/payments/v2/direct-debits/" + id).body())
                .contains("\"version\":2");
    }

    @Test
    void payment_thatSomebodyChanged_isShownWithBoth() {
        String id = ours.aDirectDebit().id();
        String step = owner.open("/direct-debits/" + id).find("name=\"step\" value=\"([^\"]+)\"");
        var stale =
                owner.submit(
                        "/direct-debits/" + id + "/reject",
                        "version",
                        "7",
                        "step",
                        step,
                        "reason",
                        "too early");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.html()).contains("somebody changed it meanwhile", "too early");
    }

    @Test
    void many_areDecidedAtOnce_andRefusalsToldOneByOne() {
        assertThat(owner.open("/approvals").html()).contains("Nothing waits");
        String one = ours.aDirectDebit().of("EUR", 12345).id();
        String two = ours.aCreditTransfer().id();
        assertThat(owner.open("/").html()).contains("/direct-debits/" + one, "approve by");
        var page = owner.open("/approvals");
        assertThat(page.html()).contains("DIRECT_DEBIT " + one, "CREDIT_TRANSFER " + two);
        String[] picks = {"pick", "DIRECT_DEBIT " + one, "pick", "CREDIT_TRANSFER " + two};
        var review = owner.submit("/approvals/review", picks);
        assertThat(review.html()).contains("123.45", "Approve 2", "Reject 2");
        String key = review.find("name=\"key\" value=\"([^\"]+)\"");
        var form = plus(picks, "pick", "DIRECT_DEBIT nobody", "key", key, "decision", "approve");
        var decided = owner.submit("/approvals/decide", form);
        assertThat(decided.html()).contains("2 approved", "names no payment");
        var again = owner.submit("/approvals/decide", plus(picks, "decision", "approve"));
        assertThat(again.html()).contains("0 approved", "nothing of it waits");
        assertThat(owner.submit("/approvals/review", picks).html())
                .contains("Nothing of it waits any more", "2 of those chosen wait for nobody");
        assertThat(owner.open("/direct-debits/" + one).html()).contains("Approved");
    }

    @Test
    void list_isDecidedOfToo_andSaysWhatWillHappen_andWhatIsLeft() {
        String mine = ours.aDirectDebit().by(ours.owner()).id();
        String one = ours.aDirectDebit().id();
        String elsewhere = kontor.sandbox().aDirectDebit().id();
        var page = owner.open("/direct-debits");
        assertThat(page.html()).contains("value=\"DIRECT_DEBIT " + one + "\"");
        var review =
                owner.submit(
                        "/approvals/review",
                        "pick",
                        "DIRECT_DEBIT " + one,
                        "pick",
                        "DIRECT_DEBIT " + mine,
                        "pick",
                        "DIRECT_DEBIT " + elsewhere);
        assertThat(review.html())
                .contains("Approve 1", "1 to the bank with the file of", "What stays as it is")
                .contains("On your accounts", "1 payment")
                .contains("1 of those chosen wait for nobody")
                .doesNotContain(elsewhere);
    }

    @Test
    void whatIsOneThing_isGoneTo() {
        String id = ours.aDirectDebit().with("reference", "Invoice 77-X").id();
        assertThat(owner.open("/find?q=" + id).location()).isEqualTo("/direct-debits/" + id);
        assertThat(owner.open("/find?q=Invoice+77").location()).isEqualTo("/direct-debits/" + id);
        assertThat(owner.open("/find?q=nothing+there").html()).contains("Nothing is found");
        assertThat(owner.open("/find?q=%3Cscript%3E").html()).doesNotContain("<script>");
        assertThat(Browser.of(kontor.sandbox().owner()).open("/find?q=" + id).html())
                .contains("Nothing is found");
    }

    @Test
    void newDirectDebit_isShownAheadAndMadeOnce() {
        String mandate = ours.aMandate().id();
        String key = owner.open("/direct-debits/new").find("name=\"key\" value=\"([^\"]+)\"");
        String[] form = {
            "key",
            key,
            "mandateId",
            mandate,
            "amount.stringValue",
            "1.250,5",
            "amount.currency",
            "EUR",
            "date",
            ours.today().plusDays(5).toString(),
            "source.id",
            ours.account(),
            "reference",
            HOSTILE,
            "metadata.key",
            "costCenter",
            "metadata.value",
            "4711"
        };
        var ahead = owner.submit("/direct-debits/new", plus(form, "preview", "1"));
        assertThat(ahead.status()).as(ahead.html()).isEqualTo(200);
        assertThat(ahead.html())
                .contains("1,250.50 EUR collected on", "May come back until", "1.250,5");
        assertThat(owner.open("/direct-debits").html()).contains("No direct debit yet");
        var made = owner.submit("/direct-debits/new", form);
        assertThat(made.status()).as(made.html()).isEqualTo(303);
        assertThat(owner.submit("/direct-debits/new", form).location()).isEqualTo(made.location());
        assertThat(owner.follow(made).html())
                .contains("1,250.50", "4711", "&lt;script&gt;", "somebody else must approve")
                .doesNotContain("<script>alert");
    }

    @Test
    void executedCollection_saysWhatIsToCome_andHowSureItIs() {
        var debit = ours.aDirectDebit().executed();
        var page = owner.open("/direct-debits/" + debit.at("/id"));
        assertThat(page.html())
                .contains("How sure is this money", "Refund, no reason needed", "Today", "Final")
                .contains("Money may come back until", "class=\"to-come\"", "Sent to bank")
                .contains("href=\"/transactions/", "Audit trail", "Fully approved")
                .contains(debit.at("/effectiveDate"));
        var reader = Browser.of(ours.clientWith(Set.of("direct_debits:read")));
        assertThat(reader.open("/direct-debits/" + debit.at("/id")).html())
                .contains("How sure is this money")
                .doesNotContain("href=\"/transactions/", "/files/", "/metadata\"", "again=");
    }

    @Test
    void returnedAndRejected_sayWhyAndWhatMayBeDone() {
        var transfer =
                ours.aCreditTransfer().toNumber("DE", "IBAN", "DE40500105176499974616").approved();
        var day = java.time.LocalDate.parse(transfer.at("/effectiveDate"));
        ours.advanceTo(BankCalendar.TARGET.plus(day, 2));
        String id = transfer.at("/id");
        var page = owner.open("/credit-transfers/" + id);
        assertThat(page.html())
                .contains(
                        "The other bank sent the money back on", "(AM04).", "You may pay it again.")
                .contains("/credit-transfers/new?again=" + id, "the money came back")
                .doesNotContain("How sure is this money");
        var debit = ours.aDirectDebit().made();
        String path = "/direct-debits/" + debit.at("/id");
        var done = owner.submit(path + "/reject", "version", "1", "reason", HOSTILE);
        assertThat(owner.follow(done).html())
                .contains("It was rejected on", "&lt;script&gt;", "Collect again")
                .doesNotContain("<script>alert");
        assertThat(owner.open("/direct-debits/new?again=" + debit.at("/id")).html())
                .contains("value=\"" + debit.at("/amount/stringValue"), debit.at("/reference"));
    }

    @Test
    void formThatNeedsAChange_keepsWhatWasTyped() {
        String long147 = "x".repeat(147);
        var empty = owner.submit("/direct-debits/new");
        assertThat(empty.status()).isEqualTo(400);
        assertThat(empty.html()).contains("Nothing was done", "f-date", "is required");
        var wrong =
                owner.submit(
                        "/direct-debits/new",
                        "reference",
                        long147,
                        "date",
                        "2020-01-01",
                        "amount.stringValue",
                        "twelve",
                        "amount.currency",
                        "EUR",
                        "mandateId",
                        "nothing",
                        "source.id",
                        ours.account());
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.html()).contains(long147, "twelve", "2020-01-01", "147");
    }

    @Test
    void whoMayNot_isNotOfferedAndRefused() {
        String id = ours.aDirectDebit().id();
        var reader = Browser.of(ours.clientWith(Set.of("direct_debits:read")));
        var page = reader.open("/direct-debits/" + id);
        assertThat(page.html()).doesNotContain("/approve", "/new", "Counterparties");
        var refused = reader.submit("/direct-debits/" + id + "/approve", "version", "1");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.html()).contains("direct_debits:update");
        assertThat(reader.open("/credit-transfers").status()).isEqualTo(403);
    }

    @Test
    void anotherOrganization_isNothing() {
        var theirs = Browser.of(kontor.sandbox().owner());
        String id = ours.aDirectDebit().id();
        assertThat(theirs.open("/direct-debits/" + id).status()).isEqualTo(404);
        assertThat(theirs.submit("/direct-debits/" + id + "/reject", "version", "1").status())
                .isEqualTo(404);
        assertThat(theirs.open("/direct-debits/" + HOSTILE.charAt(1)).status()).isEqualTo(404);
    }

    @Test
    void formOfAnotherSite_changesNothing() {
        String id = ours.aDirectDebit().id();
        String path = "/direct-debits/" + id + "/reject";
        assertThat(owner.submitFromElsewhere(path, "version", "1").status()).isEqualTo(403);
        assertThat(owner.submitWithoutToken(path, "version", "1").status()).isEqualTo(403);
        assertThat(ours.owner().get("/payments/v2/direct-debits/" + id).body())
                .contains("\"CREATED\"");
    }
}
