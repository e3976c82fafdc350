package kontor.manual;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kontor.core.Maps;

/** Reads operations from the document, which is needed for that only. */
final class Reading {

    private static final String JSON = "application/json";
    private static final String EXAMPLES = "#/components/examples/";

    private final JsonNode document;
    private final Shapes shapes;
    private final Setters setters;
    private final Map<String, ErrorCode> codes;

    Reading(JsonNode document, Map<String, ErrorCode> codes) {
        this.document = document;
        this.shapes = new Shapes(document);
        this.setters = new Setters(shapes);
        this.codes = codes;
    }

    /**
     * @param entry the method and what the document says of it
     */
    Operation operation(String path, Map.Entry<String, JsonNode> entry) {
        JsonNode node = entry.getValue();
        String mediaType = mediaType(node);
        JsonNode body = node.at("/requestBody/content").path(mediaType);
        return new Operation(
                node.get("operationId").asText(),
                node.at("/tags/0").asText(),
                node.get("summary").asText(),
                node.path("description").asText(),
                entry.getKey().toUpperCase(Locale.ROOT),
                path,
                !node.has("security"),
                permissions(node),
                parameters(node, "path"),
                parameters(node, "query"),
                parameters(node, "header"),
                mediaType,
                shapes.fields(body.path("schema")),
                examples(body),
                replies(node),
                codes(node));
    }

    /** JSON before a form with a file; for a patch the plain one, which every client can send. */
    private static String mediaType(JsonNode node) {
        var types = new ArrayList<String>();
        node.at("/requestBody/content").fieldNames().forEachRemaining(types::add);
        if (types.isEmpty()) {
            return "";
        }
        return types.contains(JSON) ? JSON : types.getLast();
    }

    private static List<String> permissions(JsonNode node) {
        var words = new ArrayList<String>();
        node.at("/security/0/basicAuth").forEach(word -> words.add(word.asText()));
        return words;
    }

    private List<Field> parameters(JsonNode node, String place) {
        var fields = new ArrayList<Field>();
        for (JsonNode reference : node.path("parameters")) {
            JsonNode one = shapes.resolved(reference);
            if (one.get("in").asText().equals(place)) {
                String name = one.get("name").asText();
                String prose = one.path("description").asText();
                JsonNode schema = one.get("schema");
                boolean required = one.path("required").asBoolean();
                fields.add(shapes.parameter(name, schema, required).told(prose));
            }
        }
        return fields;
    }

    private List<Reply> replies(JsonNode node) {
        var replies = new ArrayList<Reply>();
        for (var one : node.get("responses").properties()) {
            JsonNode answer = shapes.resolved(one.getValue());
            JsonNode content = answer.path("content").path("application/json");
            boolean good = one.getKey().startsWith("2");
            JsonNode schema = content.path("schema");
            List<Field> fields = good ? setters.told(schema, shapes.fields(schema)) : List.of();
            String prose = answer.path("description").asText();
            replies.add(new Reply(one.getKey(), prose, fields, examples(content)));
        }
        return replies;
    }

    private List<Example> examples(JsonNode content) {
        var examples = new ArrayList<Example>();
        for (JsonNode reference : content.path("examples")) {
            String name = reference.get("$ref").asText().substring(EXAMPLES.length());
            JsonNode example = document.at("/components/examples").path(name);
            String label = example.path("summary").asText(name);
            examples.add(new Example(name, label, Pretty.write(example.get("value"))));
        }
        return examples;
    }

    private List<ErrorCode> codes(JsonNode node) {
        var found = new ArrayList<ErrorCode>();
        for (JsonNode code : node.path("x-errorCodes")) {
            found.add(Maps.required(codes, code.asText()));
        }
        return found;
    }
}
