package kontor.paymentforms;

import static kontor.Browser.plus;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Set;
import kontor.Browser;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.core.BankCalendar;
import kontor.iam.Permissions;
import org.junit.jupiter.api.Test;

/** The form that pays a payer back under an AUTOGIRO mandate, and the ways to it. */
class PayingBackTest {

    private static final String NEW = "/credit-transfers/new";

    private final SandboxOrganization ours = TestKontor.shared().sandbox();
    private final Browser owner = Browser.of(ours.owner());
    private final LocalDate day = BankCalendar.SWEDEN.plus(ours.today(), 6);

    private Reply mandate() {
        return ours.aMandate()
                .of(ours.aCounterparty().named("Anna Larsson").swedish().accountId())
                .byAutogiro("1001")
                .active()
                .made();
    }

    private static String form(Reply mandate) {
        return NEW + "?mandateId=" + mandate.at("/id");
    }

    private String[] typed(String mandate, String... more) {
        String[] form = {
            "key",
            owner.open(NEW + "?mandateId=" + mandate).find("name=\"key\" value=\"([^\"]+)\""),
            "mandateId",
            mandate,
            "amount.stringValue",
            "249,50",
            "date",
            day.toString(),
            "reference",
            "credit note 17"
        };
        return plus(form, more);
    }

    @Test
    void mandate_leadsToTheForm_whichMakesTheCreditOnce() {
        Reply mandate = mandate();
        String id = mandate.at("/id");
        assertThat(owner.open("/mandates/" + id).html())
                .contains("href=\"" + form(mandate) + "\">Pay the payer back<");
        var page = owner.open(form(mandate));
        assertThat(page.html())
                .contains("<h1>Pay the payer back</h1>", "Anna Larsson", "/mandates/" + id)
                .contains("SE_A2A, under the mandate", ">SEK<", "id=\"f-source.id\"")
                .doesNotContain("name=\"source.id\"", "name=\"scheme\"", "name=\"destination\"");
        var ahead = owner.submit(NEW, plus(typed(id), "preview", "1"));
        assertThat(ahead.status()).as(ahead.html()).isEqualTo(200);
        assertThat(ahead.html())
                .contains("249.50 SEK paid on", "can be called back until Bankgirot pays")
                .doesNotContain("payer&#39;s bank", "only be asked back");
        var form = typed(id);
        var made = owner.submit(NEW, form);
        assertThat(made.status()).as(made.html()).isEqualTo(303);
        assertThat(owner.submit(NEW, form).location()).isEqualTo(made.location());
        assertThat(owner.follow(made).html())
                .contains("249.50", "credit note 17", "/mandates/" + id, "by Autogiro");
        var again = owner.open(NEW + "?again=" + made.location().replaceAll(".*/", ""));
        assertThat(again.html()).contains("Pay the payer back", "value=\"249.50\"");
    }

    @Test
    void collectionThatIsBooked_leadsToTheForm_withItsAmount() {
        Reply mandate = mandate();
        Reply debit =
                ours.aDirectDebit()
                        .byAutogiro(mandate.at("/id"), 12_345)
                        .into(ours.bankgiroAccount())
                        .on(day)
                        .approved();
        String page = "/direct-debits/" + debit.at("/id");
        assertThat(owner.open(page).html()).doesNotContain("Pay the payer back");
        ours.advanceTo(BankCalendar.SWEDEN.plus(day, 1));
        String form = owner.open(page).find("href=\"([^\"]+)\">Pay the payer back<");
        assertThat(form).isEqualTo(NEW + "?paysBack=" + debit.at("/id"));
        assertThat(owner.open(form).html())
                .contains("<h1>Pay the payer back</h1>", "value=\"123.45\"", mandate.at("/id"));
        var blind = Browser.of(ours.clientWith(Set.of("credit_transfers:create")));
        assertThat(blind.open(form).html()).doesNotContain("123.45", mandate.at("/id"));
    }

    @Test
    void mandateThatIsOver_isToldAtItsField_andLeftOutByAButton() {
        Reply mandate = mandate();
        String id = mandate.at("/id");
        var before = typed(id);
        owner.open(form(mandate));
        ours.developer().post("/payments/v2/mandates/" + id + ":cancel", "{}").accepted();
        assertThat(owner.open("/mandates/" + id).html()).doesNotContain("Pay the payer back");
        var refused = owner.submit(NEW, before);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.html())
                .contains("href=\"#f-mandateId\">Mandate<", "names a mandate that cannot be used")
                .contains("mandate_not_usable", "249,50", "id=\"f-mandateId\"");
        var bare = owner.submit(NEW, plus(before, "withoutMandate", "1"));
        assertThat(bare.status()).isEqualTo(200);
        assertThat(bare.html())
                .contains("<h1>New credit transfer</h1>", "249,50", "credit note 17")
                .contains("value=\"" + ours.bankgiroAccount() + "\" selected")
                .contains("value=\"EXTERNAL_ACCOUNT " + mandate.at("/externalAccountId"))
                .doesNotContain("name=\"mandateId\"");
    }

    @Test
    void mandateThatDoesNotServe_isAFieldOfTheUsualForm() {
        String sepa = ours.aMandate().of(ours.aCounterparty().accountId()).id();
        assertThat(owner.open("/mandates/" + sepa).html()).doesNotContain("Pay the payer back");
        String theirs = TestKontor.shared().sandbox().aMandate().id();
        for (String none : new String[] {sepa, theirs, "external:none", "<b>\u202e"}) {
            var page =
                    owner.submit(
                            NEW,
                            plus(
                                    typed(sepa),
                                    "mandateId",
                                    none,
                                    "source.id",
                                    ours.bankgiroAccount(),
                                    "scheme",
                                    "SE_A2A",
                                    "amount.currency",
                                    "SEK"));
            assertThat(page.status()).as(page.html()).isEqualTo(400);
            assertThat(page.html())
                    .as(none)
                    .contains("href=\"#f-mandateId\">Mandate<", "<input id=\"f-mandateId\"")
                    .doesNotContain("<b>\u202e", "Pay the payer back");
        }
    }

    @Test
    void whoMayNot_findsNoWay() {
        Reply mandate = mandate();
        var reader = Browser.of(ours.clientWith(Set.of("mandates:read")));
        assertThat(reader.open("/mandates/" + mandate.at("/id")).html())
                .contains("1001")
                .doesNotContain("Pay the payer back");
        assertThat(reader.open(form(mandate)).status()).isEqualTo(403);
        var blind = Browser.of(ours.clientWith(Set.of("credit_transfers:create")));
        assertThat(blind.open(form(mandate)).html()).doesNotContain("Anna Larsson", ">1001<");
        var limited =
                Browser.of(ours.aRole(Permissions.ALL).limitedTo(ours.account()).member().client());
        assertThat(limited.open(form(mandate)).html())
                .doesNotContain("Pay the payer back", ">1001<");
    }
}
