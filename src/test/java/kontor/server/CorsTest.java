package kontor.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import kontor.http.Answer;
import kontor.http.Dispatch;
import kontor.http.KnownCallers;
import kontor.http.PageTokens;
import kontor.http.Route;
import kontor.http.Routes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a page of another origin is told; asked over a socket, as browsers forbid others to ask. */
class CorsTest {

    private final Routes routes = new Routes();
    private final Server server =
            new Server(
                    "127.0.0.1",
                    0,
                    new Dispatch(
                            routes,
                            KnownCallers.NOBODY,
                            new PageTokens(new byte[32]),
                            false,
                            _ -> {}),
                    new Edge(List.of(), List.of("http://localhost:*")));

    @BeforeEach
    void start() {
        routes.add(Route.get("/thing").open().by(_ -> Answer.json(200, "{}")));
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String ask(String requestLine, String... headers) throws IOException {
        try (var socket = new Socket("127.0.0.1", server.port())) {
            String text =
                    requestLine
                            + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                            + String.join("\r\n", headers)
                            + (headers.length == 0 ? "\r\n" : "\r\n\r\n");
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void question_isAnsweredForOriginsThatMay() throws IOException {
        assertThat(
                        ask(
                                "OPTIONS /thing",
                                "Origin: http://localhost:3000",
                                "Access-Control-Request-Method: PATCH"))
                .startsWith("HTTP/1.1 204")
                .contains("Access-Control-Allow-Origin: http://localhost:3000")
                .contains("PATCH")
                .contains("Idempotency-Key");
        assertThat(
                        ask(
                                "OPTIONS /thing",
                                "Origin: https://evil.example",
                                "Access-Control-Request-Method: PATCH"))
                .startsWith("HTTP/1.1 405")
                .doesNotContain("Access-Control-Allow");
    }

    @Test
    void answer_isTold_alsoWhenItIsANo() throws IOException {
        for (String path : List.of("/thing", "/nowhere")) {
            assertThat(ask("GET " + path, "Origin: http://localhost:3000"))
                    .contains("Access-Control-Allow-Origin: http://localhost:3000")
                    .contains("Access-Control-Expose-Headers: request-id, ETag")
                    .contains("Vary: Origin");
            assertThat(ask("GET " + path, "Origin: https://evil.example"))
                    .doesNotContain("Access-Control-Allow");
        }
    }

    @Test
    void malformedRequest_isTheSendersFault() throws IOException {
        try (var socket = new Socket("127.0.0.1", server.port())) {
            socket.getOutputStream()
                    .write("GET /thing HTTP/9.9\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 400")
                    .contains("malformed_request")
                    .doesNotContain("Unexpected");
        }
    }
}
