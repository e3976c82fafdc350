package kontor.signinpages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import kontor.PlainBrowser;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.passkeys.TestAuthenticator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Passkeys over real HTTP, with an authenticator that does what it is told. */
class PasskeyTest {

    private static final String PROFILE = "/settings/profile";
    private static final String KEYS = PROFILE + "/passkeys";
    private static final String SIGN_IN = "/login/passkey";

    private final TestKontor kontor = TestKontor.shared();
    private final SandboxOrganization ours = kontor.sandbox();
    private final PlainBrowser browser = signedIn(ours);
    private final TestAuthenticator phone = new TestAuthenticator();

    private PlainBrowser signedIn(SandboxOrganization organization) {
        var one = new PlainBrowser(kontor);
        one.signIn(organization.keys().email(), organization.keys().password());
        return one;
    }

    private static String options(PlainBrowser browser, String page, String path) {
        browser.open(page);
        return browser.ask(path).ok().body();
    }

    private static Reply made(PlainBrowser browser, TestAuthenticator with, String name) {
        String options = options(browser, PROFILE, KEYS + "/options");
        return browser.submit(KEYS, "name", name, "credential", with.made(options));
    }

    private Reply shown(PlainBrowser by, TestAuthenticator with) {
        String options = options(by, "/login?next=/mandates", SIGN_IN + "/options");
        return by.submit(SIGN_IN, "credential", with.shown(options));
    }

    private static String firstId(Reply profile) {
        return profile.body().replaceAll("(?s).*?name=\"passkey\" value=\"([^\"]*).*", "$1");
    }

    private boolean signsIn(TestAuthenticator with) {
        return shown(new PlainBrowser(kontor), with).status() == 303;
    }

    @Test
    void passkey_isMadeNamedUsedAloneAndRemoved() {
        assertThat(made(browser, phone, "My <b>phone").header("Location"))
                .isEqualTo(PROFILE + "#passkeys");
        assertThat(browser.open(PROFILE).body()).contains("My &lt;b>phone", "not used yet");
        var other = new PlainBrowser(kontor);
        var came = shown(other, phone);
        assertThat(came.status()).as(came.body()).isEqualTo(303);
        assertThat(came.header("Location")).isEqualTo("/mandates");
        assertThat(other.open(PROFILE).body()).contains("last used");
        String id = firstId(other.page());
        assertThat(other.submit(KEYS + "/remove", "passkey", id).status()).isEqualTo(303);
        assertThat(signsIn(phone)).isFalse();
        assertThat(other.open("/").status()).as("the session goes on").isEqualTo(200);
        assertTold("PASSKEY_MADE", "PASSKEY_REMOVED", "SIGNED_IN");
    }

    private void assertTold(String... names) {
        kontor.wiring().ground().security().round();
        for (String name : names) {
            assertThat(
                            ours.owner()
                                    .get(
                                            "/iam/v2beta/audit-log-entries?category=SECURITY&name="
                                                    + name)
                                    .items())
                    .as(name)
                    .isNotEmpty();
        }
    }

    @Test
    void severalOfOnePerson_eachSignsIn() {
        var key = new TestAuthenticator();
        made(browser, phone, "");
        made(browser, key, "Key of metal");
        assertThat(browser.open(PROFILE).body()).contains(">Passkey<", "Key of metal");
        assertThat(signsIn(phone)).isTrue();
        assertThat(signsIn(key)).isTrue();
        assertThat(made(browser, phone, "again").status()).as("is here already").isEqualTo(400);
    }

    /** What an authenticator may say that a thief stands in front of. */
    @TestFactory
    Stream<DynamicTest> assertion_ofAnotherPlaceOrPerson_isRefused() {
        made(browser, phone, "phone");
        Map<String, UnaryOperator<TestAuthenticator>> wrongs =
                Map.of(
                        "another origin", one -> one.at("https://evil.example"),
                        "another port", one -> one.at("http://localhost:8081"),
                        "without its scheme", one -> one.at("localhost:8080"),
                        "another party", one -> one.forParty("evil.example"),
                        "nobody verified", TestAuthenticator::withoutVerification,
                        "another handle", one -> one.of(new byte[32]),
                        "no handle", one -> one.of(new byte[0]));
        return wrongs.entrySet().stream()
                .map(
                        wrong ->
                                DynamicTest.dynamicTest(
                                        wrong.getKey(),
                                        () -> {
                                            var thief = new TestAuthenticator();
                                            made(browser, thief, "other");
                                            wrong.getValue().apply(thief);
                                            assertThat(signsIn(thief)).isFalse();
                                            assertThat(signsIn(phone)).isTrue();
                                        }));
    }

