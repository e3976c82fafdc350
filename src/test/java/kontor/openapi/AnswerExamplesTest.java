package kontor.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import kontor.TestKontor;
import org.junit.jupiter.api.Test;

/**
 * The examples of answers are the golden bodies, with ids, moments and dates where these have a
 * word; {@code -Dgolden.update=true} makes them anew.
 */
class AnswerExamplesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path ANSWERS = Path.of("src/main/resources/openapi/prose/answers.json");
    private static final Path GOLDEN = Path.of("src/test/resources/golden/http");
    private static final String EXAMPLES = "#/components/examples/";
    private static final Pattern ID = Pattern.compile("\\bid-([0-9]+)\\b");

    /** What stands for the words of golden bodies, by pattern. */
    private static final Map<String, String> VALUES = new LinkedHashMap<>();

    static {
        VALUES.put("\"moment\"", "\"2026-12-01T09:30:00Z\"");
        VALUES.put(": \"date\"", ": \"2026-12-01\"");
        VALUES.put("-date-n\\.xml", "-2026-12-01-1.xml");
        VALUES.put("\"size\" : \"size\"", "\"size\" : 1234");
        VALUES.put("\"facts\" : \"facts\"", "\"facts\" : {}");
        VALUES.put("\"permissions\" : \"many\"", "\"permissions\" : [\"accounts:read\"]");
        VALUES.put("\\bdigest\\b(?!\")", "0123456789abcdef".repeat(4));
        VALUES.put(
                "\"digest\" : \"digest\"", "\"digest\" : \"" + "0123456789abcdef".repeat(4) + "\"");
        VALUES.put(
                "\"sha256\" : \"digest\"", "\"sha256\" : \"" + "0123456789abcdef".repeat(4) + "\"");
        VALUES.put("sha256:digest", "sha256:" + "0123456789abcdef".repeat(4));
        VALUES.put("\"hexadecimal\"", "\"" + "0123456789abcdef".repeat(2) + "\"");
        VALUES.put("\\bbank-reference\\b", "ATLR1000000001");
        VALUES.put("\\bmessage-id\\b", "01A1FD7A55397000877E5D00E");
        VALUES.put(
                "\"secret\" : \"secret\"",
                "\"secret\" : \"" + "not-a-real-secret".repeat(3).substring(0, 43) + "\"");
        VALUES.put(
                "\"token\" : \"token\"",
                "\"token\" : \"" + "not-a-real-token-".repeat(4).substring(0, 65) + "\"");
    }

    private final Documented documented = TestKontor.shared().documented();
    private final JsonNode document = documented.document();

    @Test
    void answers_areThoseOfAKontor() throws IOException {
        var answers = JSON.createObjectNode();
        try (var files = Files.list(GOLDEN)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".json")).sorted().toList()) {
                String name = file.getFileName().toString().replaceAll("\\.json$", "");
                answers.set(name, JSON.readTree(filled(Files.readString(file))));
            }
        }
        String text = answers.toPrettyString() + "\n";
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(ANSWERS, text);
        }
        assertThat(text)
                .as("-Dgolden.update=true writes them anew")
                .isEqualTo(Files.readString(ANSWERS));
    }

    private static String filled(String golden) {
        String text =
                ID.matcher(golden)
                        .replaceAll(
                                found ->
                                        "01a1fd7a-5539-7000-877e-5d00e74a9%03d"
                                                .formatted(Integer.parseInt(found.group(1))));
        for (var one : VALUES.entrySet()) {
            text = text.replaceAll(one.getKey(), one.getValue());
        }
        return text;
    }

    @Test
    void everyOperation_hasProseAndExamplesOfItsBodies() {
        var lacking = new TreeSet<String>();
        for (JsonNode path : document.get("paths")) {
            for (JsonNode operation : path) {
                String id = operation.get("operationId").asText();
                if (operation.path("description").asText().isBlank()) {
                    lacking.add(id + ": description");
                }
                bodies(operation)
                        .forEach(
                                (name, content) -> {
                                    if (content.path("examples").isEmpty()) {
                                        lacking.add(id + ": example of " + name);
                                    }
                                });
            }
        }
        assertThat(lacking).isEmpty();
    }

    /** Bodies of JSON by a name for people; those of a node's health have no example. */
    private Map<String, JsonNode> bodies(JsonNode operation) {
        var bodies = new LinkedHashMap<String, JsonNode>();
        operation
                .path("requestBody")
                .path("content")
                .properties()
                .forEach(one -> bodies.put("request " + one.getKey(), one.getValue()));
        operation.path("responses").properties().stream()
                .filter(one -> one.getKey().startsWith("2"))
                .forEach(
                        one ->
                                one.getValue().path("content").properties().stream()
                                        .filter(
                                                content ->
                                                        content.getKey().equals("application/json"))
                                        .forEach(
                                                content ->
                                                        bodies.put(
                                                                "answer " + one.getKey(),
                                                                content.getValue())));
        bodies.entrySet()
                .removeIf(one -> one.getKey().startsWith("answer") && !isGolden(one.getValue()));
        return bodies;
    }

    /** Which answers have a golden body is the matter of {@code GoldenBodiesTest}. */
    private static boolean isGolden(JsonNode content) {
        String schema = content.at("/schema/$ref").asText().replaceAll(".*/", "");
        return Files.exists(GOLDEN.resolve(schema + ".json"));
    }

    @Test
    void everyExample_isWhatItsSchemaSays() {
        var wrong = new TreeSet<String>();
        for (JsonNode path : document.get("paths")) {
            for (JsonNode operation : path) {
                bodies(operation).values().forEach(content -> judge(content, wrong));
            }
        }
        document.at("/components/responses")
                .forEach(answer -> answer.path("content").forEach(one -> judge(one, wrong)));
        assertThat(wrong).isEmpty();
    }

    private void judge(JsonNode content, TreeSet<String> wrong) {
        String schema = content.at("/schema/$ref").asText();
        for (JsonNode example : content.path("examples")) {
            String name = example.get("$ref").asText().substring(EXAMPLES.length());
            JsonNode value =
                    ((ObjectNode) document.at("/components/examples")).get(name).get("value");
            documented
                    .schemaAt(schema)
                    .validate(value)
                    .forEach(error -> wrong.add(name + ": " + error));
        }
    }

    @Test
    void everyField_isDescribed_andEveryWordOfAListHasAMeaning() {
        var silent = new TreeSet<String>();
        JsonNode schemas = document.at("/components/schemas");
        for (var schema : schemas.properties()) {
            silent(schema.getKey(), schema.getValue(), schemas, silent);
            schema.getValue()
                    .path("items")
                    .path("properties")
                    .properties()
                    .forEach(
                            member ->
                                    silent(
                                            schema.getKey() + "[]." + member.getKey(),
                                            member.getValue(),
                                            schemas,
                                            silent));
        }
        assertThat(silent).isEmpty();
    }

    /** Of a text the length, or in whose words it is; of a number its range; of a date its zone. */
    @Test
    void everyField_hasARangeAndAUnit() {
        var open = new TreeSet<String>();
        for (var schema : document.at("/components/schemas").properties()) {
            open(schema.getKey(), schema.getValue(), open);
        }
        // Files, and words that are sent back as they came.
        open.removeAll(
                Set.of("ErrorPage", "FaultyRows", "FileContent", "MandateDocument", "OpenApiYaml"));
        assertThat(open).isEmpty();
        for (String zoned : List.of("BankDate", "Timestamp")) {
            String said = document.at("/components/schemas/" + zoned + "/description").asText();
            assertThat(said).matches("(?s).*(zone|UTC).*");
        }
    }

    private static void open(String name, JsonNode schema, TreeSet<String> open) {
        String type = schema.path("type").asText();
        boolean isNumber = type.equals("integer") || type.equals("number");
        boolean isBounded =
                List.of("minimum", "maximum", "enum", "format").stream().anyMatch(schema::has);
        if (Ranges.isOpen(schema) || isNumber && !isBounded) {
            open.add(name);
        }
        schema.path("properties")
                .properties()
                .forEach(member -> open(name + "." + member.getKey(), member.getValue(), open));
    }

    @Test
    void everyError_hasAnExample() {
        var lacking = new TreeSet<String>();
        document.at("/components/responses")
                .properties()
                .forEach(
                        error -> {
                            JsonNode content = error.getValue().path("content");
                            if (content.findValues("examples").isEmpty()) {
                                lacking.add(error.getKey());
                            }
                        });
        assertThat(lacking).isEmpty();
    }

    private static void silent(
            String name, JsonNode schema, JsonNode schemas, TreeSet<String> silent) {
        if (!Prose.isDescribed(schema, schemas)) {
            silent.add(name);
        }
        if (schema.path("enum").size() > 1 && !schema.has(Prose.MEANINGS)) {
            silent.add(name + ": meanings of " + schema.get("enum"));
        }
        schema.path("properties")
                .properties()
                .forEach(
                        member ->
                                silent(
                                        name + "." + member.getKey(),
                                        member.getValue(),
                                        schemas,
                                        silent));
        if (schema.path("items").path("enum").size() > 1
                && !schema.get("items").has(Prose.MEANINGS)) {
            silent.add(name + "[]: meanings of " + schema.at("/items/enum"));
        }
    }
}
