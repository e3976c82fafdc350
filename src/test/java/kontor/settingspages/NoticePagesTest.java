package kontor.settingspages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import kontor.Browser;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import org.junit.jupiter.api.Test;

/** How payers are told of collections, set by a person who has a browser. */
class NoticePagesTest {

    private static final String PATH = "/settings/pre-notifications";
    private static final String API = "/payments/v2beta/pre-notification-settings";

    private final SandboxOrganization ours = TestKontor.shared().sandbox();
    private final Browser owner = Browser.of(ours.owner());

    private Browser.Page sent(String key, String version, String... more) {
        String[] usual = {"key", key, "version", version, "sepaDays", "5", "language", "sv"};
        return owner.submit(PATH, Browser.plus(usual, more));
    }

    private String now(String path) {
        return ours.owner().get(API).ok().at(path);
    }

    @Test
    void mailsToPayers_beginAfterTheyWereAskedFor_onceMore() {
        assertThat(owner.open(PATH).html())
                .contains("Kontor tells payers nothing", "/test-data/outbox");
        var asked = sent("a", "0", "byMail", "on");
        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.html())
                .contains("Not saved yet", "writes to each payer", "name=\"confirmed\"")
                .contains("value=\"5\"", "checked");
        assertThat(now("/byMail")).isEqualTo("false");
        var done = sent("a", "0", "byMail", "on", "confirmed", "true");
        assertThat(owner.follow(done).html()).contains("Kontor writes to payers");
        assertThat(now("/byMail")).isEqualTo("true");
        assertThat(now("/sepaDays")).isEqualTo("5");
        assertThat(now("/language")).isEqualTo("sv");

        var stale = sent("b", "0", "byMail", "on");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.html()).contains("somebody changed it meanwhile", "How it is now");
        // What was asked before is no word for the other way.
        var off = sent("c", "1", "confirmed", "true");
        assertThat(off.html()).contains("Not saved yet", "must tell them yourselves");
        var ended = sent("c", "1", "confirmed", "false");
        assertThat(owner.follow(ended).html()).contains("Kontor tells payers nothing");
    }

    @Test
    void wrongDays_areToldAtTheirField() {
        var wrong =
                owner.submit(PATH, "key", "d", "version", "0", "sepaDays", "x15", "language", "de");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.html()).contains("f-sepaDays", "x15");
        var many =
                owner.submit(PATH, "key", "e", "version", "0", "sepaDays", "15", "language", "xx");
        assertThat(many.html()).contains("must be 1 to 14", "must be en, sv, de or fr");
        var switched =
                owner.submit(
                        PATH,
                        "key",
                        "i",
                        "version",
                        "0",
                        "sepaDays",
                        "40",
                        "language",
                        "de",
                        "byMail",
                        "on");
        assertThat(switched.status()).isEqualTo(400);
        assertThat(switched.html())
                .contains("must be 1 to 14", "value=\"40\"")
                .doesNotContain("Not saved yet");
    }

    @Test
    void words_areOnesOwnOrKontors() {
        String path = PATH + "/words";
        assertThat(owner.open(path + "?language=de").html())
                .contains("Announcement in German", "Wir ziehen am {date}", "Kontor's words");
        assertThat(owner.open(path + "?language=tlh").html()).contains("Announcement in English");
        var wrong =
                owner.submit(path, "key", "f", "version", "0", "language", "de", "text", "Bald!");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.html()).contains("must say {amount} and {date}", "Bald!");
        String own = "Am {date}\r\nziehen wir {amount} ein.";
        var done = owner.submit(path, "key", "g", "version", "0", "language", "de", "text", own);
        assertThat(owner.follow(done).html()).contains("Payers read your words", "your own words");
        assertThat(now("/texts/de")).isEqualTo("Am {date}\nziehen wir {amount} ein.");
        var back = owner.submit(path, "key", "h", "version", "1", "language", "de", "text", " ");
        assertThat(owner.follow(back).html()).contains("Payers read Kontor");
        assertThat(now("/texts")).doesNotContain("de");
    }

    @Test
    void whoMayOnlyRead_seesIt() {
        var reader = Browser.of(ours.clientWith(Set.of("organizations:read")));
        assertThat(reader.open(PATH).html()).contains("By mail").doesNotContain("Save</button>");
        assertThat(reader.open(PATH + "/words").html()).doesNotContain("Save the words");
        assertThat(reader.submit(PATH, "key", "i", "version", "0").status()).isEqualTo(403);
        var limited =
                Browser.of(
                        ours.aRole("organizations:read", "organizations:update")
                                .limitedTo(ours.account())
                                .member()
                                .client());
        assertThat(limited.open(PATH).html()).doesNotContain("Save</button>");
        assertThat(limited.submit(PATH, "key", "j", "version", "0").status()).isEqualTo(403);
    }
}
