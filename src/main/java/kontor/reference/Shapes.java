package kontor.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads schemas of the document as fields, one below the other. */
record Shapes(JsonNode document) {

    private static final int DEEPEST = 3;

    /** A node, or what it refers to with what it says beside. */
    JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asText();
        return reference.isEmpty() ? node : resolved(document.at(reference.substring(1)));
    }

    List<Field> fields(JsonNode schema) {
        var fields = new ArrayList<Field>();
        collect(resolved(schema), "", 0, fields);
        return fields;
    }

    private void collect(JsonNode schema, String within, int depth, List<Field> fields) {
        if (depth > DEEPEST) {
            return;
        }
        if (schema.has("items")) {
            collect(resolved(schema.get("items")), within, depth, fields);
        }
        Set<String> required = texts(schema.path("required"));
        for (var member : schema.path("properties").properties()) {
            String name = within + member.getKey();
            fields.add(field(name, member.getValue(), required.contains(member.getKey()), depth));
            collect(resolved(member.getValue()), name + ".", depth + 1, fields);
        }
        // Choices have much in common; each member is told once.
        var told = new HashSet<String>();
        fields.forEach(field -> told.add(field.name()));
        for (JsonNode choice : choices(schema).toList()) {
            var more = new ArrayList<Field>();
            collect(resolved(choice), within, depth, more);
            more.stream().filter(field -> told.add(field.name())).forEach(fields::add);
        }
    }

    private static Stream<JsonNode> choices(JsonNode schema) {
        return Stream.of("oneOf", "anyOf")
                .flatMap(word -> StreamSupport.stream(schema.path(word).spliterator(), false))
                .filter(choice -> choice.has("$ref") || choice.has("properties"));
    }

    Field field(String name, JsonNode node, boolean required, int depth) {
        JsonNode schema = resolved(node);
        JsonNode listed = schema.has("enum") ? schema : resolved(schema.path("items"));
        var words = new ArrayList<Field.Word>();
        for (JsonNode word : listed.path("enum")) {
            String meaning = listed.path("x-enumDescriptions").path(word.asText()).asText();
            words.add(new Field.Word(word.asText(), meaning));
        }
        String prose = node.path("description").asText(schema.path("description").asText());
        return new Field(name, type(schema), required, prose, words, depth);
    }

    private String type(JsonNode schema) {
        var parts = new ArrayList<String>();
        parts.add(kind(schema));
        parts.add(schema.path("format").asText());
        parts.removeIf(String::isEmpty);
        addRange(parts, schema, "minLength", "maxLength", " characters");
        addRange(parts, schema, "minimum", "maximum", "");
        addRange(parts, schema, "minItems", "maxItems", " items");
        addRange(parts, schema, "minProperties", "maxProperties", " entries");
        if (schema.has("default")) {
            parts.add("default " + schema.get("default").asText());
        }
        if (schema.path("deprecated").asBoolean()) {
            parts.add("older form");
        }
        if (schema.path("readOnly").asBoolean()) {
            parts.add("set by Kontor");
        }
        return String.join(", ", parts);
    }

    private String kind(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            return type.get(0).asText() + " or null";
        }
        String items = resolved(schema.path("items")).path("type").asText("object");
        return type.asText().equals("array") ? "list of " + items + "s" : type.asText();
    }

    private static void addRange(
            List<String> parts, JsonNode schema, String least, String most, String unit) {
        if (schema.has(least) && schema.has(most)) {
            parts.add(schema.get(least).asText() + " to " + schema.get(most).asText() + unit);
        } else if (schema.has(most)) {
            parts.add(schema.get(most).asText() + unit + " at most");
        } else if (schema.has(least)) {
            parts.add(schema.get(least).asText() + unit + " or more");
        }
    }

    private static Set<String> texts(JsonNode array) {
        var texts = new HashSet<String>();
        array.forEach(one -> texts.add(one.asText()));
        return texts;
    }
}
