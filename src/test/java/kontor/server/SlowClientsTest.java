package kontor.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.Await;
import kontor.GoldenBody;
import kontor.core.Caller;
import kontor.core.OrganizationId;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Callers;
import kontor.http.Dispatch;
import kontor.http.KnownCallers;
import kontor.http.PageTokens;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.wire.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that send or take slowly, and one beside them that does not. */
class SlowClientsTest {

    private static final long HEAP = 16 << 20;
    private static final int LARGE = 300 << 10;

    /** Every key is good: its name is that of the organization. */
    private static final Callers ALL = new KnownCallers(name -> Optional.of(caller(name)));

    private static Caller caller(String name) {
        var id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        return new Caller(
                new OrganizationId(id), id, name, name, id, true, true, Set.of("a:create"), 1_000);
    }

    private final Routes routes = new Routes();
    private final Server server =
            new Server(
                    "127.0.0.1",
                    0,
                    new Dispatch(routes, ALL, new PageTokens(new byte[32]), false, _ -> {}),
                    Edge.NONE,
                    new Bounds(
                            HEAP,
                            Duration.ofSeconds(2),
                            new Patience(Duration.ofSeconds(20), Duration.ofSeconds(2), 1 << 10)));
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Socket> sockets = new ArrayList<>();

    @BeforeEach
    void start() {
        routes.add(Route.post("/things").needs("a:create").answers(200, "Thing").by(this::echo));
        routes.add(Route.post("/open").open().answers(200, "Thing").by(this::echo));
        routes.add(Route.post("/sign-in").signsIn().answers(200, "Thing").by(this::echo));
        server.start();
    }

    private Answer echo(Call call) {
        return Answer.text(200, "application/json", Integer.toString(call.body().length));
    }

    @AfterEach
    void stop() throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
        server.close();
        http.close();
    }

    private Socket connect(String from) throws IOException {
        var socket =
                new Socket(
                        InetAddress.ofLiteral("127.0.0.1"),
                        server.port(),
                        InetAddress.ofLiteral(from),
                        0);
        sockets.add(socket);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String basic(String key) {
        byte[] pair = (key + ":x").getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    private static String head(String path, String key, int length) {
        return "POST "
                + path
                + " HTTP/1.1\r\nHost: x\r\nAuthorization: "
                + basic(key)
                + "\r\nContent-Type: application/json\r\nContent-Length: "
                + length
                + "\r\n\r\n";
    }

    private HttpResponse<String> post(String path, String key, String body) {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                        .header("Authorization", basic(key))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static String answer(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void bodyThatStops_isRefusedWith408AndTheConnectionEnds() throws IOException {
        var slow = connect("127.0.0.1");
        send(slow, head("/things", "slow", 1_000) + "{\"a\":");
        assertThat(post("/things", "honest", "{}").statusCode()).isEqualTo(200);
        String answer = answer(slow);
        assertThat(answer).startsWith("HTTP/1.1 408").contains("body_too_slow");
        String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        // How long it took differs.
        String told = body.replaceAll("in [0-9]+ seconds", "in 20 seconds");
        GoldenBody.of("Error.408").assertIs(Json.readOwn(told));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1\r\nTransfer-Encoding: gzip, chunked",
                "HTTP/1.1\r\nTransfer-Encoding: gzip\r\nTransfer-Encoding: chunked",
                "HTTP/1.0\r\nTransfer-Encoding: chunked"
            })
    void bodyWhoseEndIsToldInTwoWays_isRefused(String coding) throws IOException {
        var socket = connect("127.0.0.1");
        String chunked =
                "\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n"
                        + "Authorization: "
                        + basic("sly")
                        + "\r\n\r\n2\r\n{}\r\n0\r\n\r\n";
        send(socket, "POST /things " + coding + chunked);
        assertThat(answer(socket)).startsWith("HTTP/1.1 400").contains("malformed_request");
        var plain = connect("127.0.0.1");
        send(plain, "POST /things HTTP/1.1\r\nTransfer-Encoding: chunked" + chunked);
        assertThat(answer(plain)).startsWith("HTTP/1.1 200");
    }

    @Test
    void bodyOfARefusedRequest_isNotWaitedFor() throws IOException {
        var slow = connect("127.0.0.1");
        send(slow, head("/nowhere", "slow", 1_000) + "{\"a\":");
        assertThat(answer(slow)).startsWith("HTTP/1.1 404").contains("Connection: close");
    }

    @Test
    void halfAHeader_endsTheConnection() throws IOException {
        var slow = connect("127.0.0.1");
        send(slow, "POST /things HTTP/1.1\r\nHost: x\r\nX: " + "y".repeat(8_000));
        assertThat(answer(slow)).isEmpty();
    }

    @Test
    void manyHalfBodies_leaveRoomForOthers() throws IOException {
        // More than the memory for bodies; each sends but its last byte.
        for (int i = 0; i < 2 * HEAP / 8 / LARGE; i++) {
            send(connect("127.0.0.1"), head("/things", "greedy", LARGE + 1) + "x".repeat(LARGE));
        }
        assertThat(post("/things", "honest", "{\"a\":\"" + "y".repeat(LARGE) + "\"}").statusCode())
                .isEqualTo(200);
        assertThat(post("/things", "greedy", "{\"a\":\"b\"}").statusCode()).isEqualTo(200);
        assertThat(post("/things", "greedy", "\"" + "y".repeat(LARGE) + "\"").body())
                .contains("too_much_at_once");
        // When the greedy ones are gone, their memory is there again.
        for (var socket : sockets) {
            socket.close();
        }
        Await.until(
                () ->
                        post("/things", "greedy", "\"" + "y".repeat(LARGE) + "\"").statusCode()
                                == 200);
    }

    @Test
    void floodOfHalfHeaders_leavesRoomForOthers() throws IOException {
        for (int i = 0; i < 600; i++) {
            try {
                send(connect("127.0.0.1"), "GET /things HTTP/1.1\r\nX: " + "y".repeat(12_000));
            } catch (IOException closed) {
                // Its turn to leave.
            }
        }
        assertThat(post("/things", "honest", "{}").statusCode()).isEqualTo(200);
    }

    @Test
    void strangers_sendLittle() {
        assertThat(post("/open", "x", "y".repeat(2_049)).statusCode()).isEqualTo(413);
        assertThat(post("/open", "x", "y".repeat(2_048)).statusCode()).isEqualTo(200);
        assertThat(post("/sign-in", "x", "y".repeat(8_193)).statusCode()).isEqualTo(413);
        assertThat(post("/sign-in", "x", "y".repeat(8_192)).statusCode()).isEqualTo(200);
    }
}
