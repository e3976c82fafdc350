package kontor.settingspages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import kontor.Browser;
import kontor.Jsons;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages of an organization's rules, as a browser without script gets them. */
class RulePagesTest {

    private static final String HOSTILE = "<script>alert(1)</script>{{7*7}}";

    private static SandboxOrganization sandbox;
    private static SandboxOrganization neighbour;
    private static Browser owner;

    @BeforeAll
    static void open() {
        sandbox = TestKontor.shared().sandbox();
        neighbour = TestKontor.shared().sandbox();
        owner = Browser.of(sandbox.owner());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/metadata-keys",
                "/metadata-keys/new",
                "/approval-chains",
                "/approval-chains/new",
                "/settings/exchange-rates",
                "/settings/organization",
                "/settings/entities/new"
            })
    void withoutThePermission_thePageIsRefused(String path) {
        assertThat(owner.open(path).status()).isEqualTo(200);
        var other = Browser.of(sandbox.clientWith(Set.of("users:read")));
        assertThat(other.open(path).status()).isEqualTo(403);
    }

    @Test
    void aMetadataKey_isMadeRequiredAndChanged() {
        var empty = owner.submit("/metadata-keys/new", "key", "");
        assertThat(empty.status()).isEqualTo(400);
        assertThat(empty.html()).contains("is required", "must name 1 to");
        var made = key("/metadata-keys/new", "resources.counterparties", "required", "0", "a");
        assertThat(owner.follow(made).html()).contains("costCenter", "&lt;script&gt;");
        assertThat(key("/metadata-keys/new", "resources.counterparties", "required", "0", "a"))
                .as("a second click")
                .returns(303, Browser.Page::status);
        var list = owner.open("/metadata-keys");
        assertThat(list.html()).contains("required").doesNotContain("<script>alert");
        String path = list.find("href=\"(/metadata-keys/[0-9a-f-]{36})\"");
        assertThat(Browser.of(neighbour.owner()).open(path).status()).isEqualTo(404);
        var stale = key(path, "resources.mandates", "optional", "7", "b");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.html()).contains("name=\"resources.mandates\" value=\"optional\" checked");
        assertThat(key(path, "resources.mandates", "optional", "1", "c").status()).isEqualTo(303);
        assertThat(owner.open(path).html()).contains("4711\n4712", "Version 2");
        owner.follow(owner.submit(path + "/delete", "version", "2", "key", "d"));
        assertThat(owner.open(path).status()).isEqualTo(410);
    }

    @Test
    void whatLacksAKey_isSaidBeforeItIsSaved_andNothingIsMade() {
        var fresh = TestKontor.shared().sandbox();
        fresh.aCounterparty().named("Bare").made();
        fresh.aCounterparty().with("'metadata': {'team': 'sales'}").made();
        fresh.aCounterparty().with("'metadata': {'team': 'north'}").made();
        var ours = Browser.of(fresh.owner());
        var looked =
                ours.submit(
                        "/metadata-keys/new",
                        "metadataKey",
                        "team",
                        "description",
                        "typed",
                        "allowedValues",
                        "sales",
                        "resources.counterparties",
                        "required",
                        "look",
                        "yes");
        assertThat(looked.status()).isEqualTo(200);
        assertThat(looked.html())
                .contains("1 of 3 lack it, 1 have another value", "value=\"typed\"")
                .contains("name=\"resources.counterparties\" value=\"required\" checked");
        assertThat(ours.open("/metadata-keys").html()).contains("No key is defined");
        var wrong = ours.submit("/metadata-keys/new", "metadataKey", "team", "look", "yes");
        assertThat(wrong.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1250,50", "1250.50"})
    void chainThatAPaymentWouldMeet_isWhatTheDoorSays(String amount) {
        String path =
                "/approval-chains/try?paymentType=DIRECT_DEBIT&accountId="
                        + sandbox.account()
                        + "&amount="
                        + amount;
        var page = owner.open(path);
        assertThat(page.status()).as(page.html()).isEqualTo(200);
        assertThat(page.html())
                .contains("A direct debit of 1,250.50 EUR into", "the owner's step")
                .contains("anyone in owner; not whoever made it", "by now 1 person: Sandbox Owner");
    }

    @Test
    void chainTester_saysWhatIsWrong_andKnowsNoForeignAccount() {
        assertThat(owner.open("/approval-chains/try").html()).doesNotContain("id=\"steps\"");
        String path = "/approval-chains/try?paymentType=DIRECT_DEBIT&accountId=";
        var foreign = owner.open(path + neighbour.account() + "&amount=1");
        assertThat(foreign.status()).isEqualTo(400);
        assertThat(foreign.html()).contains("must be one of your accounts");
        for (String amount : new String[] {"", "0", "-1", "1e99", "%3Cscript%3E"}) {
            var wrong = owner.open(path + sandbox.account() + "&amount=" + amount);
            assertThat(wrong.status()).as(amount).isEqualTo(400);
            assertThat(wrong.html()).doesNotContain("<script>");
        }
        var limited =
                sandbox.aRole("approval_chains:read", "accounts:read")
                        .limitedTo(sandbox.accountIn("SEK"))
                        .member()
                        .client();
        assertThat(Browser.of(limited).open(path + sandbox.account() + "&amount=1").status())
                .isEqualTo(400);
        var other = Browser.of(sandbox.clientWith(Set.of("users:read")));
        assertThat(other.open("/approval-chains/try").status()).isEqualTo(403);
    }

    private static Browser.Page key(
            String path, String scope, String rule, String version, String key) {
        return owner.submit(
                path,
                "metadataKey",
                "costCenter",
                "description",
                HOSTILE,
                "allowedValues",
                "4711\r\n4712",
                scope,
                rule,
                "version",
                version,
                "key",
                key);
    }

    private static String role(String name) {
        return sandbox.owner().get("/iam/v2beta/roles").items().stream()
                .filter(one -> one.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
    }

    @Test
    void aChain_isReadFromAFormAndShownAsItWasTyped() {
        var empty = owner.submit("/approval-chains/new", "name", "", "key", "e");
        assertThat(empty.status()).isEqualTo(400);
        assertThat(empty.html()).contains("is required");
        var wrong = chain("/approval-chains/new", "many", "0", "f");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.html()).contains("value=\"many\"", "stringValue");
        var made = chain("/approval-chains/new", "1.500,5", "0", "g");
        var list = owner.follow(made);
        assertThat(list.html())
                .contains("Direct debit, from 1500.50 EUR", "developer, then owner", "&lt;script")
                .doesNotContain("<script>alert");
        String path = list.find("href=\"(/approval-chains/[0-9a-f-]{36})\"");
        assertThat(owner.open(path).html())
                .contains("value=\"1500.50\"", "value=\"DIRECT_DEBIT\" selected", "Version 1");
        assertThat(Browser.of(neighbour.owner()).open(path).status()).isEqualTo(404);
        var stale = chain(path, "7", "9", "h");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.html()).contains("name=\"triggerCondition.amount.gte\"", "value=\"7\"");
        assertThat(chain(path, "7", "1", "i").status()).isEqualTo(303);
        assertThat(owner.open(path).html()).contains("value=\"7.00\"", "Version 2");
        owner.follow(owner.submit(path + "/delete", "version", "2", "key", "j"));
        assertThat(owner.open(path).status()).isEqualTo(410);
    }

    private static Browser.Page chain(String path, String amount, String version, String key) {
        return owner.submit(
                path,
                "name",
                HOSTILE,
                "triggerCondition.paymentType.in",
                "DIRECT_DEBIT",
                "triggerCondition.amount.gte",
                amount,
                "currency",
                "EUR",
                "approvalSteps.0.requiredRoleIds",
                role("developer"),
                "approvalSteps.3.requiredRoleIds",
                role("owner"),
                "version",
                version,
                "key",
                key);
    }

    @Test
    void aChainThatSaysMoreThanTheForm_isShownAndNotLost() {
        String id =
                sandbox.owner()
                        .post(
                                "/payments/v2beta/approval-chains",
                                Jsons.json(
                                        "{'name': 'Other', 'autoApprove': true,"
                                                + " 'triggerCondition': {'accountId': {'notIn':"
                                                + " ['%s']}}}".formatted(sandbox.account())))
                        .created()
                        .at("/id");
        assertThat(owner.open("/approval-chains/" + id).html())
                .contains("says more than the form", "account none of 1")
                .doesNotContain("Save");
    }

    @Test
    void aRate_isStoredOnce() {
        var empty = owner.submit("/settings/exchange-rates", "key", "k");
        assertThat(empty.status()).isEqualTo(400);
        assertThat(empty.html()).contains("f-base", "is required");
        assertThat(rate("l").status()).isEqualTo(303);
        assertThat(rate("l").status()).isEqualTo(303);
        assertThat(owner.open("/settings/exchange-rates").html()).contains("11.5 SEK", "1 EUR");
        assertThat(owner.open("/settings/exchange-rates?base=USD").html()).contains("No rate yet");
        assertThat(owner.open("/settings/exchange-rates?base=x").status()).isEqualTo(400);
    }

    private static Browser.Page rate(String key) {
        return owner.submit(
                "/settings/exchange-rates",
                "base",
                "eur",
                "quote",
                "SEK",
                "rate",
                "11,5",
                "date",
                "2026-12-01",
                "key",
                key);
    }

    @Test
    void theOrganization_isRenamedAndKeepsWhatWasTyped() {
        var page = owner.open("/settings/organization");
        assertThat(page.html()).contains("Kontor Sandbox GmbH", "EUR");
        String version = page.find("name=\"version\" value=\"([0-9]+)\"");
        var wrong = organization("", "Nowhere/Land", "0", version, "m");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.html()).contains("Nowhere/Land", "must be a time zone", "f-zone");
        var stale = organization("Kept", "Europe/Berlin", "50", "99", "n");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.html()).contains("value=\"Kept\"");
        var renamed = organization(HOSTILE, "Europe/Berlin", "50", version, "o");
        assertThat(owner.follow(renamed).html())
                .contains("&lt;script&gt;")
                .doesNotContain("<script>alert");
    }

    private static Browser.Page organization(
            String name, String zone, String requests, String version, String key) {
        return owner.submit(
                "/settings/organization",
                "name",
                name,
                "zone",
                zone,
                "requestsPerSecond",
                requests,
                "version",
                version,
                "key",
                key);
    }

    @Test
    void anEntity_isMadeAndGetsACreditorIdentifier() {
        var wrong =
                owner.submit(
                        "/settings/entities/new",
                        "legalName",
                        "Tochter GmbH",
                        "sepaCreditorIdentifier",
                        "DE00ZZZ09999999999",
                        "key",
                        "p");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.html()).contains("check digits", "value=\"Tochter GmbH\"");
        var made = owner.submit("/settings/entities/new", "legalName", "Tochter GmbH", "key", "q");
        var list = owner.follow(made);
        String path = list.find("href=\"(/settings/entities/[0-9a-f-]{36})\"><b>Tochter GmbH");
        var changed =
                owner.submit(
                        path,
                        "legalName",
                        "Tochter AG",
                        "sepaCreditorIdentifier",
                        "DE98 ZZZ0 9999 9999 99",
                        "version",
                        "1",
                        "key",
                        "r");
        assertThat(owner.follow(changed).html()).contains("Tochter AG", "DE98ZZZ09999999999");
        assertThat(owner.submit(path, "legalName", "X", "key", "s").status()).isEqualTo(412);
        assertThat(Browser.of(neighbour.owner()).open(path).status()).isEqualTo(404);
    }
}
