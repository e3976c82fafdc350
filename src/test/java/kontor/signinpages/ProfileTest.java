package kontor.signinpages;

import static org.assertj.core.api.Assertions.assertThat;

import kontor.PlainBrowser;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import org.junit.jupiter.api.Test;

/** What people see and change of themselves, over real HTTP. */
class ProfileTest {

    private static final String PASSWORD = "vier grüne Stühle";
    private static final String PATH = "/settings/profile";
    private static final String SESSIONS = "/settings/sessions";

    private final TestKontor kontor = TestKontor.shared();
    private final SandboxOrganization ours = kontor.sandbox();
    private final PlainBrowser browser = signedIn();

    private PlainBrowser signedIn() {
        var one = new PlainBrowser(kontor);
        one.signIn(ours.keys().email(), ours.keys().password());
        return one;
    }

    private int changed(String current, String password, String repeated) {
        browser.open(PATH);
        return browser.submit(
                        PATH + "/password",
                        "current",
                        current,
                        "password",
                        password,
                        "repeated",
                        repeated)
                .status();
    }

    @Test
    void password_isChangedByWhoKnowsItAndEndsAllOtherSessions() {
        var elsewhere = signedIn();
        String right = ours.keys().password();
        assertThat(changed("wrong wrong wrong", PASSWORD, PASSWORD)).isEqualTo(400);
        assertThat(changed(right, PASSWORD, PASSWORD + "x")).isEqualTo(400);
        assertThat(changed(right, "short", "short")).isEqualTo(400);
        assertThat(changed(right, "password1234", "password1234")).isEqualTo(400);
        assertThat(elsewhere.open(PATH).status()).as("nothing changed").isEqualTo(200);
        String before = browser.cookies().get("kontor");
        assertThat(changed(right, PASSWORD, PASSWORD)).isEqualTo(303);
        assertThat(browser.cookies().get("kontor")).isNotEqualTo(before);
        assertThat(browser.follow().body()).contains("All other sessions ended.");
        assertThat(elsewhere.open(PATH).status()).isEqualTo(303);
        assertThat(signedIn().open(PATH).status()).as("the one before").isEqualTo(303);
    }

    @Test
    void sessions_areListedAndEnded() {
        var other = signedIn();
        var list = browser.open(SESSIONS);
        assertThat(list.body().split("127.0.0.1", -1)).hasSizeGreaterThanOrEqualTo(3);
        String id =
                list.body()
                        .replaceAll(
                                "(?s).*name=\"session\" value=\"([^\"]*)\"[^>]*>[^>]*>End<.*",
                                "$1");
        assertThat(browser.submit(SESSIONS + "/end", "session", id).status()).isEqualTo(303);
        assertThat(other.open("/").status()).isEqualTo(303);
        assertThat(browser.open("/").status()).isEqualTo(200);
        var third = signedIn();
        browser.open(SESSIONS);
        assertThat(browser.submit(SESSIONS + "/end-all").status()).isEqualTo(303);
        assertThat(third.open("/").status()).isEqualTo(303);
        assertThat(browser.follow().status()).as("this one goes on").isEqualTo(200);
    }

    @Test
    void session_ofSomebodyElseIsNotEnded() {
        var stranger = new PlainBrowser(kontor);
        var theirs = kontor.sandbox();
        stranger.signIn(theirs.keys().email(), theirs.keys().password());
        var list = stranger.open(SESSIONS);
        String id = list.body().replaceAll("(?s).*name=\"session\" value=\"([^\"]*)\".*", "$1");
        for (String wrong : new String[] {id, "", "x", "<script>"}) {
            browser.open(SESSIONS);
            assertThat(browser.submit(SESSIONS + "/end", "session", wrong).status()).isEqualTo(303);
        }
        assertThat(stranger.open(SESSIONS).status()).isEqualTo(200);
    }

    @Test
    void theme_isRemembered() {
        browser.open(PATH);
        browser.submit(PATH + "/theme", "theme", "dark");
        assertThat(browser.open("/").body()).contains("data-theme=\"dark\"");
        browser.open(PATH);
        browser.submit(PATH + "/theme", "theme", "\"><script>");
        assertThat(browser.open("/").body()).contains("data-theme=\"system\"");
    }
}
