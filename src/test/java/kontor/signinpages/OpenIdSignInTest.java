package kontor.signinpages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kontor.PlainBrowser;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.core.Ids;
import kontor.openid.TestProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Signing in by a provider, over real HTTP, with a provider on this machine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenIdSignInTest {

    private static final String PROFILE = "/settings/profile";
    private static final String BACK = "/login/openid/back?";

    private final TestKontor kontor = TestKontor.shared();
    private final TestProvider provider = new TestProvider();
    private final TestKontor.Node node = kontor.nodeWith(provider.provider(false));

    @AfterAll
    void close() {
        node.close();
        provider.close();
    }

    private PlainBrowser browser() {
        return new PlainBrowser(node.port());
    }

    private PlainBrowser signedIn(SandboxOrganization organization) {
        var one = browser();
        one.signIn(organization.keys().email(), organization.keys().password());
        return one;
    }

    private static String subject() {
        return "subject-" + Ids.next();
    }

    private Reply signIn(PlainBrowser by, String subject) {
        var sent = by.open("/login/openid?next=/mandates");
        return by.open(BACK + provider.recognizes(subject, sent.header("Location")));
    }

    private static String onward(Reply page) {
        assertThat(page.header("Refresh")).startsWith("0; url=");
        return page.header("Refresh").substring("0; url=".length());
    }

    private Reply link(PlainBrowser by, String subject) {
        by.open(PROFILE);
        String to = onward(by.submit(PROFILE + "/provider").ok());
        return by.open(BACK + provider.recognizes(subject, to));
    }

    @Test
    void link_isMadeByItsHolderAndSignsIn() {
        var ours = kontor.sandbox();
        String anna = subject();
        assertThat(browser().open("/login").body()).contains("Sign in with Example ID");
        assertThat(signIn(browser(), anna).status()).as("an address links nobody").isEqualTo(403);
        var mine = signedIn(ours);
        assertThat(link(mine, anna).header("Location")).isEqualTo(PROFILE + "#passkeys");
        var other = browser();
        var came = signIn(other, anna);
        assertThat(came.header("Location")).as(came.body()).isEqualTo("/mandates");
        assertThat(other.cookies()).doesNotContainKey("openid");
        assertThat(other.open("/").body()).contains("Sandbox Owner");
        other.open(PROFILE);
        assertThat(other.submit(PROFILE + "/provider/remove").status()).isEqualTo(303);
        assertThat(signIn(browser(), anna).status()).isEqualTo(403);
    }

    @Test
    void accountOfSomebodyElse_isNotLinkedTwice() {
        String anna = subject();
        link(signedIn(kontor.sandbox()), anna);
        var thief = signedIn(kontor.sandbox());
        assertThat(link(thief, anna).status()).isEqualTo(409);
        assertThat(thief.open(PROFILE).body()).contains("not linked");
    }

    @Test
    void link_isBegunByAFormOfThisSessionAndEndsInIt() {
        var mine = signedIn(kontor.sandbox());
        mine.open(PROFILE);
        assertThat(mine.submit(PROFILE + "/provider", "form", "x").status()).isEqualTo(403);
        mine.open(PROFILE);
        String to = onward(mine.submit(PROFILE + "/provider").ok());
        var other = signedIn(kontor.sandbox());
        other.cookies().put("openid", mine.cookies().get("openid"));
        String eve = subject();
        assertThat(other.open(BACK + provider.recognizes(eve, to)).status())
                .as("the session of another")
                .isEqualTo(401);
        assertThat(signIn(browser(), eve).status()).isEqualTo(403);
        var sent = other.open("/login/openid");
        String query = provider.recognizes(eve, sent.header("Location"));
        assertThat(browser().open(BACK + query).status()).as("another browser").isEqualTo(401);
        for (String nonsense : List.of("", "code=a", "state=a", "error=x", "code=a&code=b")) {
            assertThat(browser().open(BACK + nonsense).status()).isBetween(400, 401);
        }
    }

    @Test
    void invitation_isAcceptedByIt() {
        var ours = kontor.sandbox();
        String anna = subject();
        var invited = new InvitedPerson(ours);
        var browser = browser();
        assertThat(browser.open(invited.link()).body()).contains("Join with Example ID");
        String to = onward(browser.submit(invited.link() + "/provider").ok());
        var joined = browser.open(BACK + provider.recognizes(anna, to));
        assertThat(joined.header("Location")).as(joined.body()).isEqualTo("/");
        assertThat(browser.open(PROFILE).body()).doesNotContain("Change password");
        assertThat(browser.submit(PROFILE + "/provider/remove").status())
                .as("the only way in")
                .isEqualTo(404);
        var theirs = new InvitedPerson(kontor.sandbox());
        var again = browser();
        again.open(theirs.link());
        String second = onward(again.submit(theirs.link() + "/provider").ok());
        assertThat(again.open(BACK + provider.recognizes(anna, second)).header("Location"))
                .as("the same person in two")
                .isEqualTo("/login/organization");
        var late = browser();
        assertThat(late.open(invited.link()).status()).isEqualTo(410);
        late.open("/login");
        assertThat(late.submit(invited.link() + "/provider").status()).isEqualTo(303);
    }

    @Test
    void providerThatIsAway_isSaid() {
        try (var silent = new TestProvider();
                var away = kontor.nodeWith(silent.provider(false))) {
            silent.be(TestProvider.Mood.BROKEN);
            var browser = new PlainBrowser(away.port());
            assertThat(browser.open("/login/openid").status()).isEqualTo(503);
            assertThat(browser.page().body()).contains("The provider does not answer now");
        }
    }
}
