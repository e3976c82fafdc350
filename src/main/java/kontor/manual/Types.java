package kontor.manual;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Says what type a schema is of, with its range, as a person would. */
final class Types {

    private Types() {}

    static String of(Shapes shapes, JsonNode schema) {
        var parts = new ArrayList<String>();
        parts.add(kind(shapes, schema));
        parts.add(schema.path("format").asText());
        parts.removeIf(String::isEmpty);
        add(parts, "", schema, Range.LENGTH);
        add(parts, "", schema, Range.VALUE);
        add(parts, "", schema, Range.ITEMS);
        add(parts, "", schema, Range.ENTRIES);
        add(parts, "keys of ", schema.path("propertyNames"), Range.LENGTH);
        add(parts, "values of ", schema.path("additionalProperties"), Range.LENGTH);
        if (schema.has("default")) {
            parts.add("default " + schema.get("default").asText());
        }
        if (schema.path("deprecated").asBoolean()) {
            parts.add("older form");
        }
        return String.join(", ", parts);
    }

    private static String kind(Shapes shapes, JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            return type.get(0).asText() + " or null";
        }
        if (type.isMissingNode()) {
            JsonNode first = schema.has("oneOf") ? schema.at("/oneOf/0") : schema.at("/anyOf/0");
            return first.isMissingNode() ? "" : kind(shapes, shapes.resolved(first));
        }
        String items = shapes.resolved(schema.path("items")).path("type").asText("object");
        return type.asText().equals("array") ? "list of " + items + "s" : type.asText();
    }

    /** The words of JSON Schema for a range, and what is counted. */
    private enum Range {
        LENGTH("minLength", "maxLength", " character"),
        VALUE("minimum", "maximum", ""),
        ITEMS("minItems", "maxItems", " item"),
        ENTRIES("minProperties", "maxProperties", " entr");

        private final String least;
        private final String most;
        private final String unit;

        Range(String least, String most, String unit) {
            this.least = least;
            this.most = most;
            this.unit = unit;
        }

        /** So many of them. */
        private String of(JsonNode number) {
            boolean one = number.asText().equals("1");
            String ending = unit.isEmpty() ? "" : one ? "" : "s";
            if (this == ENTRIES) {
                ending = one ? "y" : "ies";
            }
            return number.asText() + unit + ending;
        }

        String of(JsonNode schema, boolean low, boolean high) {
            if (low && high) {
                boolean same = schema.get(least).equals(schema.get(most));
                String from = same ? "" : schema.get(least).asText() + " to ";
                return from + of(schema.get(most));
            }
            return low ? of(schema.get(least)) + " or more" : of(schema.get(most)) + " at most";
        }
    }

    private static void add(List<String> parts, String what, JsonNode schema, Range range) {
        boolean low = schema.has(range.least);
        boolean high = schema.has(range.most);
        if (low || high) {
            parts.add(what + range.of(schema, low, high));
        }
    }
}
