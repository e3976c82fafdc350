package kontor.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import kontor.wire.Json;

/**
 * The examples of the document: requests are written ({@code prose/examples.yaml}), answers are
 * those of a real Kontor ({@code prose/answers.json}, which a test makes of its golden files). Each
 * has the name of its schema, further ones a word more: {@code Mandate}, {@code Mandate.changed}.
 *
 * @param requests summary and value by name
 * @param answers values by name; errors by {@code Error} and their status
 */
record Examples(JsonNode requests, JsonNode answers) {

    private static final String PLACE = "#/components/examples/";

    static Examples read() {
        try (var in = Examples.class.getResourceAsStream("/openapi/prose/answers.json")) {
            if (in == null) {
                throw new IllegalStateException("there is no openapi/prose/answers.json");
            }
            return new Examples(Prose.file("examples"), Json.readOwn(text(in)));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String text(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Adds the examples to the components, and to each body whose schema they are of. */
    void layOver(ObjectNode document) {
        var examples = Yaml.object();
        requests.properties().forEach(one -> examples.set(one.getKey(), one.getValue()));
        answers.properties().stream()
                .filter(one -> isAnswered(one.getKey()))
                .forEach(one -> examples.putObject(one.getKey()).set("value", one.getValue()));
        ((ObjectNode) document.get("components")).set("examples", examples);
        document.at("/components/responses").forEach(answer -> attach(answer, examples));
        nameErrors(document.at("/components/responses"), examples);
        for (JsonNode path : document.get("paths")) {
            for (JsonNode operation : path) {
                attach(operation.path("requestBody"), examples);
                operation.path("responses").forEach(answer -> attach(answer, examples));
            }
        }
    }

    /** A method that a path does not have is of no operation, and so is the answer to it. */
    private static boolean isAnswered(String name) {
        String[] words = name.split("\\.");
        return !words[0].equals("Error") || DeclaredError.of(words[1]).isPresent();
    }

    private static void attach(JsonNode body, ObjectNode examples) {
        for (JsonNode content : body.path("content")) {
            String schema = content.at("/schema/$ref").asText().replaceAll(".*/", "");
            name((ObjectNode) content, schema, examples);
        }
    }

    /** Errors have one schema and an example for each status. */
    private static void nameErrors(JsonNode responses, ObjectNode examples) {
        for (DeclaredError error : DeclaredError.values()) {
            JsonNode content = responses.path(error.component()).at("/content/application~1json");
            name((ObjectNode) content, "Error." + error.status(), examples);
        }
    }

    private static void name(ObjectNode content, String schema, ObjectNode examples) {
        var named = Yaml.object();
        for (Map.Entry<String, JsonNode> one : examples.properties()) {
            if (one.getKey().equals(schema) || one.getKey().startsWith(schema + ".")) {
                named.putObject(one.getKey()).put("$ref", PLACE + one.getKey());
            }
        }
        if (!named.isEmpty() && !schema.isEmpty()) {
            content.set("examples", named);
        }
    }
}
