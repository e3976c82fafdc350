package kontor.signinpages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import kontor.Client;
import kontor.PlainBrowser;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.passkeys.TestAuthenticator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A second factor that a person or an organization demands, over real HTTP. */
class SecondFactorTest {

    private static final String PROFILE = "/settings/profile";
    private static final String KEYS = PROFILE + "/passkeys";
    private static final String SECOND = "/login/second";
    private static final String ORGANIZATION = "/iam/v2beta/organization";
    private static final Pattern CODE = Pattern.compile("<code>([0-9A-Z-]{19})</code>");

    private final TestKontor kontor = TestKontor.shared();
    private final SandboxOrganization ours = kontor.sandbox();
    private final TestAuthenticator phone = new TestAuthenticator();
    private final PlainBrowser browser = new PlainBrowser(kontor);

    private Reply signIn(PlainBrowser by) {
        return by.signIn(ours.keys().email(), ours.keys().password());
    }

    private void makePasskey(PlainBrowser by, TestAuthenticator with) {
        by.open(PROFILE);
        String options = by.ask(KEYS + "/options").ok().body();
        assertThat(by.submit(KEYS, "credential", with.made(options)).status()).isEqualTo(303);
    }

    private void demand() {
        signIn(browser);
        makePasskey(browser, phone);
        browser.open(PROFILE);
        var on = browser.submit(PROFILE + "/second-factor", "demanded", "on");
        assertThat(on.status()).isEqualTo(303);
    }

    private List<String> codes() {
        browser.open(PROFILE);
        var made = browser.submit(PROFILE + "/recovery-codes").ok();
        assertThat(made.header("Cache-Control")).isEqualTo("no-store");
        var codes = new ArrayList<String>();
        CODE.matcher(made.body()).results().forEach(one -> codes.add(one.group(1)));
        assertThat(codes).hasSize(10).doesNotHaveDuplicates();
        return codes;
    }

    /** Somebody who has shown the password. */
    private PlainBrowser half() {
        var one = new PlainBrowser(kontor);
        assertThat(signIn(one).header("Location")).isEqualTo(SECOND);
        one.follow().ok();
        return one;
    }

    /** The page of tests has another port than passkeys are bound to, so it has no such form. */
    private Reply show(PlainBrowser by, TestAuthenticator with) {
        String options = by.ask(SECOND + "/options").ok().body();
        return by.submit(SECOND, "credential", with.shown(options), "next", "/mandates");
    }

    /** Whoever invites an address and knows its password joins nobody to anything by that. */
    @Test
    void passwordOnAnInvitation_isHalfASignInToo() {
        var anna = new InvitedPerson(ours);
        var hers = anna.joins(kontor);
        makePasskey(hers, phone);
        hers.open(PROFILE);
        hers.submit(PROFILE + "/second-factor", "demanded", "on");
        var invited = new InvitedPerson(kontor.sandbox(), anna.email());
        String password = InvitedPerson.PASSWORD;
        var other = new PlainBrowser(kontor);
        other.open(invited.link());
        var came = other.submit(invited.link(), "password", password, "repeated", password);
        assertThat(came.header("Location")).startsWith(SECOND + "?next=%2Finvitations%2F");
        assertThat(other.open(invited.link()).status()).as("still open").isEqualTo(200);
    }

