package kontor.signinpages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import kontor.PlainBrowser;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.core.Ids;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People come in and go, over real HTTP as a browser without script sends it. */
class SignInTest {

    private static final String PASSWORD = "vier grüne Stühle";

    private final TestKontor kontor = TestKontor.shared();
    private final SandboxOrganization ours = kontor.sandbox();
    private final SandboxOrganization theirs = kontor.sandbox();
    private final PlainBrowser browser = new PlainBrowser(kontor);
    private final String email = "anna+" + Ids.next() + "@example.com";

    private String invitation(SandboxOrganization organization) {
        return new InvitedPerson(organization, email).link();
    }

    private void joinOurs() {
        String link = invitation(ours);
        browser.open(link);
        var joined = browser.submit(link, "password", PASSWORD, "repeated", PASSWORD);
        assertThat(joined.status()).as(joined.body()).isEqualTo(303);
    }

    @Test
    void ownerOfASandbox_signsInWithWhatItsFileSays() {
        var came = browser.signIn(ours.keys().email(), ours.keys().password());
        assertThat(came.status()).as(came.body()).isEqualTo(303);
        assertThat(came.header("Location")).isEqualTo("/");
        assertThat(came.header("Set-Cookie"))
                .startsWith("kontor=")
                .contains("HttpOnly", "SameSite=Lax", "Path=/");
        assertThat(browser.follow().body()).contains("Sandbox Owner");
    }

    @Test
    void page_comesAfterSigningIn() {
        var asked = browser.open("/?a=1");
        assertThat(asked.status()).isEqualTo(303);
        assertThat(browser.follow().status()).isEqualTo(200);
        var came =
                browser.submit(
                        "/login", "email", ours.keys().email(), "password", ours.keys().password());
        assertThat(came.header("Location")).isEqualTo("/?a=1");
    }

