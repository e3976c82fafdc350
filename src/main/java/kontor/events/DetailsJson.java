package kontor.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.TreeMap;

/**
 * The string-to-string details of an event as JSON, keys in order so that equal details are equal
 * bytes.
 */
final class DetailsJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private DetailsJson() {}

    static Map<String, String> read(String json) {
        try {
            return MAPPER.readValue(json, new TypeReference<TreeMap<String, String>>() {});
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String write(Map<String, String> details) {
        try {
            return MAPPER.writeValueAsString(new TreeMap<>(details));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