    @Test
    void password_isHalfASignInForWhoDemandsMore() {
        demand();
        var other = new PlainBrowser(kontor);
        other.open("/mandates");
        other.follow();
        var came =
                other.submit(
                        "/login", "email", ours.keys().email(), "password", ours.keys().password());
        assertThat(came.header("Location")).isEqualTo(SECOND + "?next=%2Fmandates");
        other.follow();
        String before = other.cookies().get("kontor");
        var shown = show(other, phone);
        assertThat(shown.header("Location")).as(shown.body()).isEqualTo("/mandates");
        assertThat(other.cookies().get("kontor")).as("another id").isNotEqualTo(before);
        assertThat(other.follow().status()).isEqualTo(200);
        other.cookies().put("kontor", before);
        assertThat(other.open("/").status()).as("the half is over").isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                PROFILE,
                "/settings/sessions",
                "/login/organization",
                "/users",
                "/approvals",
                "/find?q=1"
            })
    void half_opensNoPage(String path) {
        demand();
        var half = half();
        var opened = half.open(path);
        assertThat(opened.status()).isEqualTo(303);
        assertThat(opened.header("Location")).startsWith("/login");
        assertThat(half.open("/login").header("Location")).isEqualTo(SECOND);
    }

    @Test
    void half_changesNothing() {
        demand();
        var half = half();
        for (String path :
                List.of(
                        KEYS,
                        KEYS + "/options",
                        PROFILE + "/second-factor",
                        PROFILE + "/recovery-codes",
                        PROFILE + "/password",
                        PROFILE + "/unlock",
                        "/settings/sessions/end-all")) {
            half.open(SECOND);
            assertThat(half.submit(path).status()).as(path).isEqualTo(401);
        }
        half.open(SECOND);
        assertThat(half.submit("/login/organization", "user", "x").header("Location"))
                .isEqualTo("/login");
        half.open(SECOND);
        assertThat(half.ask(SECOND + "/new/options").status())
                .as("no other passkey")
                .isEqualTo(404);
        String credential = new TestAuthenticator().answered("AAAA");
        assertThat(half.submit(SECOND + "/new", "credential", credential).status()).isEqualTo(404);
        half.open(SECOND);
        assertThat(half.submit("/logout").status()).isEqualTo(303);
        assertThat(half.open(SECOND).header("Location")).isEqualTo("/login");
    }

    @Test
    void passkeyOfSomebodyElse_isNoSecondFactor() {
        demand();
        var theirs = kontor.sandbox();
        var stranger = new PlainBrowser(kontor);
        stranger.signIn(theirs.keys().email(), theirs.keys().password());
        var tablet = new TestAuthenticator();
        makePasskey(stranger, tablet);
        var half = half();
        assertThat(show(half, tablet).status()).isEqualTo(401);
        half.open(SECOND);
        assertThat(half.submit(SECOND, "credential", phone.answered("AAAA")).status())
                .isEqualTo(401);
        var another = half();
        String ofAnother = another.ask(SECOND + "/options").ok().body();
        half.cookies().put("passkey", another.cookies().get("passkey"));
        half.open(SECOND);
        assertThat(half.submit(SECOND, "credential", phone.shown(ofAnother)).status())
                .as("the challenge of another session")
                .isEqualTo(401);
        half.open(SECOND);
        assertThat(show(half, phone).status()).isEqualTo(303);
    }

    @Test
    void recoveryCode_signsInOnceAndNewOnesEndTheOld() {
        demand();
        var codes = codes();
        var half = half();
        for (String wrong : List.of("", "0000-0000-0000-0000", "x".repeat(65), "<script>")) {
            half.open(SECOND);
            assertThat(half.submit(SECOND + "/code", "code", wrong).status()).isEqualTo(401);
        }
        String typed = codes.getFirst().toLowerCase().replace("-", " ").replace('0', 'o');
        half.open(SECOND);
        assertThat(half.submit(SECOND + "/code", "code", typed).status()).isEqualTo(303);
        assertThat(half.open(PROFILE).body()).contains("9 recovery codes are left");
        var again = half();
        assertThat(again.submit(SECOND + "/code", "code", codes.getFirst()).status())
                .isEqualTo(401);
        var fresh = codes();
        again.open(SECOND);
        assertThat(again.submit(SECOND + "/code", "code", codes.get(1)).status()).isEqualTo(401);
        again.open(SECOND);
        assertThat(again.submit(SECOND + "/code", "code", fresh.get(1)).status()).isEqualTo(303);
    }

    @Test
    void recoveryCode_twiceAtOnceOnTwoNodes_signsInOnce() throws Exception {
        demand();
        try (var node = kontor.anotherNode();
                var both = Executors.newFixedThreadPool(2)) {
            int port = node.port();
            for (String code : codes().subList(0, 5)) {
                var here = half();
                var there = half().at(port);
                there.open(SECOND);
                Callable<Reply> one = () -> here.submit(SECOND + "/code", "code", code);
                Callable<Reply> other = () -> there.submit(SECOND + "/code", "code", code);
                var came = new ArrayList<Integer>();
                for (Future<Reply> reply : both.invokeAll(List.of(one, other))) {
                    came.add(reply.get().status());
                }
                assertThat(came).containsExactlyInAnyOrder(303, 401);
            }
        }
    }

    @Test
    void person_demandsItOnlyWithAPasskeyAndKeepsTheLast() {
        signIn(browser);
        browser.open(PROFILE);
        assertThat(browser.submit(PROFILE + "/second-factor", "demanded", "on").status())
                .isEqualTo(400);
        browser.open(PROFILE);
        assertThat(browser.submit(PROFILE + "/recovery-codes").status()).isEqualTo(400);
        demand();
        String id =
                browser.open(PROFILE)
                        .body()
                        .replaceAll("(?s).*?name=\"passkey\" value=\"([^\"]*).*", "$1");
        var last = browser.submit(KEYS + "/remove", "passkey", id);
        assertThat(last.status()).isEqualTo(400);
        assertThat(last.body()).contains("is the last one and still needed");
        browser.open(PROFILE);
        browser.submit(PROFILE + "/second-factor");
        browser.open(PROFILE);
        assertThat(browser.submit(KEYS + "/remove", "passkey", id).status()).isEqualTo(303);
        assertThat(signIn(new PlainBrowser(kontor)).header("Location")).isEqualTo("/");
    }

    private static Reply require(Client owner, boolean required) {
        return owner.patch(
                ORGANIZATION,
                """
                [{"op": "replace", "path": "/secondFactorRequired", "value": %s}]
                """
                        .formatted(required));
    }

    private Reply requireOnThePage(boolean required) {
        browser.open("/settings/organization");
        String name =
                browser.page()
                        .body()
                        .replaceAll("(?s).*?name=\"name\"[^>]*value=\"([^\"]*).*", "$1");
        var fields =
                new ArrayList<>(
                        List.of(
                                "name",
                                name,
                                "zone",
                                "Europe/Berlin",
                                "requestsPerSecond",
                                "100",
                                "programmaticOwnerApproval",
                                "on"));
        if (required) {
            fields.addAll(List.of("secondFactorRequired", "on"));
        }
        return browser.submit("/settings/organization", fields.toArray(String[]::new));
    }

    @Test
    void organization_demandsItByAnOwnerWhoHasOne() {
        assertThat(require(ours.owner(), true).refusal())
                .as("a program has none")
                .isEqualTo("second_factor_missing");
        signIn(browser);
        var without = requireOnThePage(true);
        assertThat(without.status()).as(without.body()).isEqualTo(400);
        assertThat(without.body()).contains("second_factor_missing");
        makePasskey(browser, phone);
        var on = requireOnThePage(true);
        assertThat(on.status()).as(on.body()).isEqualTo(303);
        var led = browser.open("/");
        assertThat(led.header("Location")).isEqualTo("/login?next=%2F");
        assertThat(browser.follow().header("Location")).isEqualTo(SECOND);
        browser.follow();
        assertThat(show(browser, phone).header("Location")).isEqualTo("/mandates");
        assertThat(browser.follow().status()).isEqualTo(200);
        var alone = new PlainBrowser(kontor);
        alone.open("/login");
        String options = alone.ask("/login/passkey/options").ok().body();
        assertThat(alone.submit("/login/passkey", "credential", phone.shown(options)).status())
                .isEqualTo(303);
        assertThat(alone.follow().status()).as("a passkey alone is two factors").isEqualTo(200);
        assertThat(ours.owner().get("/financial-data/v2/accounts").status())
                .as("programs go on")
                .isEqualTo(200);
        assertThat(requireOnThePage(true).status()).as("saved again").isEqualTo(303);
        assertThat(require(ours.owner(), false).status()).isEqualTo(200);
    }

    /** Whoever has only a password makes a passkey before anything else. */
    @Test
    void organization_leadsThoseWithoutToMakeOne() {
        demandOfAll();
        var invited = new InvitedPerson(ours);
        var joined = invited.joins(kontor);
        assertThat(joined.page().header("Location")).isEqualTo(SECOND);
        assertThat(joined.follow().body()).contains("Make a passkey");
        assertThat(joined.open("/").status()).isEqualTo(303);
        joined.open(SECOND);
        assertThat(joined.submit(SECOND + "/code", "code", "0000-0000-0000-0000").status())
                .isEqualTo(401);
        joined.open(SECOND);
        var watch = new TestAuthenticator();
        String options = joined.ask(SECOND + "/new/options").ok().body();
        var made =
                joined.submit(SECOND + "/new", "name", "Watch", "credential", watch.made(options));
        assertThat(made.header("Location")).as(made.body()).isEqualTo(PROFILE);
        assertThat(joined.follow().body()).contains("Watch", "You have no recovery codes");
        assertThat(
                        joined.submit(
                                        KEYS + "/remove",
                                        "passkey",
                                        joined.page()
                                                .body()
                                                .replaceAll(
                                                        "(?s).*?name=\"passkey\""
                                                                + " value=\"([^\"]*).*",
                                                        "$1"))
                                .status())
                .as("it is needed")
                .isEqualTo(400);
        var again = new PlainBrowser(kontor);
        again.signIn(invited.email(), InvitedPerson.PASSWORD);
        assertThat(again.follow().body()).contains("<h1>Second factor</h1>");
    }

    private void demandOfAll() {
        signIn(browser);
        makePasskey(browser, phone);
        assertThat(requireOnThePage(true).status()).isEqualTo(303);
    }

    /** One organization demands it, the other one does not. */
    @Test
    void anotherOrganization_isReachedWithoutWhereItDemandsNothing() {
        demandOfAll();
        var theirs = kontor.sandbox();
        var invited = new InvitedPerson(theirs);
        var person = invited.joins(kontor);
        assertThat(person.page().header("Location")).isEqualTo("/");
        var second = new InvitedPerson(ours);
        String link = second.link();
        person.open(link);
        person.submit(link);
        assertThat(person.page().header("Location")).isEqualTo("/login/organization");
        person.follow();
        String strict = person.page().body().replaceAll("(?s).*value=\"([0-9a-f-]{36})\".*", "$1");
        person.submit("/login/organization", "user", strict);
        assertThat(person.page().header("Location")).isEqualTo(SECOND + "?user=" + strict);
        person.follow().ok();
        var watch = new TestAuthenticator();
        String options = person.ask(SECOND + "/new/options").ok().body();
        var made =
                person.submit(SECOND + "/new", "credential", watch.made(options), "user", strict);
        assertThat(made.status()).as(made.body()).isEqualTo(303);
        assertThat(person.open("/").status()).isEqualTo(200);
    }
}
