package kontor.paymentmetadata;

import static org.assertj.core.api.Assertions.assertThat;

import kontor.Browser;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.iam.Permissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Metadata of payments, changed afterwards over the API and by the form. */
class PaymentMetadataTest {

    private final TestKontor kontor = TestKontor.shared();
    private final SandboxOrganization ours = kontor.sandbox();

    private static String set(String key, String value) {
        return "[{\"op\": \"replace\", \"path\": \"/metadata/%s\", \"value\": \"%s\"}]"
                .formatted(key, value);
    }

    private String made(String kind) {
        return kind.equals("direct-debits")
                ? ours.aDirectDebit().with("externalId", "d-1").id()
                : ours.aCreditTransfer().with("externalId", "t-1").id();
    }

    @ParameterizedTest
    @CsvSource({"direct-debits, external:d-1", "credit-transfers, external:t-1"})
    void patch_setsAndRemoves_andTellsTheFeed(String kind, String external) {
        String id = made(kind);
        String path = "/payments/v2beta/" + kind + "/" + id;
        var set =
                ours.owner()
                        .send("PATCH", path, set("cost~1center", "4711"), "If-Match", "version:1");
        assertThat(set.status()).as(set.body()).isEqualTo(202);
        assertThat(set.at("/metadata/cost~1center")).isEqualTo("4711");
        assertThat(set.at("/version")).isEqualTo("2");
        assertThat(
                        ours.owner()
                                .send("PATCH", path, set("k", "v"), "If-Match", "version:1")
                                .status())
                .isEqualTo(412);
        String byExternal = "/payments/v2beta/" + kind + "/" + external;
        var removed =
                ours.owner()
                        .send(
                                "PATCH",
                                byExternal,
                                "[{\"op\": \"remove\", \"path\": \"/metadata/cost~1center\"}]");
        assertThat(removed.status()).as(removed.body()).isEqualTo(202);
        String read = "/payments/v2/" + kind + "/" + id;
        assertThat(ours.owner().get(read).body()).doesNotContain("\"4711\"");
        assertThat(ours.owner().get(read + "/events").body()).contains("METADATA_CHANGED");
    }

    @Test
    void patch_holdsTheRulesOfMetadata() {
        String path = "/payments/v2beta/direct-debits/" + made("direct-debits");
        ours.aMetadataKey().named("region").knownTo("direct_debits").allowing("north").made();
        assertThat(ours.owner().send("PATCH", path, set("region", "south")).body())
                .contains("metadata_value_not_allowed");
        assertThat(ours.owner().send("PATCH", path, set("region", "north")).status())
                .isEqualTo(202);
        assertThat(ours.owner().send("PATCH", path, set("k".repeat(65), "v")).status())
                .isEqualTo(400);
        assertThat(ours.owner().send("PATCH", path, set("k", "v".repeat(513))).status())
                .isEqualTo(400);
        assertThat(
                        ours.owner()
                                .send(
                                        "PATCH",
                                        path,
                                        "[{\"op\": \"replace\", \"path\": \"/amount\", \"value\":"
                                                + " \"1\"}]")
                                .status())
                .isEqualTo(400);
        var limited =
                ours.aRole(Permissions.ALL).limitedTo(ours.bankgiroAccount()).member().client();
        assertThat(limited.send("PATCH", path, set("k", "v")).status()).isEqualTo(404);
        assertThat(kontor.sandbox().owner().send("PATCH", path, set("k", "v")).status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct-debits", "credit-transfers"})
    void form_changes_andLosesNothingWhenSomebodyWasFaster(String kind) {
        String id = made(kind);
        String page = "/" + kind + "/" + id + "/metadata";
        var owner = Browser.of(ours.owner());
        String version = owner.open(page).find("name=\"version\" value=\"([0-9]+)\"");
        String[] form = {
            "version",
            version,
            "metadata.key",
            "costCenter",
            "metadata.value",
            "4711",
            "metadata.key",
            "",
            "metadata.value",
            "left alone"
        };
        var done = owner.submit(page, form);
        assertThat(owner.follow(done).html()).contains("The metadata is changed.", "4711");
        var stale =
                owner.submit(
                        page,
                        "version",
                        version,
                        "metadata.key",
                        "<script>alert(1)</script>",
                        "metadata.value",
                        "mine");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.html())
                .contains("How it is now", "4711", "&lt;script>alert(1)", "mine")
                .doesNotContain("<script>alert");
        assertThat(owner.follow(owner.submit(page)).html()).contains("Nothing was changed", "4711");
        var emptied =
                owner.submit(
                        page, "version", "2", "metadata.key", "costCenter", "metadata.value", "");
        assertThat(owner.follow(emptied).html()).doesNotContain("4711");
        assertThat(Browser.of(kontor.sandbox().owner()).open(page).status()).isEqualTo(404);
    }
}