    /** Nothing tells whether the person exists. */
    @Test
    void wrong_isAnsweredTheSame() {
        joinOurs();
        var stranger = new PlainBrowser(kontor);
        var wrong = stranger.signIn(email, "vier grune Stuhle");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(stranger.cookies()).isEmpty();
        var nobody = stranger.signIn("x" + email, "vier grune Stuhle");
        assertThat(nobody.status()).isEqualTo(401);
        assertThat(nobody.body().replace("x" + email, email)).isEqualTo(wrong.body());
        assertThat(wrong.body()).contains("Email or password is wrong.").doesNotContain("grune");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "/\\evil.example",
                "https://evil.example/",
                "javascript:alert(1)",
                "/\t/evil.example",
                "\\/evil.example",
                "",
                "/login?next=/login",
                "/logout"
            })
    void next_leadsToNoOtherHost(String next) {
        browser.open("/login");
        var came =
                browser.submit(
                        "/login",
                        "email",
                        ours.keys().email(),
                        "password",
                        ours.keys().password(),
                        "next",
                        next);
        assertThat(came.header("Location")).isEqualTo("/");
    }

    @Test
    void invitation_isAcceptedByChoosingAPasswordOnce() {
        String link = invitation(ours);
        for (int i = 0; i < 2; i++) {
            var page = browser.open(link);
            assertThat(page.status()).as("looking consumes nothing").isEqualTo(200);
            assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(page.body()).contains(email);
        }
        assertThat(browser.submit(link, "password", PASSWORD, "repeated", "x").status())
                .isEqualTo(400);
        assertThat(browser.submit(link, "password", "password1234", "repeated", "password1234"))
                .extracting(Reply::status)
                .isEqualTo(400);
        var joined = browser.submit(link, "password", PASSWORD, "repeated", PASSWORD);
        assertThat(joined.status()).as(joined.body()).isEqualTo(303);
        assertThat(browser.follow().body()).contains("Anna");
        assertThat(new PlainBrowser(kontor).open(link).status()).as("once").isEqualTo(410);
    }

    /** Whoever is signed in joins as who they are; nothing of the identity changes. */
    @Test
    void invitation_joinsWhoIsSignedIn() {
        joinOurs();
        String link = invitation(theirs);
        assertThat(browser.open(link).body()).contains("Join as " + email);
        var joined = browser.submit(link);
        assertThat(joined.header("Location")).isEqualTo("/login/organization");
        var choice = browser.follow();
        String user =
                choice.body().replaceAll("(?s).*name=\"user\" value=\"([0-9a-f-]{36})\".*", "$1");
        String before = browser.cookies().get("kontor");
        assertThat(browser.open("/").status()).as("not before the choice").isEqualTo(303);
        browser.open("/login/organization");
        assertThat(browser.submit("/login/organization", "user", user).status()).isEqualTo(303);
        assertThat(browser.cookies().get("kontor")).as("another id").isNotEqualTo(before);
        assertThat(browser.follow().status()).isEqualTo(200);
    }

    @Test
    void invitation_isAcceptedBySigningInWithAnother() {
        joinOurs();
        String link = invitation(theirs);
        var other = new PlainBrowser(kontor);
        other.open(link);
        var wrong = other.submit(link, "as", "known", "email", email, "current", "no no no no no");
        assertThat(wrong.status()).isEqualTo(401);
        var joined = other.submit(link, "as", "known", "email", email, "current", PASSWORD);
        assertThat(joined.header("Location")).isEqualTo("/login/organization");
    }

    /** Another organization that invites my address and accepts for itself gets nothing of mine. */
    @Test
    void invitation_thatSomebodyElseAcceptsGivesNothing() {
        joinOurs();
        String link = invitation(theirs);
        var thief = new PlainBrowser(kontor);
        thief.open(link);
        thief.submit(link, "password", "another long one", "repeated", "another long one");
        assertThat(thief.follow().status()).isEqualTo(200);
        assertThat(thief.open("/login/organization").body()).doesNotContain(ours.organizationId());
        var mine = new PlainBrowser(kontor);
        assertThat(mine.signIn(email, PASSWORD).header("Location")).isEqualTo("/");
    }

    @Test
    void choice_takesOnlyOnesOwnUsers() {
        joinOurs();
        browser.open("/login/organization");
        for (String user : List.of(theirs.keys().owner().id().toString(), "", "x")) {
            browser.open("/login/organization");
            assertThat(browser.submit("/login/organization", "user", user).status())
                    .as(user)
                    .isEqualTo(400);
        }
        assertThat(browser.open("/").status()).isEqualTo(200);
    }

    @Test
    void signOut_endsTheSession() {
        joinOurs();
        var copy = browser.at(kontor.port());
        browser.open("/login/organization");
        assertThat(browser.submit("/logout").status()).isEqualTo(303);
        assertThat(browser.cookies()).doesNotContainKey("kontor");
        assertThat(copy.open("/").status()).as("the cookie is worth nothing").isEqualTo(303);
    }

    @Test
    void signIn_replacesTheSessionThatWasThere() {
        browser.cookies().put("kontor", "A".repeat(43));
        browser.signIn(ours.keys().email(), ours.keys().password());
        assertThat(browser.cookies().get("kontor")).as("fixation").isNotEqualTo("A".repeat(43));
    }

    @Test
    void change_isTakenOnlyFromAPageOfThisSession() {
        joinOurs();
        browser.open("/login/organization");
        String form =
                browser.page().body().replaceAll("(?s).*name=\"form\" value=\"([^\"]*).*", "$1");
        var fields = Map.of("form", form, "user", "x");
        for (String site : List.of("cross-site", "same-site", "none")) {
            assertThat(browser.post("/logout", fields, "Sec-Fetch-Site", site).status())
                    .as(site)
                    .isEqualTo(403);
        }
        assertThat(browser.post("/logout", fields, "Origin", "https://evil.example").status())
                .isEqualTo(403);
        assertThat(browser.post("/logout", fields).status()).as("nothing says").isEqualTo(403);
        for (String token : List.of("", "x", form.substring(1))) {
            assertThat(
                            browser.post(
                                            "/logout",
                                            Map.of("form", token),
                                            "Sec-Fetch-Site",
                                            "same-origin")
                                    .status())
                    .as(token)
                    .isEqualTo(403);
        }
        assertThat(browser.open("/").status()).as("still in").isEqualTo(200);
    }

    @Test
    void cookie_isNoCredentialOfTheApiAndAKeyOpensNoPage() {
        joinOurs();
        assertThat(browser.open("/financial-data/v2/accounts").status()).isEqualTo(401);
        var key = new PlainBrowser(kontor);
        assertThat(key.open("/", "Authorization", ours.owner().authorization()).status())
                .isEqualTo(303);
    }

    @Test
    void revokedUser_isOutOnEveryNode() {
        joinOurs();
        String user =
                ours.owner().get("/iam/v2beta/users?limit=500").items().stream()
                        .filter(one -> one.path("username").asText().equals(email))
                        .findFirst()
                        .orElseThrow()
                        .path("id")
                        .asText();
        assertThat(browser.open("/").status()).isEqualTo(200);
        ours.owner().delete("/iam/v2beta/users/" + user);
        assertThat(browser.open("/").status()).isEqualTo(303);
        assertThat(new PlainBrowser(kontor).signIn(email, PASSWORD).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>alert(1)</script>", "{{7*7}}", "\u202ecod.exe", "a\0b", "%"})
    void hostileAddress_isShownAsText(String hostile) {
        var answer = browser.signIn(hostile, PASSWORD);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).doesNotContain("<script>alert").doesNotContain(">49<");
        assertThat(browser.signIn("x".repeat(7_000), PASSWORD).status()).isBetween(400, 499);
        assertThat(browser.signIn("", "").status()).isEqualTo(401);
    }
}
