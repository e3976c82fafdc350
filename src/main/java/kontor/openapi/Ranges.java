package kontor.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/**
 * How long texts are where their topic file says nothing: {@code prose/ranges.yaml}. Of some only
 * their author is known, who may have written anything.
 *
 * @param told by {@code Schema.member}, or {@code *.member} for members of a name in all schemas:
 *     words of JSON Schema, or an author
 * @param gaps gets what is told and has no place
 */
record Ranges(JsonNode told, Set<String> gaps) {

    /** In whose words a text is whose length nothing bounds. */
    static final String AUTHOR = "x-author";

    private static final Set<String> BOUNDS =
            Set.of("maxLength", "pattern", "format", "enum", "const", "$ref");

    static Ranges read(Set<String> gaps) {
        return new Ranges(Prose.file("ranges"), gaps);
    }

    void layOver(JsonNode schemas) {
        for (var entry : told.properties()) {
            String[] steps = entry.getKey().split("\\.");
            int places = 0;
            for (var schema : schemas.properties()) {
                if (steps[0].equals("*") || steps[0].equals(schema.getKey())) {
                    places += lay(schema.getValue().path("properties").path(steps[1]), entry);
                }
            }
            if (places == 0) {
                gaps.add("no text for the range of " + entry.getKey());
            }
        }
    }

    private static int lay(JsonNode place, Map.Entry<String, JsonNode> range) {
        if (!isOpen(place)) {
            return 0;
        }
        var text = (ObjectNode) place;
        if (range.getValue().isTextual()) {
            text.set(AUTHOR, range.getValue());
        } else {
            text.setAll((ObjectNode) range.getValue());
        }
        return 1;
    }

    /** Whether it is a text of which nothing says how long it can be. */
    static boolean isOpen(JsonNode schema) {
        return schema.path("type").asText().equals("string")
                && !schema.has(AUTHOR)
                && BOUNDS.stream().noneMatch(schema::has);
    }
}
