package kontor.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPInputStream;
import kontor.core.Fault;
import kontor.core.InvalidRequest;
import kontor.server.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Answers that are not a JSON text: pages and their errors, streams, headers that repeat. */
class AnswersTest {

    /** Pages, as a room that serves people would bring them. */
    private static final AnswerKind PAGE =
            new AnswerKind() {
                @Override
                public Answer words(Failure failure) {
                    return Answer.text(
                            failure.status(),
                            "text/html; charset=utf-8",
                            "<h1>" + failure.message() + "</h1><p>" + failure.code() + "</p>");
                }

                @Override
                public boolean isDocumented() {
                    return false;
                }
            };

    private static final int PIECE = 64 << 10;

    private final Routes routes = new Routes();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Server server =
            new Server(
                    "127.0.0.1",
                    0,
                    new Dispatch(
                            routes,
                            KnownCallers.NOBODY,
                            new PageTokens(new byte[32]),
                            false,
                            _ -> {}));

    @AfterEach
    void stop() {
        server.close();
        http.close();
    }

    private static Route.Builder open(String path) {
        return Route.get(path).open();
    }

    private <T> HttpResponse<T> get(Route route, BodyHandler<T> body) throws IOException {
        routes.add(route);
        server.start();
        var address = URI.create("http://127.0.0.1:" + server.port() + route.path());
        try {
            return http.send(HttpRequest.newBuilder(address).build(), body);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Test
    void error_isToldInTheWordsOfTheRoutesKind() throws IOException {
        var fault = new InvalidRequest(Fault.invalid("name", "must be a name"));
        var page =
                open("/page")
                        .says(PAGE)
                        .gives("text/html")
                        .by(
                                _ -> {
                                    throw fault;
                                });
        var answer = get(page, BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("text/html; charset=utf-8");
        assertThat(answer.headers().firstValue("request-id")).isPresent();
        assertThat(answer.headers().firstValue("RateLimit")).isPresent();
        assertThat(answer.body()).isEqualTo("<h1>Invalid request</h1><p>invalid_value</p>");
    }

    @Test
    void errorBeforeTheHandler_isToldInTheSameWordsAndKeepsItsHeaders() throws IOException {
        var page = Route.get("/page").needs("pages:read").says(PAGE).by(_ -> Answer.nothing());
        var answer = get(page, BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(answer.body()).contains("<p>unauthorized</p>");
    }

    @Test
    void oneHeader_mayBeSentTwice() throws IOException {
        var route =
                open("/cookies")
                        .by(
                                _ ->
                                        Answer.text(200, "text/plain", "signed in")
                                                .and("Set-Cookie", "session=1; HttpOnly")
                                                .and("Set-Cookie", "theme=dark"));
        assertThat(get(route, BodyHandlers.ofString()).headers().allValues("Set-Cookie"))
                .containsExactly("session=1; HttpOnly", "theme=dark");
    }

    @Test
    void with_replacesWhateverTheCaseOfItsName() {
        var answer = Answer.nothing().and("ETag", "a").and("ETag", "b").with("etag", "c");
        assertThat(answer.headers()).containsExactly(new Answer.Header("etag", "c"));
        assertThat(answer.header("ETag")).hasValue("c");
    }

    @Test
    void streamedBody_mayBeLargerThanTheMemory() throws IOException {
        long pieces = Runtime.getRuntime().maxMemory() / PIECE + 1;
        var route =
                open("/large")
                        .gives("application/octet-stream")
                        .by(
                                _ ->
                                        Answer.streamed(
                                                200,
                                                "application/octet-stream",
                                                out -> {
                                                    byte[] piece = new byte[PIECE];
                                                    for (long i = 0; i < pieces; i++) {
                                                        out.write(piece);
                                                    }
                                                }));
        var answer = get(route, BodyHandlers.ofInputStream());
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/octet-stream");
        try (InputStream body = answer.body()) {
            assertThat(body.transferTo(OutputStream.nullOutputStream())).isEqualTo(pieces * PIECE);
        }
    }

    @Test
    void streamedContent_isSentWholeAndClosed() throws IOException {
        var closed = new AtomicBoolean();
        var content =
                new ByteArrayInputStream("a;b\n1;2\n".getBytes(StandardCharsets.UTF_8)) {
                    @Override
                    public void close() {
                        closed.set(true);
                    }
                };
        var route = open("/rows").by(_ -> Answer.streamed(200, "text/csv", content));
        assertThat(get(route, BodyHandlers.ofString()).body()).isEqualTo("a;b\n1;2\n");
        assertThat(closed).isTrue();
    }

    /** Half a file must never look like a whole one. */
    @Test
    void streamThatBreaks_endsTheConnectionWithoutAnEnd() throws IOException {
        var route =
                open("/broken")
                        .by(
                                _ ->
                                        Answer.streamed(
                                                200,
                                                "text/csv",
                                                out -> {
                                                    out.write(new byte[4 * PIECE]);
                                                    throw new IllegalStateException("no more");
                                                }));
        var answer = get(route, BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        try (InputStream body = answer.body()) {
            assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
        }
    }

    @Test
    void streamThatBreaksBeforeItsFirstBytes_isAnError() throws IOException {
        var route =
                open("/empty")
                        .by(
                                _ ->
                                        Answer.streamed(
                                                200,
                                                "text/csv",
                                                out -> {
                                                    throw new IllegalStateException("nothing");
                                                }));
        assertThat(get(route, BodyHandlers.ofString()).statusCode()).isEqualTo(500);
    }

    private HttpResponse<byte[]> send(String method, String path, String... headers) {
        var address = URI.create("http://127.0.0.1:" + server.port() + path);
        var request = HttpRequest.newBuilder(address).method(method, BodyPublishers.noBody());
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static String header(HttpResponse<?> answer, String name) {
        return String.join(", ", answer.headers().allValues(name));
    }

    @Test
    void everyAnswer_saysWhatBrowsersAndCachesMayDo() throws IOException {
        routes.add(open("/thing").by(_ -> Answer.json(200, "{}")));
        routes.add(open("/page").by(_ -> Answer.text(200, "text/html; charset=utf-8", "<p>")));
        server.start();
        for (String path : new String[] {"/thing", "/nowhere", "/page"}) {
            var answer = send("GET", path);
            assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
        }
        assertThat(header(send("GET", "/page"), "Content-Security-Policy"))
                .contains("default-src 'none'");
    }

    @Test
    void head_isAnsweredAsGetWithoutItsBody() throws IOException {
        routes.add(open("/thing").by(_ -> Answer.json(200, "{\"a\": 1}")));
        routes.add(
                open("/stream")
                        .by(
                                _ ->
                                        Answer.streamed(
                                                200,
                                                "text/plain",
                                                new ByteArrayInputStream(new byte[9]))));
        routes.add(Route.post("/make").open().by(_ -> Answer.nothing()));
        server.start();
        for (String path : new String[] {"/thing", "/stream"}) {
            var answer = send("HEAD", path);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEmpty();
        }
        assertThat(send("HEAD", "/make").statusCode()).isEqualTo(405);
    }

    @Test
    void longAnswers_areInGzipForThoseWhoTakeIt() throws IOException {
        String text = "\"" + "x".repeat(5_000) + "\"";
        routes.add(open("/thing").by(_ -> Answer.json(200, text)));
        routes.add(open("/short").by(_ -> Answer.json(200, "{}")));
        routes.add(
                open("/stream")
                        .by(
                                _ ->
                                        Answer.streamed(
                                                200,
                                                "text/csv",
                                                new ByteArrayInputStream(
                                                        text.getBytes(StandardCharsets.UTF_8)))));
        server.start();
        for (String path : new String[] {"/thing", "/stream"}) {
            var packed = send("GET", path, "Accept-Encoding", "br, gzip");
            assertThat(header(packed, "Content-Encoding")).isEqualTo("gzip");
            assertThat(header(packed, "Vary")).contains("Accept-Encoding");
            try (var plain = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
                assertThat(new String(plain.readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualTo(text);
            }
            assertThat(send("GET", path, "Accept-Encoding", "gzip;q=0").body()).hasSize(5_002);
            assertThat(send("GET", path).body()).hasSize(5_002);
        }
        assertThat(header(send("GET", "/short", "Accept-Encoding", "gzip"), "Content-Encoding"))
                .isEmpty();
    }

    @Test
    void headersThatMeanOneThing_areRefusedTwice() throws IOException {
        routes.add(open("/thing").by(_ -> Answer.json(200, "{}")));
        server.start();
        for (String name :
                new String[] {
                    "Authorization",
                    "Idempotency-Key",
                    "If-Match",
                    "Content-Type",
                    "Content-Encoding",
                    "X-Testbank-Authorization"
                }) {
            var answer = send("GET", "/thing", name, "Basic YTpi", name, "Basic YTpj");
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                    .contains("repeated_header", name);
        }
    }

    /** A key that is overlooked makes a second payment when the request is sent again. */
    @Test
    void headersThatProtect_areRefusedWhenMisspelt() throws IOException {
        routes.add(Route.patch("/thing").needs("a:b").by(_ -> Answer.json(200, "{}")));
        routes.add(open("/thing").by(_ -> Answer.json(200, "{}")));
        server.start();
        var misspelt =
                Map.of(
                        "Idempotency-Key",
                        List.of(
                                "Idempotency_Key",
                                "IdempotencyKey",
                                "X-Idempotency-Key",
                                "idempotent-key",
                                "Idempotency-Token"),
                        "If-Match",
                        List.of("If_Match", "ifmatch", "X-If-Match"));
        misspelt.forEach((meant, names) -> names.forEach(name -> refuses(name, meant)));
        for (String other : List.of("If-None-Match", "If-Range", "X-Request-Id", "Match")) {
            assertThat(send("PATCH", "/thing", other, "a").statusCode()).as(other).isEqualTo(401);
        }
    }

    private void refuses(String name, String meant) {
        var answer = send("PATCH", "/thing", name, "version:1");
        assertThat(answer.statusCode()).as(name).isEqualTo(400);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                .contains("misspelt_header", "write it " + meant);
        // Beside the right one it is overlooked in nobody's favour, and a read needs neither.
        var beside = send("PATCH", "/thing", name, "a", meant, "version:1");
        assertThat(beside.statusCode()).as(name).isEqualTo(401);
        assertThat(send("GET", "/thing", name, "a").statusCode()).as(name).isEqualTo(200);
    }

    @Test
    void wronglyJoinedBaseAddress_isToldWhatIsWrong() throws IOException {
        routes.add(open("/a/thing").by(_ -> Answer.json(200, "{}")));
        server.start();
        assertThat(new String(send("GET", "/a//thing").body(), StandardCharsets.UTF_8))
                .contains("two slashes");
        assertThat(new String(send("GET", "/a/thing/").body(), StandardCharsets.UTF_8))
                .contains("ends with a slash");
    }
}
