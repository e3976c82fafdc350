package kontor.signinpages;

import static kontor.signinpages.OutboxReader.PASSWORD;
import static kontor.signinpages.OutboxReader.address;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import kontor.PlainBrowser;
import kontor.Reply;
import kontor.TestKontor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People who forgot their password come back in, and nobody else does; over real HTTP. */
class ForgottenTest {

    private static final String OTHER = "fünf rote Tische";

    private final TestKontor kontor = TestKontor.shared();
    private static OutboxReader ours;
    private final String email = address();

    @BeforeAll
    static void open() {
        ours = new OutboxReader();
    }

    private static Reply set(PlainBrowser browser, String link, String password) {
        browser.open(link);
        return browser.submit(link, "password", password, "repeated", password);
    }

    private int signIn(String password) {
        return new PlainBrowser(kontor).signIn(email, password).status();
    }

    @Test
    void invitation_isMailedAndNotShown() {
        String page = ours.invited(email, "developer");
        assertThat(page).contains("is invited", "Open the outbox").doesNotContain("/invitations/");
        var first = ours.links(email, "invitations");
        assertThat(first).hasSize(1);
        String user = page.replaceAll("(?s).*href=\"(/users/[0-9a-f-]{36})\".*", "$1");
        ours.owner.open(user);
        assertThat(ours.owner.submit(user + "/invite").body()).doesNotContain("/invitations/");
        assertThat(ours.links(email, "invitations"))
                .as("the one before is worth nothing")
                .hasSize(1)
                .doesNotContainAnyElementsOf(first);
        assertThat(new PlainBrowser(kontor).open(first.getFirst()).status()).isEqualTo(410);
    }

    /** The link went nowhere else, so whoever has it has the address. */
    @Test
    void invitationThatWasMailed_confirmsTheAddress() {
        var anna = ours.joined(email);
        assertThat(anna.open("/settings/profile").body()).doesNotContain("not confirmed");
        assertThat(ours.forgotten(email)).hasSize(1);
    }

    /** An address that was only typed by somebody proves nothing. */
    @Test
    void invitationThatWasShown_confirmsNothing() {
        String link = new InvitedPerson(ours.sandbox, email).link();
        var anna = new PlainBrowser(kontor);
        assertThat(set(anna, link, PASSWORD).status()).isEqualTo(303);
        assertThat(anna.open("/settings/profile").body()).contains("not confirmed");
        assertThat(ours.forgotten(email)).isEmpty();
    }

    @Test
    void link_setsAnotherPasswordOnceAndEndsAllSessions() {
        var anna = ours.joined(email);
        String link = ours.forgotten(email).getFirst();
        var browser = new PlainBrowser(kontor);
        for (int i = 0; i < 2; i++) {
            var page = browser.open(link);
            assertThat(page.status()).as("looking consumes nothing").isEqualTo(200);
            assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        }
        assertThat(browser.submit(link, "password", OTHER, "repeated", "x").status())
                .isEqualTo(400);
        assertThat(set(browser, link, "password1234").status()).as("common").isEqualTo(400);
        assertThat(signIn(PASSWORD)).as("nothing changed").isEqualTo(303);
        var done = set(browser, link, OTHER);
        assertThat(done.header("Location")).isEqualTo("/login");
        assertThat(browser.follow().body()).contains("all sessions ended");
        assertThat(browser.cookies()).as("nobody is signed in by it").doesNotContainKey("kontor");
        assertThat(anna.open("/").status()).isEqualTo(303);
        assertThat(signIn(PASSWORD)).isEqualTo(401);
        assertThat(signIn(OTHER)).isEqualTo(303);
        assertThat(set(browser, link, "sechs blaue Lampen").status()).isEqualTo(410);
        assertThat(ours.audited()).contains("PASSWORD_RESET");
        assertThat(ours.owner.open(OutboxReader.OUTBOX).body())
                .contains("Your password for Kontor was changed");
    }

