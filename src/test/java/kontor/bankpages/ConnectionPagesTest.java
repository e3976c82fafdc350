package kontor.bankpages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import kontor.Browser;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import org.junit.jupiter.api.Test;

/** What a bank wants in files, as people see and change it. */
class ConnectionPagesTest {

    private final SandboxOrganization ours = TestKontor.shared().sandbox();
    private final Browser owner = Browser.of(ours.owner());
    private final String id = ours.owner().get(API).items().getFirst().path("id").asText();
    private final String path = "/files/connections/" + id;

    private static final String API = "/connectivity/v2beta/connections";

    private String now(String member) {
        return ours.owner().get(API + "/" + id).ok().at(member);
    }

    private Browser.Page sent(String key, String version, String... habits) {
        var all = new ArrayList<>(List.of("key", key, "version", version));
        all.addAll(List.of(habits));
        return owner.submit(path + "/habits", all.toArray(String[]::new));
    }

    @Test
    void habits_areShown_andChangedAfterTheyWereShownOnceMore() {
        assertThat(owner.open("/files").html()).contains("href=\"" + path + "\"");
        assertThat(owner.open(path).html())
                .contains("pain.008.001.08", "Files leave", "14:00, Europe/Berlin")
                .doesNotContain("own; the bank");
        String[] wanted = {
            "directDebitMessage", "pain.008.001.02",
            "onePerMessage", "SEQUENCE_TYPE SCHEME",
            "nationalLetters", "ÅÄÖåäö",
            "batchBooking", "false"
        };
        String version = now("/version");
        var asked = sent("a", version, wanted);
        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.html())
                .contains("Not saved yet", "pain.008.001.08, then <b>pain.008.001.02</b>")
                .contains("nothing, then <b>each sequence type, each scheme</b>");
        assertThat(now("/fileHabits")).isEmpty();
        String confirmed = asked.find("name=\"confirmed\" value=\"([^\"]+)\"");
        // What was confirmed is no word for something else.
        var other = sent("b", version, "batchBooking", "false", "confirmed", confirmed);
        assertThat(other.html()).contains("Not saved yet");
        var all = new ArrayList<>(List.of(wanted));
        all.addAll(List.of("confirmed", confirmed));
        var done = sent("a", version, all.toArray(String[]::new));
        assertThat(owner.follow(done).html())
                .contains("Files are written so from now on", "own; the bank", "ÅÄÖåäö");
        assertThat(now("/fileHabits/directDebitMessage")).isEqualTo("pain.008.001.02");
        assertThat(now("/fileHabits/onePerMessage/1")).isEqualTo("SCHEME");
        assertThat(now("/fileHabits/batchBooking")).isEqualTo("false");

        assertThat(sent("c", now("/version"), wanted).status()).isEqualTo(303);
        var back = sent("d", version);
        String again = back.find("name=\"confirmed\" value=\"([^\"]+)\"");
        var stale = sent("d", version, "confirmed", again);
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.html()).contains("How it is now");
        owner.follow(sent("e", now("/version"), "confirmed", again));
        assertThat(now("/fileHabits")).isEmpty();
    }

    @Test
    void faults_areToldAtTheirFields_beforeItIsAsked() {
        var wrong =
                sent(
                        "f",
                        now("/version"),
                        "directDebitMessage",
                        "pain.008.001.99",
                        "initiatingPartyScheme",
                        "BIC",
                        "initiatingPartyId",
                        "x",
                        "nationalLetters",
                        "abc");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.html())
                .contains(
                        "must be one of pain.008.001.02",
                        "letters beyond a-z",
                        "f-initiatingPartyId")
                .doesNotContain("Not saved yet");
        var lacking = sent("g", now("/version"), "initiatingPartyScheme", "CUST");
        String confirmed = lacking.find("name=\"confirmed\" value=\"([^\"]+)\"");
        var refused =
                sent("g", now("/version"), "initiatingPartyScheme", "CUST", "confirmed", confirmed);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.html()).contains("initiating_party_missing");
    }

    @Test
    void whoMayOnlyRead_isNotOfferedIt() {
        var reader = Browser.of(ours.clientWith(Set.of("connections:read")));
        assertThat(reader.open(path).html()).contains("pain.001").doesNotContain("/habits");
        assertThat(reader.open(path + "/habits").status()).isEqualTo(403);
        assertThat(reader.submit(path + "/habits", "key", "h", "version", "1").status())
                .isEqualTo(403);
        var elsewhere = Browser.of(TestKontor.shared().sandbox().owner());
        assertThat(elsewhere.open(path).status()).isEqualTo(404);
        assertThat(elsewhere.submit(path + "/habits", "key", "i", "version", "1").status())
                .isEqualTo(404);
    }
}
