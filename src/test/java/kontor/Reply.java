package kontor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;

/** An answer of the server, as a test looks at it. */
public record Reply(int status, String body, HttpResponse<String> raw) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Text at a slash path such as {@code /details/0/field}; empty when there is none. */
    public String at(String path) {
        return json().at(path).asText("");
    }

    /** The code of the error, by which its type links to the page that explains it. */
    public String refusal() {
        return at("/type").replaceFirst("^.*#", "");
    }

    public String header(String name) {
        return raw.headers().firstValue(name).orElse("");
    }
}
