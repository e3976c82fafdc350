package kontor.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kontor.wire.Etag;
import kontor.wire.Json;

/**
 * What goes back.
 *
 * @param contentType of the body; not sent where there is none
 * @param headers in their order; a name may stand there several times
 */
public record Answer(int status, String contentType, Body body, List<Header> headers) {

    public static final String JSON = "application/json";

    public record Header(String name, String value) {}

    /** What is sent behind the headers. */
    public sealed interface Body {

        /** All of it; no bytes are no body. */
        record Bytes(byte[] bytes) implements Body {}

        /** Written while it is sent, so that it may be larger than the memory. */
        record Streamed(Writer writer) implements Body {}
    }

    /**
     * Writes a body. What it throws ends the connection in the middle, since the status has been
     * sent by then: whatever can be refused is refused before.
     */
    @FunctionalInterface
    public interface Writer {
        void writeTo(OutputStream out) throws IOException;
    }

    public Answer {
        headers = List.copyOf(headers);
    }

    public static Answer json(int status, String body) {
        return text(status, JSON, body);
    }

    public static Answer json(int status, JsonNode body) {
        return json(status, Json.write(body));
    }

    public static Answer text(int status, String contentType, String body) {
        return bytes(status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    public static Answer bytes(int status, String contentType, byte[] body) {
        return new Answer(status, contentType, new Body.Bytes(body), List.of());
    }

    public static Answer streamed(int status, String contentType, Writer writer) {
        return new Answer(status, contentType, new Body.Streamed(writer), List.of());
    }

    /** Sends what it reads, then closes it. */
    public static Answer streamed(int status, String contentType, InputStream content) {
        return streamed(
                status,
                contentType,
                (Writer)
                        out -> {
                            try (content) {
                                content.transferTo(out);
                            }
                        });
    }

    public static Answer nothing() {
        return json(204, "");
    }

    /** With this header instead of any of its name. */
    public Answer with(String name, String value) {
        var more = new ArrayList<>(headers);
        more.removeIf(header -> header.name.equalsIgnoreCase(name));
        more.add(new Header(name, value));
        return new Answer(status, contentType, body, more);
    }

    /** With one more header, beside others of its name. */
    public Answer and(String name, String value) {
        var more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new Answer(status, contentType, body, more);
    }

    /** The version of the resource in the body, as the API writes it: {@code version:3}. */
    public Answer withVersion(int version) {
        return with("ETag", Etag.of(version));
    }

    /** The same around another body. */
    public Answer withJson(JsonNode other) {
        return new Answer(status, JSON, json(status, other).body, headers);
    }

    public Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.name.equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst();
    }

    /** The body as text; one that is streamed cannot be asked for. */
    public String text() {
        return switch (body) {
            case Body.Bytes(var bytes) -> new String(bytes, StandardCharsets.UTF_8);
            case Body.Streamed _ -> throw new IllegalStateException("the body is streamed");
        };
    }
}