    @Test
    void challenge_isOfThisBrowserAndGoodOnce() {
        made(browser, phone, "phone");
        var first = new PlainBrowser(kontor);
        var second = new PlainBrowser(kontor);
        String ofFirst = options(first, "/login", SIGN_IN + "/options");
        options(second, "/login", SIGN_IN + "/options");
        String answer = phone.shown(ofFirst);
        assertThat(second.submit(SIGN_IN, "credential", answer).status())
                .as("of another browser")
                .isEqualTo(401);
        String ticket = first.cookies().get("passkey");
        assertThat(first.submit(SIGN_IN, "credential", answer).status()).isEqualTo(303);
        assertThat(first.cookies()).doesNotContainKey("passkey");
        var third = new PlainBrowser(kontor);
        third.open("/login");
        third.cookies().put("passkey", ticket);
        assertThat(third.submit(SIGN_IN, "credential", answer).status())
                .as("replayed with its ticket")
                .isEqualTo(401);
        third.cookies().put("passkey", ticket.substring(1));
        assertThat(third.submit(SIGN_IN, "credential", answer).status()).isEqualTo(401);
        third.cookies().remove("passkey");
        assertThat(third.submit(SIGN_IN, "credential", phone.answered("AAAA")).status())
                .isEqualTo(401);
    }

    /** A challenge for one thing is none for another. */
    @Test
    void challenge_ofAnotherUse_isRefused() {
        made(browser, phone, "phone");
        String toMake = options(browser, PROFILE, KEYS + "/options");
        browser.open("/login/second");
        String challenge = phone.shown(toMake);
        var other = new PlainBrowser(kontor);
        other.open("/login");
        other.cookies().put("passkey", browser.cookies().get("passkey"));
        assertThat(other.submit(SIGN_IN, "credential", challenge).status()).isEqualTo(401);
    }

    @Test
    void counterThatGoesBack_isRefusedAndTold() {
        made(browser, phone.counting(5), "phone");
        assertThat(signsIn(phone.counting(6))).isTrue();
        assertThat(signsIn(phone.counting(6))).as("the same again").isFalse();
        assertThat(signsIn(phone.counting(3))).isFalse();
        assertThat(signsIn(phone.counting(7))).isTrue();
        assertTold("PASSKEY_COPIED");
    }

    @Test
    void passkeyOfAnotherPerson_isNotRemovedNorMadeInTheirName() {
        made(browser, phone, "phone");
        String id = firstId(browser.open(PROFILE));
        var stranger = signedIn(kontor.sandbox());
        for (String wrong : new String[] {id, "", "x"}) {
            stranger.open(PROFILE);
            assertThat(stranger.submit(KEYS + "/remove", "passkey", wrong).status()).isEqualTo(303);
        }
        assertThat(signsIn(phone)).isTrue();
        String options = options(browser, PROFILE, KEYS + "/options");
        stranger.open(PROFILE);
        stranger.cookies().put("passkey", browser.cookies().get("passkey"));
        String credential = new TestAuthenticator().made(options);
        assertThat(stranger.submit(KEYS, "credential", credential).status()).isEqualTo(400);
    }

    @Test
    void hostileAnswers_areRefusedAsAPage() {
        made(browser, phone, "phone");
        String deep = "[".repeat(1_500);
        for (String wrong : new String[] {"", "{}", "null", "<script>", deep, "{\"id\":1}"}) {
            var one = new PlainBrowser(kontor);
            options(one, "/login", SIGN_IN + "/options");
            assertThat(one.submit(SIGN_IN, "credential", wrong).status()).as(wrong).isEqualTo(401);
            options(browser, PROFILE, KEYS + "/options");
            assertThat(browser.submit(KEYS, "credential", wrong).status()).as(wrong).isEqualTo(400);
        }
        String options = options(browser, PROFILE, KEYS + "/options");
        var tooLong =
                browser.submit(KEYS, "name", "x".repeat(101), "credential", phone.made(options));
        assertThat(tooLong.status()).isEqualTo(400);
    }

    @Test
    void options_areForPagesOfOursOnly() {
        browser.open(PROFILE);
        assertThat(browser.ask(KEYS + "/options", "form", "x").status()).isEqualTo(403);
        var stranger = new PlainBrowser(kontor);
        assertThat(
                        stranger.post(
                                        SIGN_IN + "/options",
                                        Map.of(),
                                        "Sec-Fetch-Site",
                                        "cross-site")
                                .status())
                .isEqualTo(403);
        stranger.open("/login");
        assertThat(stranger.ask(KEYS + "/options").status()).isEqualTo(401);
        var said = stranger.ask(SIGN_IN + "/options").ok();
        assertThat(said.at("/rpId")).isEqualTo("localhost");
        assertThat(said.at("/userVerification")).isEqualTo("required");
        assertThat(said.body()).doesNotContain(ours.keys().email());
    }
}