    @Test
    void link_isUsedByOneOfManyAtOnce() throws Exception {
        ours.joined(email);
        var links = ours.forgotten(email);
        links = ours.forgotten(email);
        assertThat(links).hasSize(2);
        var both = links;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tries =
                    IntStream.range(0, 8)
                            .mapToObj(
                                    i ->
                                            (Callable<Integer>)
                                                    () ->
                                                            set(
                                                                            new PlainBrowser(
                                                                                    kontor),
                                                                            both.get(i % 2),
                                                                            OTHER + i)
                                                                    .status())
                            .toList();
            var statuses = threads.invokeAll(tries).stream().map(one -> one.resultNow()).toList();
            assertThat(statuses).filteredOn(status -> status == 303).hasSize(1);
            assertThat(statuses).allMatch(status -> status == 303 || status == 410);
        }
    }

    /** By no header, no word, and no difference of what is done before the answer. */
    @Test
    void answer_tellsNothingOfWhoIsThere() {
        ours.joined(email);
        var browser = new PlainBrowser(kontor);
        browser.open("/login/forgotten");
        var known = browser.submit("/login/forgotten", "email", email);
        var answer = browser.follow().body();
        for (String nobody : new String[] {address(), "", "x", "\0", "<script>", "%", "a@b\r\nc"}) {
            browser.open("/login/forgotten");
            var unknown = browser.submit("/login/forgotten", "email", nobody);
            assertThat(unknown.status()).as(nobody).isEqualTo(known.status());
            assertThat(unknown.header("Location")).isEqualTo(known.header("Location"));
            assertThat(browser.follow().body()).isEqualTo(answer);
        }
    }

    /** A stranger who asks again and again keeps nobody from a link that works. */
    @Test
    void manyWishes_makeThreeMailsAnHourThatAllWork() {
        ours.joined(email);
        for (int i = 0; i < 10; i++) {
            ours.forgotten(email);
        }
        var links = ours.forgotten(email);
        assertThat(links).hasSize(3);
        for (String link : links) {
            assertThat(new PlainBrowser(kontor).open(link).status()).isEqualTo(200);
        }
        assertThat(signIn(PASSWORD)).as("no lock-out").isEqualTo(303);
        assertThat(set(new PlainBrowser(kontor), links.get(1), OTHER).status()).isEqualTo(303);
        for (String link : links) {
            assertThat(new PlainBrowser(kontor).open(link).status()).isEqualTo(410);
        }
    }

    @Test
    void wishes_areLimitedBeforeAnyWork() {
        try (var node = kontor.nodeWithRateLimit()) {
            var stranger = new PlainBrowser(node.port());
            stranger.open("/login/forgotten");
            for (int i = 0; i < 5; i++) {
                assertThat(stranger.submit("/login/forgotten", "email", email).status())
                        .isEqualTo(303);
                stranger.open("/login/forgotten");
            }
            assertThat(stranger.submit("/login/forgotten", "email", email).status()).isEqualTo(429);
            stranger.open("/login/forgotten");
            assertThat(stranger.submit("/login/forgotten", "email", address()).status())
                    .as("another address")
                    .isEqualTo(303);
        }
    }

    @Test
    void link_isWorthNothingAfterAChangeOfThePassword() {
        var anna = ours.joined(email);
        String link = ours.forgotten(email).getFirst();
        anna.open("/settings/profile");
        anna.submit(
                "/settings/profile/password",
                "current",
                PASSWORD,
                "password",
                OTHER,
                "repeated",
                OTHER);
        assertThat(new PlainBrowser(kontor).open(link).status()).isEqualTo(410);
    }

    /** Owners of a sandbox can read the link, so it opens nothing else. */
    @Test
    void linkThatASandboxShows_isWorthNothingOnceThePersonBelongsElsewhere() {
        var anna = ours.joined(email);
        String link = ours.forgotten(email).getFirst();
        var theirs = new OutboxReader();
        theirs.invited(email, "developer");
        String invitation = theirs.links(email, "invitations").getFirst();
        assertThat(new PlainBrowser(kontor).open(link).status()).isEqualTo(200);
        anna.open(invitation);
        assertThat(anna.submit(invitation).status()).isEqualTo(303);
        assertThat(new PlainBrowser(kontor).open(link).status()).isEqualTo(410);
        assertThat(ours.forgotten(email)).as("and no other is shown").hasSize(1);
        assertThat(theirs.links(email, "reset")).isEmpty();
    }

    @Test
    void userWhoWasRevoked_getsNoLink() {
        ours.joined(email);
        String link = ours.forgotten(email).getFirst();
        String user =
                ours.sandbox.owner().get("/iam/v2beta/users?limit=500").items().stream()
                        .filter(one -> one.path("username").asText().equals(email))
                        .findFirst()
                        .orElseThrow()
                        .path("id")
                        .asText();
        ours.sandbox.owner().delete("/iam/v2beta/users/" + user);
        assertThat(ours.forgotten(email)).as("no other").hasSize(1);
        set(new PlainBrowser(kontor), link, OTHER);
        assertThat(signIn(OTHER)).as("belongs to nothing").isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reset", "confirm"})
    void tokensThatAreNone_areOver(String kind) {
        var browser = new PlainBrowser(kontor);
        for (String token :
                new String[] {
                    "x", "A".repeat(43), "A".repeat(44), "%00", "..%2f", "%3Cscript%3E"
                }) {
            var answer = browser.open("/" + kind + "/" + token);
            assertThat(answer.status()).as(token).isIn(400, 404, 410);
            assertThat(answer.body()).doesNotContain("<script>");
        }
    }

    /** Nobody else in the sandbox may become its owner by a mail. */
    @Test
    void outbox_isForOwnersOfThisSandboxOnly() {
        var anna = ours.joined(email);
        assertThat(anna.open(OutboxReader.OUTBOX).status()).isEqualTo(403);
        assertThat(anna.open("/test-data").body()).doesNotContain(OutboxReader.OUTBOX);
        assertThat(new OutboxReader().owner.open(OutboxReader.OUTBOX).body()).doesNotContain(email);
        assertThat(new PlainBrowser(kontor).open(OutboxReader.OUTBOX).status()).isEqualTo(303);
    }

    @Test
    void outbox_isReadPageByPage() {
        for (int i = 0; i < 3; i++) {
            ours.invited(i + email, "developer");
        }
        var page = ours.owner.open(OutboxReader.OUTBOX + "?limit=2").body();
        assertThat(page).contains("To 2" + email, "To 1" + email).doesNotContain("To 0" + email);
        String older = page.replaceAll("(?s).*href=\"([^\"]*token=[^\"]*)\".*", "$1");
        assertThat(ours.owner.open(older.replace("&amp;", "&")).body())
                .contains("To 0" + email)
                .doesNotContain("To 1" + email);
    }
}
