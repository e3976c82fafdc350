package kontor.reviewpages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import kontor.Browser;
import kontor.Jsons;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import org.junit.jupiter.api.Test;

/** The page of payees to review, as a browser without script gets it. */
class PayeeReviewPagesTest {

    private static final String PATH = "/payee-reviews";

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final Browser owner = Browser.of(sandbox.owner());

    @Test
    void manyAreFoundAndApprovedAtOnce_andPartiesTellOfIt() {
        var limited = sandbox.aRole("change_requests:read").limitedTo(sandbox.account()).member();
        var stranger = Browser.of(sandbox.clientWith(Set.of("roles:read")));
        sandbox.owner()
                .patch(
                        "/iam/v2beta/organization",
                        Jsons.json("[{'op': 'replace', 'path': '/fourEyes', 'value': true}]"))
                .ok();
        var acme = sandbox.aCounterparty().named("<b>Acme</b>").made();
        sandbox.aCounterparty().named("Globex").made();
        sandbox.aCounterparty().named("Initech").made();
        var found = owner.open(PATH + "?q=glob");
        assertThat(found.html()).contains("Globex").doesNotContain("Acme", "Initech");
        String globex = found.find("name=\"pick\" value=\"([^\"]+)\"");
        var approved = owner.submit(PATH + "/approve", "pick", globex, "key", "a");
        assertThat(owner.follow(approved).html())
                .contains("1 account is approved.", "&lt;b&gt;Acme", "Initech")
                .doesNotContain("Globex");
        String party = "/counterparties/" + acme.at("/id");
        assertThat(owner.open(party).html())
                .contains("href=\"/payee-reviews\">waits for the review of a second person");
        assertThat(ahead(acme.at("/accounts/0/id")))
                .contains("It waits for the review of the payee")
                .doesNotContain("Possible duplicate", "href=\"/credit-transfers/\"");
        var nothing = owner.submit(PATH + "/approve", "key", "n");
        assertThat(owner.follow(nothing).html()).contains("choose accounts first");
        var all = owner.open(PATH);
        String first = all.find("name=\"shown\" value=\"([^\"]+)\"");
        assertThat(owner.open("/change-requests/" + first).html())
                .contains("Pay to an account of a payee", "href=\"/counterparties/");
        var rest =
                owner.submit(
                        PATH + "/approve",
                        "shown",
                        first,
                        "shown",
                        globex,
                        "all",
                        "shown",
                        "key",
                        "b");
        assertThat(owner.follow(rest).html()).contains("1 account is approved. 1 not: ");
        assertThat(Browser.of(limited.client()).open(PATH).status()).isEqualTo(403);
        assertThat(stranger.open(PATH).status()).isEqualTo(403);
    }

    /** What the form of a credit transfer says before it is made. */
    private String ahead(String payee) {
        return owner.submit(
                        "/credit-transfers/new",
                        "source.id",
                        sandbox.account(),
                        "scheme",
                        "SCT",
                        "destination",
                        "EXTERNAL_ACCOUNT " + payee,
                        "amount.stringValue",
                        "12.00",
                        "amount.currency",
                        "EUR",
                        "date",
                        sandbox.today().plusDays(7).toString(),
                        "reference",
                        "bill 1",
                        "preview",
                        "1")
                .html();
    }
}
