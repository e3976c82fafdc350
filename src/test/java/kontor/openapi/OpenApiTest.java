package kontor.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import kontor.TestKontor;
import kontor.approvals.PaymentType;
import kontor.credittransfers.TransferScheme;
import kontor.http.Answer;
import kontor.http.AnswerKind;
import kontor.http.Failure;
import kontor.http.Route;
import kontor.iam.Permissions;
import kontor.identifiers.AccountIdentifierType;
import kontor.identifiers.RoutingIdentifierType;
import kontor.mandates.MandateScheme;
import kontor.mandates.MandateStatus;
import kontor.payments.BatchTreatment;
import kontor.payments.ChargeBearer;
import kontor.payments.PaymentStatus;
import kontor.transactions.ReconciliationStatus;
import org.junit.jupiter.api.Test;

/** The document says what the routes say, and nothing else. */
class OpenApiTest {

    private static final String SCHEMAS = "#/components/schemas/";

    private final TestKontor kontor = TestKontor.shared();
    private final JsonNode document = kontor.documented().document();

    @Test
    void yamlAndJson_areServedToEverybodyAndAreTheSame() throws IOException {
        var yaml = kontor.stranger().send("GET", "/openapi.yaml", "", "Accept", "application/yaml");
        assertThat(yaml.status()).isEqualTo(200);
        assertThat(yaml.header("Content-Type")).startsWith("application/yaml");
        assertThat(new YAMLMapper().readTree(yaml.body()))
                .isEqualTo(
                        new ObjectMapper().readTree(kontor.stranger().get("/openapi.json").body()));
    }

    @Test
    void whatRoutesName_isDefined() {
        var openApi = new OpenApi(kontor.routes());
        openApi.document(Permissions.meanings());
        assertThat(openApi.gaps()).isEmpty();
    }

    /** Pages are routes too, but nothing that a program would ask for. */
    @Test
    void routesForPeople_areLeftOut() {
        AnswerKind page =
                new AnswerKind() {
                    @Override
                    public Answer words(Failure failure) {
                        return Answer.text(failure.status(), "text/html", failure.message());
                    }

                    @Override
                    public boolean isDocumented() {
                        return false;
                    }
                };
        var more = new ArrayList<>(kontor.routes());
        more.add(Route.get("/app/mandates").open().says(page).by(_ -> Answer.nothing()));
        assertThat(new OpenApi(more).document(Permissions.meanings()))
                .isEqualTo(new OpenApi(kontor.routes()).document(Permissions.meanings()));
    }

    @Test
    void everyRoute_isAnOperationWithItsPermissions() {
        for (var route : documented()) {
            String name = route.method() + " " + route.path();
            JsonNode operation =
                    document.path("paths")
                            .path(route.path())
                            .path(route.method().toLowerCase(Locale.ROOT));
            assertThat(operation.path("operationId").asText()).as(name).isNotEmpty();
            assertThat(operation.path("summary").asText()).as(name).isNotEmpty();
            assertThat(operation.path("responses").has(String.valueOf(route.success())))
                    .as(name)
                    .isTrue();
            JsonNode security = operation.path("security");
            if (route.open()) {
                assertThat(security.isMissingNode()).as(name).isTrue();
                continue;
            }
            assertThat(security).as(name).hasSize(2);
            for (JsonNode either : security) {
                assertThat(either.elements().next())
                        .extracting(JsonNode::textValue)
                        .as(name)
                        .containsExactlyElementsOf(route.permissions());
            }
        }
    }

    private List<Route> documented() {
        return kontor.routes().stream().filter(route -> route.kind().isDocumented()).toList();
    }

    @Test
    void everyRoute_saysWhatItReads() {
        var silent =
                documented().stream()
                        .filter(
                                route ->
                                        !route.body().mediaTypes().isEmpty()
                                                && route.reads().isEmpty())
                        .map(route -> route.method() + " " + route.path())
                        .toList();
        assertThat(silent).isEmpty();
    }

