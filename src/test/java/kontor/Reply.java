package kontor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.StreamSupport;

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

    /** The same, which must be a 200. */
    public Reply ok() {
        return is(200);
    }

    /** The same, which must be a 201. */
    public Reply created() {
        return is(201);
    }

    /** The same, which must be a 202. */
    public Reply accepted() {
        return is(202);
    }

    private Reply is(int expected) {
        assertThat(status).as(body).isEqualTo(expected);
        return this;
    }

    /** A 400 that blames this field first, for this reason. */
    public void assertRefused(String code, String field) {
        assertThat(List.of(status, at("/details/0/code"), at("/details/0/field")))
                .as(body)
                .isEqualTo(List.of(400, code, field));
    }

    /** The items of a list. */
    public List<JsonNode> items() {
        return StreamSupport.stream(json().path("items").spliterator(), false).toList();
    }

    /** One member of each item of a list, as text. */
    public List<String> values(String member) {
        return items().stream().map(item -> item.path(member).asText()).toList();
    }

    public String header(String name) {
        return raw.headers().firstValue(name).orElse("");
    }
}
