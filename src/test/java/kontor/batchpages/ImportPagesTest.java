package kontor.batchpages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import kontor.Await;
import kontor.Browser;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.mandateimports.MandateImports;
import org.junit.jupiter.api.Test;

/** A portfolio on the pages: tried, and then imported without the file being chosen again. */
class ImportPagesTest {

    private static final String PATH = "/mandate-imports";
    private static final String FILE =
            """
            scheme,mandateReference,signatureDate,legalName,iban
            CORE,M-1,2026-01-15,Anna,DE64500105173198833324
            CORE,M-2,15.01.2026,Max,DE89370400440532013000
            """;

    private final TestKontor kontor = TestKontor.shared();
    private final SandboxOrganization ours = kontor.sandbox();
    private final Browser developer = Browser.of(ours.developer());

    private String tried(String key) {
        return tried(developer, key);
    }

    private String tried(Browser who, String key) {
        var sent = who.upload(PATH + "/new", "m.csv", FILE, "key", key, "dryRun", "true");
        return completed(who, sent);
    }

    private String completed(Browser who, Browser.Page sent) {
        assertThat(sent.status()).as(sent.html()).isEqualTo(303);
        Await.until(() -> who.open(sent.location()).html().contains("Completed"));
        return sent.location();
    }

    @Test
    void dryRun_isImportedFromItsPage() {
        String page = tried("a");
        assertThat(developer.open(page).html())
                .contains("Import now", "The same file, in earnest: 1 mandate,", "1 faulty row is");
        var begun = developer.submit(page + "/import", "key", "b", "version", "3");
        assertThat(completed(developer, begun)).isNotEqualTo(page);
        assertThat(developer.submit(page + "/import", "key", "b", "version", "3").location())
                .isEqualTo(begun.location());
        assertThat(developer.open(begun.location()).html())
                .contains("Mandates made")
                .doesNotContain("Import now");
        assertThat(ours.developer().get("/payments/v2/mandates").items()).hasSize(1);
        String made = begun.location();
        assertThat(developer.open(page).html())
                .contains("Imported since:", "href=\"" + made + "\"", "1 mandate made")
                .contains("Import again")
                .doesNotContain("Import now");
        assertThat(developer.open(made).html())
                .contains("<h2>The same file", "Dry run", "href=\"" + page + "\"")
                .contains("1 mandate would be made, 1 faulty")
                .doesNotContain("Imported since");
        var again = developer.submit(begun.location() + "/import", "key", "c", "version", "3");
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.html()).contains("import_not_tried");
        // Now there is nothing new in it.
        assertThat(developer.open(tried("d")).html())
                .contains("There is nothing to import", "<h2>The same file", "1 mandate, 1 faulty")
                .doesNotContain("Import now", "Imported since");
    }

    /** One mistake in each row is read once, with how many have it and where they are. */
    @Test
    void sameFaultOfManyRows_isToldOnce() {
        var file = new StringBuilder("scheme,mandateReference,signatureDate,legalName,iban\n");
        for (int i = 1; i <= 100; i++) {
            String iban = i == 50 ? "DE00" : "DE64500105173198833324";
            file.append("CORE,M-%d,15.01.2026,Anna,%s\n".formatted(i, iban));
        }
        var sent = developer.upload(PATH + "/new", "m.csv", file.toString(), "key", "g");
        String page = completed(developer, sent);
        assertThat(developer.open(page).html())
                .contains("The same in several rows", "2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 90 more");
        assertThat(ours.developer().get("/payments/v2beta" + page + "/faults").json().at("/faults"))
                .hasSize(2)
                .first()
                .satisfies(
                        one -> {
                            assertThat(one.path("rows").asInt()).isEqualTo(100);
                            assertThat(one.path("column").asText()).isEqualTo("signatureDate");
                            assertThat(one.path("lines")).hasSize(10);
                        });
    }

    /** Who sees only what was sent by themselves does not learn that others sent the same. */
    @Test
    void sameFileOfOthers_isNotShownToOneLimitedToAccounts() {
        tried(developer, "e");
        var role = ours.aRole(MandateImports.CREATE.permissions()).limitedTo(ours.account());
        var limited = Browser.of(role.member().client());
        String own = tried(limited, "f");
        assertThat(limited.open(own).html()).contains("m.csv").doesNotContain("<h2>The same file");
        assertThat(developer.open(own).html()).contains("<h2>The same file");
    }

    @Test
    void forgottenFile_isAskedForAgain() {
        String page = tried("a");
        kontor.database()
                .write(
                        ours.organization(),
                        tx ->
                                tx.update(
                                                "DELETE FROM batch_pieces WHERE organization_id ="
                                                        + " :org AND batch_id = :id")
                                        .bind("id", UUID.fromString(id(page)))
                                        .execute());
        assertThat(developer.open(page).html())
                .contains("was forgotten with age", PATH + "/new")
                .doesNotContain("Import now");
        assertThat(developer.submit(page + "/import", "key", "b").status()).isEqualTo(410);
    }

    private static String id(String page) {
        return page.substring(page.lastIndexOf('/') + 1).replaceAll("[?].*", "");
    }
}
