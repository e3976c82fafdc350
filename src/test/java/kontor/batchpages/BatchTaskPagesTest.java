package kontor.batchpages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.UUID;
import kontor.Await;
import kontor.Browser;
import kontor.PaymentClient;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import org.junit.jupiter.api.Test;

/** All that one person can decide of a batch, on its page. */
class BatchTaskPagesTest {

    private final SandboxOrganization ours = TestKontor.shared().sandbox();
    private final Browser owner = Browser.of(ours.owner());
    private final Browser developer = Browser.of(ours.developer());
    private final BatchFiles files = new BatchFiles(ours);

    /** A batch of two collections that wait for the owner. */
    private String batch(String key) {
        String row = files.row("1.00", "r");
        return files.completed(
                files.sent("/new", "january.csv", key, false, BatchFiles.of(row, row)));
    }

    private static String version(Browser.Page page) {
        return page.find("name=\"version\" value=\"([^\"]+)\"");
    }

    private Browser.Page ended(Browser who, Browser.Page taken) {
        assertThat(taken.status()).as(taken.html()).isEqualTo(303);
        assertThat(taken.location()).contains("?task=");
        Await.until(() -> who.open(taken.location()).html().contains("left as they are"));
        return who.open(taken.location());
    }

    @Test
    void allThatIsMine_isApprovedInOneGo_whereItWaits() {
        String path = batch("a");
        var page = owner.open(path);
        assertThat(page.html())
                .contains("2 payments wait for approval; 2 for yours", "Approve 2")
                .doesNotContain("Dates that have passed");
        ours.advanceTo(ours.today().plusDays(20));
        var late = owner.open(path);
        assertThat(late.html()).contains("2 have a date that has passed", "become today");
        String[] fields = {"version", version(late), "action", "APPROVE", "moveOverdueDates", "on"};
        var stale =
                owner.submit(
                        path + "/approval-tasks", "key", "b", "version", "1", "action", "APPROVE");
        assertThat(stale.status()).isEqualTo(412);
        var taken = owner.submit(path + "/approval-tasks", with("c", fields));
        assertThat(ended(owner, taken).html())
                .contains("All approved that you can", "<b>2</b> approved")
                .contains("Decided payment by payment")
                .doesNotContain("All that you can decide", "Approve step", "Reject instead");
        var twice = owner.submit(path + "/approval-tasks", with("c", fields));
        assertThat(twice.location()).isEqualTo(taken.location());
        assertThat(
                        owner.open(
                                        "/direct-debits?batchId="
                                                + path.substring(BatchFiles.PATH.length() + 1))
                                .html())
                .contains("asked " + ours.today(), "Approved");
        assertThat(owner.open(path + "?task=" + new UUID(0, 1)).status()).isEqualTo(404);
        assertThat(owner.open(batch("d") + taken.location().substring(path.length())).status())
                .isEqualTo(404);
    }

    private static String[] with(String key, String... fields) {
        return Browser.plus(new String[] {"key", key}, fields);
    }

    @Test
    void whatIsNotMine_isLeftWithTheReason_andRejectedOnlyWithOne() {
        String path = batch("e");
        var page = developer.open(path);
        assertThat(page.html())
                .contains("2 payments wait for approval; none of them for yours")
                .contains("Pending", "Reject instead")
                .doesNotContain("Approve 2", "Approve step");
        String form = path + "/approval-tasks";
        var tried =
                developer.submit(form, with("f", "version", version(page), "action", "APPROVE"));
        assertThat(ended(developer, tried).html())
                .contains("<b>0</b> approved", "role_not_required", "/direct-debits/");
        String version = version(developer.open(path));
        var silent = developer.submit(form, with("g", "version", version, "action", "REJECT"));
        assertThat(silent.status()).isEqualTo(400);
        assertThat(silent.html()).contains("#f-taskReason", "id=\"f-taskReason\"");
        var rejected =
                developer.submit(
                        form,
                        with("h", "version", version, "action", "REJECT", "taskReason", "<b>no"));
        assertThat(ended(developer, rejected).html())
                .contains("All rejected that waited", "<b>2</b> rejected");
    }

    @Test
    void whatWasDecidedSingly_isWaitedForByNobody() {
        String path = batch("l");
        var reader = Browser.of(ours.clientWith(Set.of("direct_debits:read")));
        String waits = "class=\"state ring\">Pending";
        String all = PaymentClient.DIRECT_DEBITS + "?batchId=";
        for (var debit :
                ours.owner().get(all + path.substring(path.lastIndexOf('/') + 1)).items()) {
            assertThat(owner.open(path).html()).contains(waits, "Approve step 1");
            assertThat(reader.open(path).html()).contains(waits).doesNotContain("Approve step");
            var payments = ours.directDebits();
            payments.approve(ours.owner(), payments.get(debit.path("id").asText()));
        }
        assertThat(owner.open(path).html())
                .contains("Decided payment by payment")
                .doesNotContain(waits, "Approve step", "Reject instead", "All that you can");
        assertThat(reader.open(path).html()).contains("Decided payment by payment");
    }

    @Test
    void whoMayNotDecide_isNotOfferedIt() {
        String path = batch("i");
        var reader = Browser.of(ours.clientWith(Set.of("direct_debits:read")));
        assertThat(reader.open(path).html()).doesNotContain("All that you can decide");
        var sent = reader.submit(path + "/approval-tasks", with("j", "action", "APPROVE"));
        assertThat(sent.status()).isEqualTo(403);
        var elsewhere = Browser.of(TestKontor.shared().sandbox().owner());
        var theirs = elsewhere.submit(path + "/approval-tasks", with("k", "action", "APPROVE"));
        assertThat(theirs.status()).isEqualTo(404);
    }
}
