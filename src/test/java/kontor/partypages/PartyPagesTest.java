package kontor.partypages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import kontor.Browser;
import kontor.CounterpartyBuilder;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.pages.Figures;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of counterparties, their accounts and mandates, over real HTTP. */
class PartyPagesTest {

    private static final String HOSTILE = "<script>alert(1)</script>{{7*7}}";

    private static SandboxOrganization ours;
    private static SandboxOrganization theirs;
    private static Browser browser;
    private static String counterparty;
    private static String account;
    private static String mandate;

    @BeforeAll
    static void make() {
        ours = TestKontor.shared().sandbox();
        theirs = TestKontor.shared().sandbox();
        browser = Browser.of(ours.owner());
        var made =
                ours.aCounterparty()
                        .named("Acme Corp")
                        .with("alias", HOSTILE)
                        .with("'metadata': {'region': '" + HOSTILE + "'}")
                        .made();
        counterparty = made.at("/id");
        account = made.at("/accounts/0/id");
        mandate = ours.aMandate().of(account).with("mandateReference", "ACME-1").id();
    }

    private static String key(String page) {
        return browser.open(page).find("name=\"key\" value=\"([^\"]+)\"");
    }

    @Test
    void counterparty_isShownWithAllThatHangsOnIt() {
        String payment = ours.aDirectDebit().under(mandate).made().at("/reference");
        var page = browser.open("/counterparties/" + counterparty);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.html())
                .contains("Acme Corp", "DE64 5001 0517 3198 8333 24", "ACME-1", payment, "Created")
                .contains("&lt;script&gt;alert(1)", "Audit trail", "region")
                .doesNotContain("<script>alert", " style=", " onclick=");
        var list = browser.open("/counterparties?query=acme");
        assertThat(list.html()).contains("/counterparties/" + counterparty).doesNotContain("Older");
        assertThat(browser.open("/counterparties?query=nobody-is-called-so").html())
                .contains("Nobody is found");
    }

    @Test
    void list_goesOnWhereItEnded_andKeepsItsFilters() {
        for (int i = 0; i < 3; i++) {
            ours.aCounterparty().named("Paging Ltd " + i).made();
        }
        var first = browser.open("/counterparties?query=paging&limit=2");
        assertThat(first.html()).contains("Paging Ltd 2", "Paging Ltd 1").doesNotContain("Ltd 0");
        String older = first.find("href=\"(/counterparties[^\"]*token=[^\"]+)\"");
        var second = browser.open(older.replace("&amp;", "&"));
        assertThat(second.html()).contains("Paging Ltd 0", "Newest").doesNotContain("Ltd 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/counterparties/{c}",
                "/counterparties/{c}/edit",
                "/counterparties/{c}/accounts/new",
                "/external-accounts/{a}/edit",
                "/mandates/{m}",
                "/mandates/{m}/edit",
                "/mandates/{m}/cancel",
                "/mandates/new?counterpartyId={c}"
            })
    void whatIsOfAnotherOrganization_isUnknown(String path) {
        String filled =
                path.replace("{c}", counterparty).replace("{a}", account).replace("{m}", mandate);
        assertThat(browser.open(filled).status()).as(filled).isEqualTo(200);
        var foreign = Browser.of(theirs.owner()).open(filled);
        assertThat(foreign.status()).as(filled).isEqualTo(404);
        assertThat(foreign.html()).doesNotContain("Acme", "ACME");
    }

    @Test
    void roleWithoutPermission_isRefusedAndNotOffered() {
        var reader = Browser.of(ours.clientWith(Set.of("counterparties:read", "mandates:read")));
        var page = reader.open("/counterparties/" + counterparty);
        assertThat(page.html())
                .contains("Acme Corp", "ACME-1")
                .doesNotContain("/edit", "/delete", "New mandate", "New account", "No payment");
        assertThat(reader.open("/mandates/" + mandate).html()).doesNotContain("/cancel", "/edit");
        assertThat(reader.open("/counterparties/new").status()).isEqualTo(403);
        assertThat(reader.submit("/mandates/" + mandate + "/cancel").status()).isEqualTo(403);
        var nobody = Browser.of(ours.clientWith(Set.of("accounts:read")));
        assertThat(nobody.open("/counterparties").status()).isEqualTo(403);
        assertThat(nobody.open("/mandates").status()).isEqualTo(403);
    }

    @Test
    void newCounterparty_isReadAsPeopleType_andMadeOnce() {
        String key = key("/counterparties/new");
        String[] form = {
            "key", key,
            "legalName", "Nordlicht GmbH",
            "address.city", "Kiel",
            "nationalIdentifier.type", "COMPANY",
            "accounts.0.identifiers.0.type", "IBAN",
            "accounts.0.identifiers.0.number", "de64 5001 0517 3198 8333 24",
            "metadata.key", "region",
            "metadata.value", "north"
        };
        var first = browser.submit("/counterparties/new", form);
        var again = browser.submit("/counterparties/new", form);
        assertThat(first.status()).as(first.html()).isEqualTo(303);
        assertThat(again.location()).isEqualTo(first.location());
        assertThat(browser.follow(first).html())
                .contains("Nordlicht GmbH", CounterpartyBuilder.IBAN.substring(0, 4), "north")
                .contains("Kiel");
    }

    @Test
    void emptyAndHostileForms_comeBackWithFaults() {
        var empty = browser.submit("/counterparties/new", "key", "k-1");
        assertThat(empty.status()).isEqualTo(400);
        assertThat(empty.html()).contains("href=\"#f-legalName\"", "aria-invalid=\"true\"");
        var hostile =
                browser.submit(
                        "/counterparties/new",
                        "key",
                        "k-2",
                        "legalName",
                        HOSTILE,
                        "email",
                        HOSTILE,
                        "accounts.0.identifiers.0.number",
                        "DE00 1234");
        assertThat(hostile.status()).isEqualTo(400);
        assertThat(hostile.html())
                .contains("&lt;script>alert(1)", "f-email", "DE00 1234")
                .doesNotContain("<script>alert");
        var mandateForm = browser.submit("/mandates/new", "key", "k-3", "scheme", "SDD_CORE");
        assertThat(mandateForm.status()).isEqualTo(400);
        assertThat(mandateForm.html()).contains("#f-externalAccountId", "#f-mandateReference");
        assertThat(browser.submitWithoutToken("/counterparties/new", "legalName", "x").status())
                .isEqualTo(403);
    }

    @Test
    void number_isTakenAway_whereThereAreSeveral() {
        String id = ours.anExternalAccount().id();
        String edit = "/external-accounts/" + id + "/edit";
        assertThat(browser.open(edit).html()).doesNotContain("Numbers to take away");
        String[] added = {
            "key",
            "n-1",
            "version",
            "1",
            "identifiers.0.type",
            "PAYPAL",
            "identifiers.0.number",
            "a@example.com"
        };
        browser.follow(browser.submit(edit, added));
        assertThat(browser.open(edit).html()).contains("remove.0", "remove.1", "a@example.com");
        String[] both = {"key", "n-2", "version", "2", "remove.0", "on", "remove.1", "on"};
        var all = browser.submit(edit, both);
        assertThat(all.status()).isEqualTo(400);
        assertThat(all.html()).contains("only number of the account");
        var one = browser.submit(edit, "key", "n-3", "version", "2", "remove.1", "on");
        assertThat(browser.follow(one).html()).contains("is changed").doesNotContain("a@example");
    }

    @Test
    void change_ofWhatSomebodyElseChanged_showsBothAndKeepsWhatWasTyped() {
        String id = ours.aCounterparty().named("Before Ltd").id();
        String edit = "/counterparties/" + id + "/edit";
        assertThat(browser.open(edit).html()).contains("name=\"version\" value=\"1\"");
        ours.owner()
                .patch(
                        "/payments/v2/counterparties/" + id,
                        "[{\"op\":\"replace\",\"path\":\"/legalName\",\"value\":\"Theirs Ltd\"}]")
                .ok();
        var stale = browser.submit(edit, "key", "s-1", "version", "1", "legalName", "Mine Ltd");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.html())
                .contains("Now: Theirs Ltd", "value=\"Mine Ltd\"", "name=\"version\" value=\"2\"");
        var sent = browser.submit(edit, "key", "s-2", "version", "2", "legalName", "Mine Ltd");
        assertThat(browser.follow(sent).html()).contains("Mine Ltd", "is changed");
        var wrong =
                browser.submit(
                        edit, "key", "s-3", "version", "3", "legalName", "Mine Ltd", "email", "x");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.html()).contains("href=\"#f-email\"");
    }

    @Test
    void account_isAddedNamedAndDeleted() {
        String id = ours.aCounterparty().named("Accounts Ltd").id();
        String path = "/counterparties/" + id;
        var added =
                browser.submit(
                        path + "/accounts/new",
                        "key",
                        "a-1",
                        "identifiers.0.type",
                        "IBAN",
                        "identifiers.0.number",
                        "FR14 2004 1010 0505 0001 3M02 606",
                        "alias",
                        "Paris");
        assertThat(browser.follow(added).html()).contains("FR14 2004 1010", "Paris");
        String edit = browser.open(path).find("Paris.*?href=\"(/external-accounts/[^\"]+/edit)\"");
        var changed =
                browser.submit(
                        edit,
                        "key",
                        "a-2",
                        "version",
                        "1",
                        "alias",
                        "Lyon",
                        "identifiers.0.type",
                        "IBAN",
                        "identifiers.0.number",
                        "");
        assertThat(browser.follow(changed).html()).contains("Lyon").doesNotContain("Paris");
        var deleted =
                browser.submit(edit.replace("/edit", "/delete"), "key", "a-3", "version", "2");
        assertThat(browser.follow(deleted).html()).doesNotContain("FR14");
        var used = browser.submit("/external-accounts/" + account + "/delete", "key", "a-4");
        assertThat(used.status()).isEqualTo(400);
        assertThat(used.html()).contains("cannot be deleted").doesNotContain("is deleted");
        var whole = browser.submit("/counterparties/" + counterparty + "/delete", "key", "a-5");
        assertThat(whole.status()).isEqualTo(400);
    }

    @Test
    void mandate_isMadeChangedAndCancelled() {
        var payer = ours.aCounterparty().named("Signer AG").made();
        String form = "/mandates/new?counterpartyId=" + payer.at("/id");
        assertThat(browser.open(form).html()).contains(payer.at("/accounts/0/id"));
        var made =
                browser.submit(
                        form,
                        "key",
                        key(form),
                        "scheme",
                        "SDD_CORE",
                        "externalAccountId",
                        payer.at("/accounts/0/id"),
                        "mandateReference",
                        "SIGNER-1",
                        "signatureDate",
                        ours.today().minusDays(1).toString());
        assertThat(made.status()).as(made.html()).isEqualTo(303);
        String path = made.location();
        assertThat(browser.follow(made).html()).contains("SIGNER-1", "is created", "Signer AG");
        var changed =
                browser.submit(
                        path + "/edit",
                        "key",
                        "m-2",
                        "version",
                        "1",
                        "mandateReference",
                        "SIGNER-2");
        assertThat(browser.follow(changed).html()).contains("SIGNER-2");
        assertThat(browser.open("/mandates?status=CREATED").html()).contains("SIGNER-2");
        assertThat(browser.open("/mandates?status=NONSENSE").status()).isEqualTo(400);
        var cancelled = browser.submit(path + "/cancel", "key", "m-3", "version", "2");
        assertThat(browser.follow(cancelled).html())
                .contains("Cancelled", "is cancelled.", "/mandates/new?counterpartyId=");
        assertThat(browser.open(path + "/cancel").html()).contains("Cancelled already");
    }

    @Test
    void payerNumber_isChangedOnThePage_andBankgirotIsTold() {
        var payer = ours.aCounterparty().withNumber("SE", "NUMBER", "50011234571");
        String id =
                ours.aMandate()
                        .of(payer.accountId())
                        .with("'scheme': 'AUTOGIRO', 'active': true")
                        .with("mandateReference", "4711")
                        .with("destinationAccountId", ours.bankgiroAccount())
                        .id();
        String path = "/mandates/" + id;
        assertThat(browser.open(path).html()).contains(path + "/edit");
        assertThat(browser.open("/mandates?scheme=AUTOGIRO").html())
                .contains("Bankgirot has agreed");
        String[] wrong = {"key", "g-1", "version", "1", "mandateReference", "0047"};
        var refused = browser.submit(path + "/edit", wrong);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.html()).contains("payer_number_invalid", "0047");
        String[] right = {"key", "g-2", "version", "1", "mandateReference", "4712"};
        assertThat(browser.follow(browser.submit(path + "/edit", right)).html())
                .contains("Bankgirot is told of another payer number at once.")
                .contains("does not know the last change yet", "4711", "4712");
    }

    @Test
    void cancellation_namesWhatStillRuns() {
        var payer = ours.aCounterparty().named("Running AG");
        String id = ours.aMandate().of(payer.accountId()).id();
        String running = ours.aDirectDebit().under(id).made().at("/reference");
        assertThat(browser.open("/mandates/" + id + "/cancel").html())
                .contains("1 payment still runs", running);
        var blind = Browser.of(ours.clientWith(Set.of("mandates:read", "mandates:update")));
        assertThat(blind.open("/mandates/" + id + "/cancel").html()).doesNotContain("still runs");
        var sent = browser.submit("/mandates/" + id + "/cancel", "key", "r-1", "version", "1");
        assertThat(browser.follow(sent).html()).contains("Pending cancellation");
    }

    /** What banks do is told in their days, also of things that are no payments. */
    @Test
    void momentsInASandboxWhoseClockWasMoved_areThoseOfTheBank() {
        var moved = TestKontor.shared().sandbox();
        var pages = Browser.of(moved.owner());
        String before = moved.aMandate().of(moved.aCounterparty().accountId()).id();
        assertThat(pages.open("/mandates/" + before).html()).doesNotContain("At the server");
        var day = moved.today().plusDays(70);
        moved.advanceTo(day);
        var payer = moved.aCounterparty().made();
        String after = moved.aMandate().of(payer.at("/accounts/0/id")).id();
        String shown = Figures.weekday(day);
        assertThat(pages.open("/mandates/" + after).html())
                .contains("<time>" + shown + "</time>", "At the server it was")
                .doesNotContain("bank date");
        assertThat(pages.open("/counterparties/" + payer.at("/id")).html())
                .contains("<time>" + shown + "</time>");
        var event =
                moved.owner()
                        .get("/payments/v2/mandates/" + after + "/events")
                        .ok()
                        .items()
                        .getFirst();
        assertThat(event.at("/details/bankDate").asText()).isEqualTo(day.toString());
        moved.owner().post("/payments/v2/mandates/" + before + ":cancel", "").accepted();
        assertThat(pages.open("/mandates/" + before).html())
                .containsSubsequence("<time>" + shown, "Created", "<time>")
                .containsOnlyOnce("At the server it was");
    }
}
