package kontor.bankpages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.Set;
import kontor.Browser;
import kontor.Client;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.cases.CaseFixtures;
import kontor.iam.Organizations;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages about banks, as a browser without script gets them. */
class BankPagesTest {

    private static final String HOSTILE = "<script>alert(1)</script>{{7*7}}\u202e";

    /** What a person may send; a bank may send more. */
    private static final String SENT = HOSTILE.replace("\u202e", "");

    private static SandboxOrganization sandbox;
    private static SandboxOrganization neighbour;
    private static Browser owner;

    @BeforeAll
    static void open() {
        sandbox = TestKontor.shared().sandbox();
        neighbour = TestKontor.shared().sandbox();
        sandbox.advanceTo(sandbox.today());
        owner = Browser.of(sandbox.owner());
    }

    private static Browser in(Set<String> permissions) {
        return Browser.of(sandbox.clientWith(permissions));
    }

    private static String connection(Client client) {
        return client.get("/connectivity/v2beta/connections")
                .items()
                .getFirst()
                .path("id")
                .asText();
    }

    private static String aFile(Client client) {
        return client.get("/connectivity/v2beta/connections/" + connection(client) + "/inbox-files")
                .items()
                .getFirst()
                .path("id")
                .asText();
    }

    @Test
    void files_showConnectionsAndWhatCameFromThem() {
        var page = owner.open("/files");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.html()).contains("Test bank, user", "Last file from the bank", "Processed");
        var file = owner.open(page.find("href=\"(/files/in/[^\"]+)\""));
        assertThat(file.html()).contains("SHA-256", "Statement", "Processed");
    }

    @Test
    void filters_areKeptInTheAddressAndAnUnknownStateIsRefused() {
        var none = owner.open("/files?direction=in&status=QUARANTINED");
        assertThat(none.html()).contains("No file is in this state", "Show all states");
        assertThat(none.html()).contains("value=\"QUARANTINED\" selected");
        assertThat(owner.open("/files?status=LOST").status()).isEqualTo(400);
        assertThat(owner.open("/files?connection=x").status()).isEqualTo(400);
    }

    @Test
    void filesOfAnotherOrganization_areNotThere() {
        neighbour.advanceTo(neighbour.today());
        String id = aFile(neighbour.owner());
        assertThat(owner.open("/files/in/" + id).status()).isEqualTo(404);
        assertThat(owner.open("/files/out/" + id).status()).isEqualTo(404);
        assertThat(owner.submit("/files/in/" + id + "/read-again", "key", "a").status())
                .isEqualTo(404);
        String other = connection(neighbour.owner());
        assertThat(owner.open("/files/connections/" + other + "/pause").status()).isEqualTo(404);
        assertThat(owner.submit("/files/connections/" + other + "/pause", "key", "b").status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/files", "/cases", "/files/pause"})
    void withoutThePermission_thePageIsRefused(String path) {
        assertThat(in(Set.of("accounts:read")).open(path).status()).isEqualTo(403);
    }

    @Test
    void whatARoleMayNot_isNotOfferedAndRefused() {
        var reader = in(Set.of("connections:read"));
        assertThat(reader.open("/files").html()).doesNotContain("Pause", "to the bank</option>");
        String id = connection(sandbox.owner());
        assertThat(reader.submit("/files/connections/" + id + "/pause", "key", "c").status())
                .isEqualTo(403);
    }

    @Test
    void readAgain_ofAFileThatWasRead_saysWhyNot() {
        var page = owner.submit("/files/in/" + aFile(sandbox.owner()) + "/read-again", "key", "d");
        assertThat(page.status()).isEqualTo(400);
        assertThat(page.html()).contains("file_not_quarantined", "it is PROCESSED");
    }

    @Test
    void pauseOfAConnection_isAskedShownAndTakenBack() {
        String id =
                sandbox.owner()
                        .get("/connectivity/v2beta/connections")
                        .items()
                        .getLast()
                        .path("id")
                        .asText();
        String path = "/files/connections/" + id + "/pause";
        assertThat(owner.open(path).html()).contains("no file is begun");
        var tooLong = owner.submit(path, "order", "pause", "reason", "x".repeat(501), "key", "e");
        assertThat(tooLong.status()).isEqualTo(400);
        assertThat(tooLong.html()).contains("x".repeat(501), "must have");
        var paused = owner.submit(path, "order", "pause", "reason", SENT, "key", "f");
        var page = owner.follow(paused);
        assertThat(page.html()).contains("paused, nothing leaves", "&lt;script&gt;", "{{7*7}}");
        assertThat(page.html()).doesNotContain("<script>alert");
        assertThat(owner.open(path).html()).contains("Resume", "Paused since");
        var again = owner.submit(path, "order", "pause", "reason", SENT, "key", "f");
        assertThat(again.status()).as("a second click").isEqualTo(303);
        owner.follow(owner.submit(path, "order", "resume", "key", "g"));
        assertThat(owner.open(path).html()).doesNotContain("Paused since");
    }

    @Test
    void pauseOfAll_isShownOnThePageOfFiles() {
        var other = Browser.of(neighbour.owner());
        other.follow(other.submit("/files/pause", "order", "pause", "key", "h"));
        assertThat(other.open("/files").html()).contains("Nothing leaves for any bank");
        other.follow(other.submit("/files/pause", "order", "resume", "key", "i"));
        assertThat(other.open("/files").html()).doesNotContain("Nothing leaves for any bank");
    }

    @Test
    void aCase_isClosedWithANoteAndOnce() {
        String id = CaseFixtures.aCase(sandbox.organization(), sandbox.account());
        String path = "/cases/" + id;
        assertThat(owner.open("/cases?status=OPEN").html()).contains(path);
        var empty = owner.submit(path, "note", "", "version", "1", "key", "j");
        assertThat(empty.status()).isEqualTo(400);
        assertThat(empty.html()).contains("is required", "f-note");
        var stale = owner.submit(path, "note", "kept words", "version", "7", "key", "k");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.html()).contains("kept words", "stale_version");
        assertThat(owner.submit(path, "note", SENT, "version", "1", "key", "l").status())
                .isEqualTo(303);
        assertThat(owner.submit(path, "note", SENT, "version", "1", "key", "l").status())
                .isEqualTo(303);
        assertThat(owner.open(path).html())
                .contains("&lt;script&gt;", "Closed")
                .doesNotContain("<script>alert", "Close the case");
        assertThat(Browser.of(neighbour.owner()).open(path).status()).isEqualTo(404);
    }

    @Test
    void aFormOfAnotherSite_changesNothing() {
        assertThat(owner.submitFromElsewhere("/files/pause", "order", "pause").status())
                .isEqualTo(403);
        assertThat(owner.submitWithoutToken("/files/pause", "order", "pause").status())
                .isEqualTo(403);
    }

    @Test
    void theClock_goesForwardOnly() {
        var page = owner.open("/test-data");
        assertThat(page.html()).contains("On the bank's agenda", "RETURNED NO FUNDS");
        var empty = owner.submit("/test-data/clock", "to", "");
        assertThat(empty.status()).isEqualTo(400);
        var past = owner.submit("/test-data/clock", "to", "2001-01-01");
        assertThat(past.status()).isEqualTo(400);
        assertThat(past.html()).contains("must lie between");
        var moved = owner.submit("/test-data/clock", "to", sandbox.today().plusDays(1).toString());
        assertThat(owner.follow(moved).html()).contains("at the bank.");
        assertThat(in(Set.of("accounts:read")).submit("/test-data/clock", "to", "x").status())
                .isEqualTo(403);
    }

    @Test
    void aPostedTransaction_isBookedOnce() {
        var empty = owner.submit("/test-data/transactions", "key", "m");
        assertThat(empty.status()).isEqualTo(400);
        assertThat(empty.html()).contains("accountId", "amount", "is required");
        String account = neighbour.accountIn("EUR");
        var foreign = post("n", account, "5", "Other");
        assertThat(foreign.status()).isEqualTo(400);
        assertThat(foreign.html()).contains("account_not_found");
        assertThat(post("o", sandbox.account(), "1.234,5", HOSTILE).status()).isEqualTo(303);
        assertThat(post("o", sandbox.account(), "1.234,5", HOSTILE).status()).isEqualTo(303);
        assertThat(owner.open("/test-data").html()).contains("issues the statement of");
        sandbox.advanceTo(sandbox.today().plusDays(1));
        var booked =
                sandbox.owner().get("/financial-data/v2/transactions?limit=500").items().stream()
                        .filter(one -> one.toString().contains("1234.50"));
        assertThat(booked).hasSize(1);
    }

    private static Browser.Page post(String key, String account, String amount, String reference) {
        return owner.submit(
                "/test-data/transactions",
                "accountId",
                account,
                "amount",
                amount,
                "date",
                sandbox.today().toString(),
                "reference",
                reference.replace("\u202e", ""),
                "key",
                key);
    }

    @Test
    void whereMoneyIsReal_thereIsNoTestBank() {
        var real =
                TestKontor.shared()
                        .wiring()
                        .people()
                        .organizations()
                        .create(new Organizations.New("Real", false, ZoneId.of("Europe/Berlin")));
        var visitor =
                Browser.of(
                        TestKontor.shared()
                                .client(real, Set.of("testbank_clock:update", "connections:read")));
        assertThat(visitor.open("/test-data").status()).isEqualTo(404);
        assertThat(visitor.submit("/test-data/clock", "to", "2030-01-01").status()).isEqualTo(404);
        assertThat(visitor.open("/files").html()).contains("No bank is connected");
    }
}
