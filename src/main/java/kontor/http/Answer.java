package kontor.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import kontor.wire.Json;

/**
 * What goes back.
 *
 * @param body text of {@code contentType}, or empty for no body
 */
public record Answer(int status, String contentType, String body, Map<String, String> headers) {

    public static final String JSON = "application/json";

    public Answer {
        headers = Map.copyOf(headers);
    }

    public static Answer json(int status, String body) {
        return new Answer(status, JSON, body, Map.of());
    }

    public static Answer json(int status, JsonNode body) {
        return json(status, Json.write(body));
    }

    public static Answer text(int status, String contentType, String body) {
        return new Answer(status, contentType, body, Map.of());
    }

    public static Answer nothing() {
        return new Answer(204, JSON, "", Map.of());
    }

    public Answer with(String header, String value) {
        var more = new HashMap<>(headers);
        more.put(header, value);
        return new Answer(status, contentType, body, more);
    }

    /** The version of the resource in the body, as the API writes it: {@code version:3}. */
    public Answer withVersion(int version) {
        return with("ETag", etag(version));
    }

    public static String etag(int version) {
        return "version:" + version;
    }
}
