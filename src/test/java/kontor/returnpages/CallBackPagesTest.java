package kontor.returnpages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import kontor.Browser;
import kontor.Client;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.core.BankCalendar;
import org.junit.jupiter.api.Test;

/** A collection that has left, called back by a person who has a browser. */
class CallBackPagesTest {

    private final SandboxOrganization ours = TestKontor.shared().sandbox();
    private final Client developer = ours.developer();
    private final Browser owner = Browser.of(ours.owner());
    private final String account = ours.bankgiroAccount();
    private final LocalDate day = BankCalendar.SWEDEN.plus(ours.today(), 3);

    /** With a payer number by which the test bank announces another try. */
    private String collection(String payerNumber) {
        String mandate = ours.aMandate().byAutogiro(payerNumber).active().ofEntity().id();
        return ours.aDirectDebit()
                .byAutogiro(mandate, 5_000)
                .into(account)
                .on(day)
                .approved()
                .at("/id");
    }

    private List<String> upcoming(String id) {
        return developer
                .get("/payments/v2beta/direct-debits/" + id + "/timeline")
                .ok()
                .json()
                .path("upcoming")
                .findValuesAsText("kind");
    }

    private String version(String id) {
        return ours.directDebits().get(id).at("/version");
    }

    @Test
    void callBack_isAskedWithTheFacts_onceAndInTime() {
        String id = collection("998291");
        String path = "/direct-debits/" + id;
        assertThat(owner.open(path).html()).doesNotContain("Call back").contains("Stop it before");
        assertThat(owner.open(path + "/cancel").html()).contains("reject it instead");

        ours.advanceTo(day, "12:00");
        assertThat(upcoming(id)).startsWith("CANCELLATION");
        var page = owner.open(path);
        assertThat(page.html()).contains("Call back…", "It can be called back");
        assertThat(owner.open(path + "/cancel").html())
                .contains("50.00", "Swedish time", "19:00", "may be paid all the same");

        var stale = owner.submit(path + "/cancel", "key", "a", "version", "1");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.html()).contains("somebody changed it meanwhile");
        String version = version(id);
        var done = owner.submit(path + "/cancel", "key", "b", "version", version);
        assertThat(owner.follow(done).html())
                .contains("Bankgirot is asked not to make it", "Bankgirot answers the cancellation")
                .doesNotContain("Call back…");
        assertThat(upcoming(id)).startsWith("CANCELLATION_ANSWER");
        var twice = owner.submit(path + "/cancel", "key", "b", "version", version);
        assertThat(twice.location()).isEqualTo(done.location());
        var again = owner.submit(path + "/cancel", "key", "c", "version", version(id));
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.html()).contains("cancellation_under_way", "wait for the answer");

        ours.advanceTo(BankCalendar.SWEDEN.plus(day, 1));
        assertThat(owner.open(path).html())
                .contains("AUTOGIRO-CANCELLED-25", "Collect again")
                .doesNotContain("Bankgirot answers the cancellation");
        assertThat(upcoming(id)).isEmpty();
        assertThat(owner.open(path + "/cancel").html()).contains("It cannot be called back now");
    }

    @Test
    void callBack_isOfferedToThoseWhoMayDecide() {
        String id = collection("992513");
        String path = "/direct-debits/" + id;
        var reader = Browser.of(ours.clientWith(Set.of("direct_debits:read")));
        ours.advanceTo(day, "12:00");
        assertThat(owner.open(path).html()).contains("Call back…");
        assertThat(reader.open(path).html()).doesNotContain("Call back…");
        assertThat(reader.open(path + "/cancel").status()).isEqualTo(403);
        assertThat(reader.submit(path + "/cancel", "key", "d", "version", version(id)).status())
                .isEqualTo(403);
        var elsewhere =
                Browser.of(
                        ours.aRole(Set.of("direct_debits:read", "direct_debits:update"))
                                .limitedTo(ours.account())
                                .member()
                                .client());
        assertThat(elsewhere.open(path + "/cancel").status()).isEqualTo(404);
        ours.advanceTo(day, "20:00");
        assertThat(owner.open(path + "/cancel").html())
                .contains(
                        "It cannot be called back now",
                        "Bankgirot takes cancellations until 19:00");
    }

    @Test
    void approvedPayment_isStoppedBeforeItLeaves() {
        String id = collection("1001");
        String path = "/direct-debits/" + id;
        var reader = Browser.of(ours.clientWith(Set.of("direct_debits:read")));
        assertThat(reader.open(path).html()).doesNotContain("Stop it before");
        var done =
                owner.submit(
                        path + "/reject",
                        "key",
                        "e",
                        "version",
                        version(id),
                        "reason",
                        "agreed by telephone");
        assertThat(owner.follow(done).html())
                .contains("Rejected.", "agreed by telephone")
                .doesNotContain("Stop it before");
    }
}
