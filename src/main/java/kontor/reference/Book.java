package kontor.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import kontor.core.Maps;

/** All operations, by resource, in the order of the document. */
final class Book {

    private static final String JSON = "application/json";
    private static final String EXAMPLES = "#/components/examples/";

    private final JsonNode document;
    private final Shapes shapes;
    private final Map<String, ErrorCode> codes =
            ErrorCode.all().stream()
                    .collect(
                            Collectors.toMap(
                                    ErrorCode::code,
                                    Function.identity(),
                                    (first, _) -> first,
                                    LinkedHashMap::new));
    private final Map<String, Operation> operations = new LinkedHashMap<>();

    /**
     * @param document OpenAPI 3.1
     */
    Book(JsonNode document) {
        this.document = document;
        this.shapes = new Shapes(document);
        document.get("paths")
                .properties()
                .forEach(
                        path ->
                                path.getValue()
                                        .properties()
                                        .forEach(one -> add(path.getKey(), one)));
    }

    /** The operations of each resource. */
    Map<String, List<Operation>> groups() {
        var groups = new LinkedHashMap<String, List<Operation>>();
        document.get("tags")
                .forEach(tag -> groups.put(tag.get("name").asText(), new ArrayList<>()));
        operations.values().forEach(one -> Maps.required(groups, one.group()).add(one));
        return groups;
    }

    Optional<Operation> operation(String id) {
        return Optional.ofNullable(operations.get(id));
    }

    List<ErrorCode> codes() {
        return List.copyOf(codes.values());
    }

    List<Operation> about(String words) {
        String word = words.strip().toLowerCase(Locale.ROOT);
        return operations.values().stream().filter(one -> one.isAbout(word)).toList();
    }

    private void add(String path, Map.Entry<String, JsonNode> entry) {
        JsonNode node = entry.getValue();
        String mediaType = mediaType(node);
        JsonNode body = node.at("/requestBody/content").path(mediaType);
        add(
                new Operation(
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
                        codes(node)));
    }

    private void add(Operation operation) {
        operations.put(operation.id(), operation);
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
                String prose = one.path("description").asText();
                var field =
                        shapes.field(
                                one.get("name").asText(),
                                one.get("schema"),
                                one.path("required").asBoolean(),
                                0);
                fields.add(
                        new Field(
                                field.name(),
                                field.type(),
                                field.required(),
                                prose.isEmpty() ? field.prose() : prose,
                                field.words(),
                                0));
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
            List<Field> fields = good ? shapes.fields(content.path("schema")) : List.of();
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
            examples.add(new Example(name, label, example.get("value").toPrettyString()));
        }
        return examples;
    }

    private List<ErrorCode> codes(JsonNode node) {
        var found = new ArrayList<ErrorCode>();
        for (JsonNode code : node.path("x-errorCodes")) {
            found.add(codes.get(code.asText()));
        }
        return found;
    }
}