    /** An operation at another address, whose id has the word of its version behind it. */
    @Test
    void operationsAtAnotherAddress_sayWithWhatTheyRefuse() {
        var refusing = new TreeSet<String>();
        var silent = new TreeSet<String>();
        document.get("paths")
                .forEach(
                        path ->
                                path.forEach(
                                        operation ->
                                                (operation.has("x-errorCodes") ? refusing : silent)
                                                        .add(
                                                                operation
                                                                        .get("operationId")
                                                                        .asText())));
        silent.removeIf(id -> !refusing.contains(id.replaceAll("(V1|V1beta|V2beta)$", "")));
        assertThat(silent).isEmpty();
    }

    @Test
    void everyPermission_isAScope() {
        var scopes = new HashSet<String>();
        document.at("/components/securitySchemes/oauth2/flows/clientCredentials/scopes")
                .fieldNames()
                .forEachRemaining(scopes::add);
        assertThat(scopes).isEqualTo(Permissions.ALL);
    }

    /** Generators name what is told in place by its owner and member: as if it stood there so. */
    @Test
    void noSchema_hasTheNameThatGeneratorsGiveToAnother() {
        var taken = new TreeSet<String>();
        JsonNode schemas = document.at("/components/schemas");
        for (var schema : schemas.properties()) {
            for (var member : schema.getValue().path("properties").properties()) {
                String name =
                        schema.getKey()
                                + member.getKey().substring(0, 1).toUpperCase(Locale.ROOT)
                                + member.getKey().substring(1);
                if (!member.getValue().has("$ref") && schemas.has(name)) {
                    taken.add(name);
                }
            }
        }
        assertThat(taken).isEmpty();
    }

    /** Of a pattern beside a date's format some generators make code that cannot be loaded. */
    @Test
    void noPattern_standsBesideAFormat() {
        var both = new ArrayList<String>();
        for (JsonNode schema : document.findParents("format")) {
            if (schema.path("pattern").isTextual()) {
                both.add(schema.toString());
            }
        }
        assertThat(both).isEmpty();
    }

    /** A union that has no name, or only asks for other members, becomes no class. */
    @Test
    void unions_haveNamesAndShapes() {
        assertThat(document.at("/components/parameters").findValues("oneOf")).isEmpty();
        assertThat(document.at("/components/parameters").findValues("anyOf")).isEmpty();
        for (var schema : document.at("/components/schemas").properties()) {
            for (String word : List.of("oneOf", "anyOf")) {
                for (JsonNode choice : schema.getValue().path(word)) {
                    assertThat(choice.has("$ref")).as(schema.getKey()).isTrue();
                }
                for (JsonNode member : schema.getValue().path("properties")) {
                    assertThat(member.has(word)).as(schema.getKey()).isFalse();
                }
            }
        }
    }

    @Test
    void everySchema_isUsedAndEveryUsedOne_isThere() {
        var used = new TreeSet<String>();
        collect(document.get("paths"), used);
        collect(document.at("/components/parameters"), used);
        collect(document.at("/components/headers"), used);
        collect(document.at("/components/responses"), used);
        var unused = new TreeSet<String>();
        document.at("/components/schemas").fieldNames().forEachRemaining(unused::add);
        assertThat(unused).containsAll(used);
        unused.removeAll(used);
        assertThat(unused).isEmpty();
    }

    @Test
    void closedLists_haveTheWordsThatTheCodeHas() {
        Map.of(
                        "PaymentStatus",
                        names(PaymentStatus.values()),
                        "MandateStatus",
                        names(MandateStatus.values()),
                        "DirectDebitSchemeType",
                        names(MandateScheme.values()),
                        "CreditTransferSchemeType",
                        TransferScheme.names(),
                        "AccountIdentifierType",
                        names(AccountIdentifierType.values()),
                        "RoutingIdentifierType",
                        names(RoutingIdentifierType.values()),
                        "ApprovableType",
                        names(PaymentType.values()),
                        "BatchTreatmentType",
                        names(BatchTreatment.values()),
                        "ChargeBearer",
                        names(ChargeBearer.values()),
                        "TransactionReconciliationStatus",
                        names(ReconciliationStatus.values()))
                .forEach(
                        (schema, names) ->
                                assertThat(document.at("/components/schemas/" + schema + "/enum"))
                                        .as(schema)
                                        .extracting(JsonNode::textValue)
                                        .containsExactlyInAnyOrderElementsOf(names));
    }

