package kontor.changepages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import kontor.Browser;
import kontor.Client;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Change requests on the pages, as a browser without script gets them. */
class ChangePagesTest {

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final Client owner = sandbox.owner();
    private final Browser maker = Browser.of(owner);
    private final Browser checker = Browser.of(sandbox.anotherOwner());

    @BeforeEach
    void switchOn() {
        var page = maker.open("/settings/organization");
        var on =
                maker.submit(
                        "/settings/organization",
                        "version",
                        page.find("name=\"version\" value=\"([0-9]+)\""),
                        "key",
                        "on",
                        "name",
                        "Ours",
                        "zone",
                        "Europe/Berlin",
                        "requestsPerSecond",
                        "100",
                        "programmaticOwnerApproval",
                        "on",
                        "fourEyesShown",
                        "1",
                        "fourEyes",
                        "on");
        assertThat(on.status()).as(on.html()).isEqualTo(303);
        assertThat(maker.open("/settings/organization").html())
                .contains("A second person must agree")
                .containsPattern("name=\"fourEyes\" checked");
    }

    private Browser.Page aRole(String name, String key) {
        return maker.submit("/roles/new", "name", name, "permissions", "accounts:read", "key", key);
    }

    @Test
    void role_isAskedForShownAndApproved() {
        assertThat(maker.open("/roles/new").html()).contains("becomes a change request");
        var asked = aRole("<b>Tellers</b>", "k1");
        assertThat(asked.status()).isEqualTo(303);
        assertThat(asked.location()).startsWith("/change-requests/");
        assertThat(aRole("<b>Tellers</b>", "k1").location()).isEqualTo(asked.location());
        String path = asked.location();

        var mine = maker.open(path).html();
        assertThat(mine)
                .contains("Nothing is changed yet", "&lt;b&gt;Tellers", "You do not decide it")
                .doesNotContain("action=\"" + path + "/approve\"");
        assertThat(checker.open("/").html()).contains("Change requests<span class=\"count\">1");
        assertThat(checker.open("/change-requests?status=PENDING").html()).contains(path);

        var unreasoned = checker.submit(path + "/reject", "version", "1", "key", "r");
        assertThat(unreasoned.status()).isEqualTo(400);
        assertThat(checker.open(path).html()).contains("action=\"" + path + "/approve\"");
        var done = checker.follow(checker.submit(path + "/approve", "version", "1", "key", "a"));
        assertThat(done.html()).contains("It is approved and done.", "Approved");
        assertThat(owner.get("/iam/v2beta/roles").values("name")).contains("<b>Tellers</b>");
    }

    @Test
    void change_isShownSideBySide_andOnThePageOfTheThing() {
        String path = aRole("Cashiers", "k1").location();
        checker.submit(path + "/approve", "version", "1", "key", "a");
        String role = owner.get("/iam/v2beta/change-requests" + path.substring(16)).at("/targetId");
        var asked =
                maker.submit(
                        "/roles/" + role + "/edit",
                        "version",
                        "1",
                        "name",
                        "Cash",
                        "permissions",
                        "accounts:read",
                        "permissions",
                        "users:create",
                        "key",
                        "k2");
        assertThat(checker.open(asked.location()).html())
                .contains("<del>Cashiers</del>", "<ins>Cash</ins>", "<ins>users:create</ins>");
        assertThat(maker.open("/roles/" + role).html())
                .contains("waits for a second person", asked.location());
        var rejected =
                checker.submit(
                        asked.location() + "/reject", "version", "1", "reason", "Why?", "key", "r");
        assertThat(checker.follow(rejected).html()).contains("Why?", "Rejected");
        assertThat(maker.open("/change-requests?mine=true").html()).contains("Rejected");
        assertThat(checker.open(limited(role)).html()).contains("<ins>1,000.00 EUR</ins>");
    }

    /** Where it is asked for that a role makes no larger payment. */
    private String limited(String role) {
        return maker.submit(
                        "/roles/" + role + "/limits",
                        "version",
                        "1",
                        "action.0",
                        "CREATE",
                        "paymentType.0",
                        "CREDIT_TRANSFER",
                        "currency.0",
                        "EUR",
                        "largest.0",
                        "1000",
                        "key",
                        "k3")
                .location();
    }

    @Test
    void maker_withdraws_andOthersNeedThePermission() {
        String path = aRole("Gone", "k1").location();
        var reader = Browser.of(sandbox.clientWith(Set.of("change_requests:read")));
        assertThat(reader.open(path).html()).contains("your role does not check");
        assertThat(reader.submit(path + "/approve", "version", "1").status()).isEqualTo(403);
        assertThat(Browser.of(sandbox.clientWith(Set.of())).open(path).status()).isEqualTo(403);
        assertThat(checker.submit(path + "/withdraw", "version", "1").status()).isEqualTo(403);
        var withdrawn = maker.follow(maker.submit(path + "/withdraw", "version", "1", "key", "w"));
        assertThat(withdrawn.html()).contains("Withdrawn");
    }
}
