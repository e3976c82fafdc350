package kontor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Requests as tests write them: with single quotes, and as a good one with a difference. */
public final class Jsons {

    private static final ObjectMapper JSON =
            new ObjectMapper()
                    .enable(
                            com.fasterxml.jackson.databind.DeserializationFeature
                                    .USE_BIG_DECIMAL_FOR_FLOATS);

    private Jsons() {}

    /** The same without these members, for what is only told by some answers. */
    public static JsonNode without(JsonNode object, String... members) {
        return ((ObjectNode) object.deepCopy()).remove(List.of(members));
    }

    public static String json(String text) {
        return text.replace('\'', '"');
    }

    /** A list of texts. */
    public static String texts(String... texts) {
        return JSON.valueToTree(texts).toString();
    }

    /** The members of {@code base} with those of {@code difference} added, or in their place. */
    public static String with(String base, String difference) {
        try {
            var merged = (ObjectNode) JSON.readTree(json(base));
            merged.setAll((ObjectNode) JSON.readTree(json("{" + difference + "}")));
            return JSON.writeValueAsString(merged);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(base + " with " + difference, broken);
        }
    }
}
