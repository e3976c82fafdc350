package kontor.batchpages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import kontor.Await;
import kontor.Browser;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchPagesTest {

    private static final String PATH = BatchFiles.PATH;

    private final TestKontor kontor = TestKontor.shared();
    private final SandboxOrganization ours = kontor.sandbox();
    private final Browser owner = Browser.of(ours.owner());
    private final Browser developer = Browser.of(ours.developer());
    private final BatchFiles files = new BatchFiles(ours);

    private Browser.Page sent(String path, String key, String content) {
        return files.sent(path, "december.csv", key, true, content);
    }

    private String row(String amount, String reference) {
        return files.row(amount, reference);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/direct-debit-batches", "/credit-transfers-batches"})
    void emptyList_offersTheFirstStep(String path) {
        assertThat(owner.open(path).html()).contains("No batch of", path + "/new");
        assertThat(owner.open(path + "/new").html()).contains("amount.currency", "metadata.");
        assertThat(Browser.of(ours.clientWith(Set.of())).open(path).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/direct-debit-batches", "/credit-transfers-batches"})
    void example_passesTheCheckAsItIs(String path) {
        assertThat(owner.open(path + "/new").html()).contains(path + "/example.csv");
        String example = owner.open(path + "/example.csv").html();
        var checked =
                developer.upload(
                        path + "/check",
                        "example.csv",
                        example,
                        "key",
                        "example",
                        "treatment",
                        "INDIVIDUAL_PAYMENTS",
                        "skipValidationErrors",
                        "false",
                        "externalId",
                        "");
        assertThat(checked.html()).as(example).contains("Every row would become a payment");
    }

    @Test
    void checkedFile_saysWhatEachRowWouldBecome_andMakesNothing() {
        var page =
                sent(
                        "/check",
                        "c1",
                        BatchFiles.of(row("1.00", "a"), row("nothing", "<b>"), row("2.00", "c")));
        assertThat(page.status()).as(page.html()).isEqualTo(200);
        assertThat(page.html())
                .contains("These rows would be skipped", "amount.stringValue", ">3<", "3.00 EUR")
                .doesNotContain("<b>\"");
        assertThat(owner.open(PATH).html()).contains("No batch of");
    }

    @Test
    void sentFile_isWatched_andDecidedAsAWhole() {
        String path =
                files.completed(
                        sent(
                                "/new",
                                "k1",
                                BatchFiles.of(row("1.00", "a"), row("x", "b"), row("2.00", "c"))));
        var page = owner.open(path);
        assertThat(page.html())
                .contains("december.csv", "Faulty rows", "Approve step 1", "1 skipped", "3.00 EUR")
                .doesNotContain("It is worked on");
        assertThat(owner.open(PATH).html()).contains("december.csv", "2 of 3");
        assertThat(owner.open(path + "/results.csv?errors=true").html().lines())
                .hasSize(2)
                .last()
                .asString()
                .startsWith("1,3,,true,");
        String step = page.find("name=\"step\" value=\"([^\"]+)\"");
        String version = page.find("name=\"version\" value=\"([^\"]+)\"");
        var approved =
                owner.submit(path + "/approve", "key", "a1", "version", version, "step", step);
        assertThat(owner.follow(approved).html()).contains("Approved");
        Await.until(() -> owner.open(path).html().contains("Approved: 2 of 2"));
        assertThat(owner.open("/direct-debits?batchId=" + path.substring(PATH.length() + 1)).html())
                .contains("Approved")
                .doesNotContain("approve by");
        var stale = owner.submit(path + "/reject", "key", "a2", "version", version);
        assertThat(stale.status()).isEqualTo(412);
    }

    @Test
    void secondClick_findsTheFirstBatch_andAnotherFileUnderItsKeyIsRefused() {
        String content = BatchFiles.of(row("1.00", "a"));
        String first = files.completed(sent("/new", "k2", content));
        assertThat(sent("/new", "k2", content).location()).isEqualTo(first);
        assertThat(sent("/new", "k2", BatchFiles.of(row("9.00", "z"))).status())
                .isBetween(400, 499);
    }

    @Test
    void batch_isFoundByItsId() {
        String path = files.completed(sent("/new", "k7", BatchFiles.of(row("1.00", "a"))));
        String id = path.substring(PATH.length() + 1);
        assertThat(owner.open("/find?q=" + id).location()).isEqualTo(path);
    }

    @Test
    void faultyForm_saysWhatIsWrong_andMakesNothing() {
        assertThat(sent("/new", "k3", "").html()).contains("file");
        assertThat(sent("/new", "k4", "no,columns\n1,2\n").status()).isEqualTo(400);
        var noFile = developer.upload(PATH + "/new", "", "", "key", "k5", "treatment", "BATCH");
        assertThat(noFile.status()).isEqualTo(400);
        assertThat(noFile.html()).contains("f-file");
        assertThat(owner.open(PATH).html()).contains("No batch of");
    }

    @Test
    void formWithoutTheToken_orWithItBehindTheFile_isRefused() {
        var foreign =
                developer.uploadWithoutToken(
                        PATH + "/new", "a.csv", BatchFiles.of(row("1.00", "a")));
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(owner.open(PATH).html()).contains("No batch of");
    }

    @Test
    void anotherOrganization_findsNothing() {
        String path = files.completed(sent("/new", "k6", BatchFiles.of(row("1.00", "a"))));
        var other = Browser.of(kontor.sandbox().owner());
        assertThat(other.open(path).status()).isEqualTo(404);
        assertThat(other.submit(path + "/reject", "key", "x", "version", "1").status())
                .isEqualTo(404);
        assertThat(other.open(PATH).html()).doesNotContain("december.csv");
    }
}
