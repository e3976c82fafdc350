package kontor.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import kontor.Browser;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.Uploads;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every door that takes a form with a file: what a form says of its file is never overlooked, and
 * nothing is made of a form that says more than is understood.
 */
class FormDoorsTest {

    private static final String IMPORTS = "/payments/v2beta/mandate-imports";
    private static final String TYPE = "application/vnd.atlar.payments.v2.%s.batch+csv";

    /** The fields of each door, all good. */
    private enum Door {
        IMPORT(IMPORTS, IMPORTS, "dryRun", "true"),
        DEBITS("direct-debit", ""),
        DEBITS_LOOKED_AT("direct-debit", ":preview"),
        TRANSFERS("credit-transfer", ""),
        TRANSFERS_LOOKED_AT("credit-transfer", ":preview");

        private final String path;
        private final String list;
        private final List<String> fields;

        Door(String payment, String verb) {
            this(
                    "/payments/v2beta/" + payment + "-batches" + verb,
                    "/payments/v2beta/" + payment + "-batches",
                    "treatment",
                    "INDIVIDUAL_PAYMENTS",
                    "fileContentType",
                    TYPE.formatted(payment),
                    "skipValidationErrors",
                    "true",
                    "externalId",
                    "once",
                    "metadata",
                    "{}");
        }

        Door(String path, String list, String... fields) {
            this.path = path;
            this.list = list;
            this.fields = List.of(fields);
        }
    }

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();

    private static String file(Door door) {
        return door == Door.IMPORT
                ? "scheme,mandateReference,signatureDate,legalName,iban\n"
                        + "CORE,M-1,2026-01-15,Anna,DE64500105173198833324\n"
                : "amount.currency,amount.value,date,scheme,reference,source.type,source.id,"
                        + (door.path.contains("credit") ? "destination.type" : "mandateId")
                        + "\nEUR\n";
    }

    private Reply sent(Door door, List<String> before, List<String> after) {
        var parts = new ArrayList<String>(before);
        parts.addAll(List.of("file", file(door)));
        parts.addAll(after);
        return Uploads.form(sandbox.developer(), door.path, parts.toArray(String[]::new));
    }

    private void assertNothingMade(Door door) {
        assertThat(sandbox.developer().get(door.list).items()).isEmpty();
        assertThat(sandbox.developer().get("/payments/v2/mandates").items()).isEmpty();
    }

    /** Each field of each door under the names that people write by mistake. */
    static Stream<Arguments> misspelt() {
        return Stream.of(Door.values())
                .flatMap(
                        door ->
                                Stream.iterate(0, i -> i < door.fields.size(), i -> i + 2)
                                        .map(door.fields::get)
                                        .flatMap(
                                                name ->
                                                        Stream.of(
                                                                        name.toUpperCase(),
                                                                        name + " ",
                                                                        " " + name,
                                                                        name + "s",
                                                                        name.substring(1),
                                                                        name.replaceAll(
                                                                                        "([A-Z])",
                                                                                        "_$1")
                                                                                + "_")
                                                                .map(
                                                                        wrong ->
                                                                                Arguments.of(
                                                                                        door, name,
                                                                                        wrong))));
    }

    @ParameterizedTest
    @MethodSource("misspelt")
    void nearName_isRefusedWithTheOneThatWasMeant(Door door, String name, String wrong) {
        var fields = new ArrayList<>(door.fields);
        fields.set(fields.indexOf(name), wrong);
        for (boolean after : List.of(true, false)) {
            var refused = after ? sent(door, List.of(), fields) : sent(door, fields, List.of());
            assertThat(refused.status()).as(refused.body()).isEqualTo(400);
            assertThat(refused.json().path("details"))
                    .anySatisfy(
                            detail -> {
                                assertThat(detail.path("code").asText())
                                        .isEqualTo("unknown_member");
                                assertThat(detail.path("field").asText()).isEqualTo(wrong);
                                assertThat(detail.path("error").asText())
                                        .endsWith("did you mean " + name + "?");
                            });
        }
        assertNothingMade(door);
    }