    private static List<String> names(Enum<?>[] words) {
        return Arrays.stream(words).map(Enum::name).toList();
    }

    @Test
    void everySchema_isJsonSchemaWithoutUnknownWords() {
        document.at("/components/schemas")
                .fieldNames()
                .forEachRemaining(
                        name ->
                                kontor.documented()
                                        .schemaAt(SCHEMAS + name)
                                        .initializeValidators());
    }

    @Test
    void everyParameter_isUsed() {
        String all = document.get("paths").toString();
        var unused =
                document.at("/components/parameters").properties().stream()
                        .map(entry -> entry.getKey())
                        .filter(key -> !all.contains("\"#/components/parameters/" + key + "\""))
                        .toList();
        assertThat(unused).isEmpty();
    }

    /** Follows references, so that a schema counts as used only when an operation leads to it. */
    private void collect(JsonNode node, Set<String> used) {
        String reference = node.path("$ref").asText();
        if (reference.startsWith(SCHEMAS) && used.add(reference.substring(SCHEMAS.length()))) {
            JsonNode schema = document.at(reference.substring(1));
            assertThat(schema.isMissingNode()).as(reference).isFalse();
            collect(schema, used);
        }
        node.forEach(child -> collect(child, used));
    }

    @Test
    void everySchemaOfAnAnswer_refusesUnknownMembers() {
        var open = new TreeSet<String>();
        var answers = new TreeSet<String>();
        document.get("paths")
                .forEach(
                        path ->
                                path.forEach(
                                        operation ->
                                                collect(operation.path("responses"), answers)));
        for (String name : answers) {
            JsonNode schema = document.at("/components/schemas/" + name);
            if (schema.has("properties")
                    && !schema.has("additionalProperties")
                    && !schema.has("unevaluatedProperties")) {
                open.add(name);
            }
        }
        assertThat(open).isEqualTo(Set.of("TestbankRemittance"));
    }

    @Test
    void everyTestThatSpeaksHttp_checksTheAnswers() throws IOException {
        try (var files = Files.walk(Path.of("src/test/java"))) {
            var unchecked =
                    files.filter(file -> file.toString().endsWith(".java"))
                            .filter(OpenApiTest::speaksHttpUnchecked)
                            .map(file -> file.getFileName().toString())
                            .toList();
            // Sockets between Kontor and PostgreSQL, those that only knock or stall, and servers
            // with routes
            // of their own, which no document describes.
            assertThat(unchecked)
                    .containsExactlyInAnyOrder(
                            "OutageTest.java",
                            "StoryAttackers.java",
                            "StoryNodes.java",
                            "CorsTest.java",
                            "Browser.java",
                            "PagesTest.java",
                            "PlainBrowser.java",
                            "RudeServer.java",
                            "MetricsTest.java",
                            "NeighboursTest.java",
                            "TlsFaultTest.java",
                            "DeparturesTest.java",
                            "SlowClientsTest.java",
                            "StartFaultsTest.java",
                            "InterruptedStartTest.java");
        }
    }

    private static boolean speaksHttpUnchecked(Path file) {
        try {
            String source = Files.readString(file);
            return source.matches(
                            "(?s).*import"
                                + " java\\.net\\.(http\\.HttpClient|Socket|HttpURLConnection);.*")
                    && !source.contains("ocumented");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Test
    void everyFile_isATopic() throws IOException {
        try (var files = Files.list(Path.of("src/main/resources/openapi"))) {
            assertThat(
                            files.filter(Files::isRegularFile)
                                    .map(file -> file.getFileName().toString().replace(".yaml", ""))
                                    .filter(name -> !name.equals("document"))
                                    .collect(Collectors.toSet()))
                    .isEqualTo(Set.copyOf(Parts.TOPICS));
        }
    }
}
