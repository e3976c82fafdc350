package kontor.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What the operations of a JSON Patch do, worked out from what is said of the members that they
 * name: two hundred sentences that nobody has to write, and that cannot differ from the resource.
 *
 * @param schemas of the document, in which all else is described
 */
record PatchProse(JsonNode schemas) {

    private static final String PATCH = "JSONPatch";
    private static final String CHANGES = "Changes ";

    private static final Map<String, String> OPERATIONS =
            Map.of(
                    "add", "Sets the member, whether it was there or not; adds an item to a list.",
                    "replace", "Sets the member, whether it was there or not.",
                    "remove", "Takes the member or the item of a list away.");

    void layOver() {
        for (var schema : schemas.properties()) {
            int end = schema.getKey().indexOf(PATCH);
            if (end > 0) {
                String resource = schema.getKey().substring(0, end);
                describe(resource, schema.getValue());
                describe(resource, schema.getValue().path("items"));
            }
        }
    }

    /** One operation, where the schema is one. */
    private void describe(String resource, JsonNode shape) {
        JsonNode op = shape.path("properties").path("op");
        JsonNode path = shape.path("properties").path("path");
        if (path.isMissingNode()) {
            return;
        }
        String does = does(words(op)) + "`" + String.join("` or `", places(path)) + "`.";
        var sets = only(resource, path).filter(_ -> does.startsWith(CHANGES));
        describe(shape, sets.orElse(does));
        describe(op, "What is done.");
        describe(path, "Which member it is done to.");
        describe(shape.path("properties").path("value"), meaning(resource, path));
        explain(op, word -> OPERATIONS.getOrDefault(word, ""));
        explain(path, word -> said(resource, member(word)).orElse("This member."));
    }

    private static String does(List<String> operations) {
        if (operations.equals(List.of("remove"))) {
            return "Takes away ";
        }
        return operations.equals(List.of("add")) ? "Adds to " : CHANGES;
    }

    private static List<String> words(JsonNode schema) {
        return StreamSupport.stream(schema.path("enum").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /** The paths as people write them: a key and a number stand for themselves. */
    private static List<String> places(JsonNode path) {
        String pattern = path.path("pattern").asText().replace("^", "").replace("$", "");
        String place = pattern.replaceAll("\\[0-9\\].*", "{n}").replaceAll("\\[.*", "{key}");
        return pattern.isEmpty() ? words(path) : List.of(place);
    }

    private String meaning(String resource, JsonNode path) {
        return members(path).size() == 1
                ? only(resource, path).orElse("What is put there.")
                : "What is put there, as the resource has it.";
    }

    /** What is said of the member, where there is but one. */
    private Optional<String> only(String resource, JsonNode path) {
        var members = members(path);
        return members.size() == 1 ? said(resource, members.getFirst()) : Optional.empty();
    }

    private static List<String> members(JsonNode path) {
        return places(path).stream().map(PatchProse::member).distinct().toList();
    }

    private static String member(String path) {
        return path.split("/")[1];
    }

    /** What is said of a member where it is answered, or where it is first sent. */
    private Optional<String> said(String resource, String member) {
        return Stream.of(resource, "Create" + resource + "Request")
                .map(owner -> schemas.path(owner).path("properties").path(member))
                .flatMap(place -> Prose.description(place, schemas).stream())
                .findFirst();
    }

    private void describe(JsonNode place, String text) {
        if (place instanceof ObjectNode found && !Prose.isDescribed(found, schemas)) {
            found.put("description", text);
        }
    }

    private static void explain(JsonNode list, UnaryOperator<String> meaningOf) {
        if (list.path("enum").size() > 1 && !list.has(Prose.MEANINGS)) {
            var meanings = ((ObjectNode) list).putObject(Prose.MEANINGS);
            words(list).forEach(word -> meanings.put(word, meaningOf.apply(word)));
        }
    }
}