    static Stream<Arguments> fields() {
        return Stream.of(Door.values())
                .flatMap(
                        door ->
                                Stream.concat(
                                                Stream.iterate(
                                                                0,
                                                                i -> i < door.fields.size(),
                                                                i -> i + 2)
                                                        .map(door.fields::get),
                                                Stream.of("file"))
                                        .map(name -> Arguments.of(door, name)));
    }

    @ParameterizedTest
    @MethodSource("fields")
    void fieldThatComesTwice_isRefused(Door door, String name) {
        int at = door.fields.indexOf(name);
        var twice = at < 0 ? List.of("file", "x,y\n") : List.of(name, door.fields.get(at + 1));
        var refused = sent(door, door.fields, twice);
        refused.assertRefused("invalid_value", name);
        assertThat(refused.body()).contains("must be sent once");
        assertNothingMade(door);
    }

    @Test
    void fieldBehindTheFile_countsToo() {
        var tried = sent(Door.IMPORT, List.of(), Door.IMPORT.fields).created();
        assertThat(tried.json().path("dryRun").asBoolean()).isTrue();
        var batch = sent(Door.DEBITS, List.of(), Door.DEBITS.fields).created();
        assertThat(batch.at("/externalId")).isEqualTo("once");
    }

    @Test
    void unknownFields_areToldTogether_withWhatIsWrongWithTheFile() {
        var refused =
                Uploads.form(
                        sandbox.developer(),
                        IMPORTS,
                        "dry-run",
                        "true",
                        "comment",
                        "x",
                        "file",
                        "nonsense\n1\n");
        assertThat(refused.json().path("details"))
                .extracting(detail -> detail.path("code").asText())
                .containsExactly("unknown_member", "unknown_member", "header_missing");
        assertThat(refused.body()).contains("is no field of this form, which has file, dryRun");
        Uploads.form(sandbox.developer(), IMPORTS, "File", "x", "dryRun", "true")
                .assertRefused("unknown_member", "File");
        Uploads.form(sandbox.developer(), IMPORTS, "dryRun", "ja", "file", file(Door.IMPORT))
                .assertRefused("invalid_value", "dryRun");
        Uploads.form(sandbox.developer(), IMPORTS, "dryRun", "", "file", file(Door.IMPORT))
                .assertRefused("invalid_value", "dryRun");
        assertNothingMade(Door.IMPORT);
    }

    @Test
    void addressThatMayAskForATrial_isNotOverlooked() {
        for (String query : List.of("dryrun=true", "dry_run=true", "dryRun%20=true", "dryRuns=1")) {
            var refused = sentTo("?" + query);
            assertThat(refused.status()).as(refused.body()).isEqualTo(400);
            assertThat(refused.body()).contains("unknown_member", "did you mean dryRun?");
        }
        for (String query : List.of("dryRun", "dryRun=", "dryRun=1", "dryRun=true&dryRun=false")) {
            sentTo("?" + query).assertRefused("invalid_value", "dryRun");
        }
        assertNothingMade(Door.IMPORT);
        assertThat(sentTo("?dryRun=true").created().json().path("dryRun").asBoolean()).isTrue();
    }

    private Reply sentTo(String query) {
        return Uploads.form(sandbox.developer(), IMPORTS + query, "file", file(Door.IMPORT));
    }

    @Test
    void pages_refuseTheSame() {
        var browser = Browser.of(sandbox.developer());
        for (String path :
                List.of(
                        "/mandate-imports/new",
                        "/direct-debit-batches/new",
                        "/direct-debit-batches/check",
                        "/credit-transfers-batches/check")) {
            var door = path.startsWith("/mandate") ? Door.IMPORT : Door.DEBITS;
            String known = door == Door.IMPORT ? "dryRun" : "skipValidationErrors";
            var page = browser.upload(path, "f.csv", file(door), "key", "k", known + "_", "true");
            assertThat(page.status()).as(path + page.html()).isEqualTo(400);
            assertThat(page.html()).as(path).contains("did you mean " + known + "?");
        }
        assertNothingMade(Door.IMPORT);
        assertNothingMade(Door.DEBITS);
    }
}
