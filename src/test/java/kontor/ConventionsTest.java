package kontor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import kontor.openapi.Documented;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every route has in common: errors, limits, lists, versions. */
class ConventionsTest {

    private static final String COUNTERPARTIES = "/payments/v2/counterparties";

    private final TestKontor kontor = TestKontor.shared();
    private final Client client =
            kontor.client(
                    kontor.organization(),
                    Set.of(
                            "counterparties:create",
                            "counterparties:read",
                            "counterparties:update",
                            "external_accounts:read",
                            "direct_debits:read",
                            "transactions:read"));

    private static void assertEnvelope(Reply reply, int status) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.at("/status")).isEqualTo(Integer.toString(status));
        assertThat(reply.at("/message")).isNotEmpty();
        assertThat(reply.at("/type")).startsWith("/docs/errors#");
        assertThat(reply.header("request-id")).isEqualTo(reply.at("/requestId"));
        assertThat(reply.header("RateLimit-Policy")).isNotEmpty();
        assertThat(reply.header("RateLimit")).isNotEmpty();
    }

    @Test
    void unknownPath_is404InTheEnvelope() {
        assertEnvelope(client.get("/payments/v2/nothing-here"), 404);
        assertEnvelope(client.get("/payments/v2/counterparties/"), 404);
    }

    @Test
    void wrongMediaTypes_are415And406() {
        Reply unsupported =
                client.post(COUNTERPARTIES, "legalName=x", "Content-Type", "text/plain");
        assertEnvelope(unsupported, 415);
        assertThat(unsupported.header("Accept")).isEqualTo("application/json");
        Reply packed = client.post(COUNTERPARTIES, "{}", "Content-Encoding", "gzip");
        assertEnvelope(packed, 415);
        assertThat(packed.at("/message")).contains("without Content-Encoding");
        assertThat(client.post(COUNTERPARTIES, "{}", "Content-Encoding", "identity").status())
                .isEqualTo(400);
        assertEnvelope(client.send("GET", COUNTERPARTIES, "", "Accept", "text/html"), 406);
        assertThat(
                        client.send("GET", COUNTERPARTIES, "", "Accept", "text/html, */*;q=0.1")
                                .status())
                .isEqualTo(200);
    }

    @Test
    void bodyOverOneMebibyte_is413() {
        String large = "{\"legalName\": \"" + "x".repeat(1 << 20) + "\"}";
        assertEnvelope(client.post(COUNTERPARTIES, large), 413);
    }

    static Stream<Arguments> brokenBodies() {
        return Stream.of(
                Arguments.of("empty", ""),
                Arguments.of("blank", "  \n"),
                Arguments.of("not JSON", "legalName"),
                Arguments.of("cut off", "{\"legalName\": \"A"),
                Arguments.of("two values", "{\"legalName\": \"A\"} {}"),
                Arguments.of("an array", "[]"),
                Arguments.of("a member twice", "{\"legalName\": \"A\", \"legalName\": \"B\"}"),
                Arguments.of(
                        "too deep",
                        "{\"legalName\": \"A\", \"x\": "
                                + "[".repeat(5_000)
                                + "]".repeat(5_000)
                                + "}"),
                Arguments.of(
                        "a number too long",
                        "{\"legalName\": \"A\", \"x\": " + "9".repeat(5_000) + "}"),
                Arguments.of("a comment", "{\"legalName\": \"A\" /* x */}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenBodies")
    void brokenBody_is400(String what, String body) {
        assertEnvelope(client.post(COUNTERPARTIES, body, "Content-Type", "application/json"), 400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                                              | legalName",
                "{\"legalName\": null}                                           | legalName",
                "{\"legalName\": 7}                                              | legalName",
                "{\"legalName\": \"\"}                                           | legalName",
                "{\"legalName\": \"a\\u0000b\"}                                  | legalName",
                "{\"legalName\": \"a\\ud800b\"}                                  | legalName",
                "{\"legalName\": \"A\", \"partyType\": \"PERSON\"}               | partyType",
                "{\"legalName\": \"A\", \"address\": \"Street 1\"}               | address",
                "{\"legalName\": \"A\", \"externalId\": \"no blanks\"}           | externalId",
                "{\"legalName\": \"A\", \"metadata\": {\"k\": 1}}                | metadata.k",
                "{\"legalName\": \"A\", \"accounts\": {}}                        | accounts",
            })
    void faultyField_isNamed(String body, String field) {
        Reply reply = client.post(COUNTERPARTIES, body);
        assertEnvelope(reply, 400);
        assertThat(reply.at("/details/0/field")).isEqualTo(field);
    }

    @Test
    void allFaults_comeBackAtOnce() {
        Reply reply =
                client.post(
                        COUNTERPARTIES,
                        """
                        {"partyType": "PERSON", "email": 5, "accounts": [{"market": "XX", "identifiers": [{"type": "IBAN", "number": "DE00"}]}]}
                        """);
        assertThat(reply.json().at("/details").size()).isGreaterThanOrEqualTo(4);
    }

    @Test
    void invalidUtf8_is400() throws IOException {
        byte[] body = "{\"legalName\": \"\u00e5\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(
                        raw(
                                "POST "
                                        + COUNTERPARTIES
                                        + " HTTP/1.1\r\n"
                                        + "Host: k\r\n"
                                        + "Content-Type: application/json\r\n"
                                        + "Content-Length: "
                                        + body.length
                                        + "\r\nConnection: close\r\nAuthorization: "
                                        + client.authorization()
                                        + "\r\n\r\n",
                                body))
                .startsWith("HTTP/1.1 400")
                .contains("invalid_encoding")
                .contains("request-id:");
    }

    @Test
    void whatTheHttpServerAnswersByItself_hasTheEnvelopeToo() throws IOException {
        assertThat(raw("GET\r\n\r\n", new byte[0]))
                .contains("400")
                .contains("request-id:")
                .contains("malformed_request");
        assertThat(
                        raw(
                                "GET / HTTP/1.1\r\nHost: k\r\nX: "
                                        + "x".repeat(20_000)
                                        + "\r\n\r\n",
                                new byte[0]))
                .contains("431")
                .contains("request-id:")
                .contains("RateLimit:");
        assertThat(
                        raw(
                                "GET "
                                        + COUNTERPARTIES
                                        + "?query=%zz HTTP/1.1\r\n"
                                        + "Host: k\r\n"
                                        + "Connection: close\r\n"
                                        + "Authorization: "
                                        + client.authorization()
                                        + "\r\n\r\n",
                                new byte[0]))
                .contains("400")
                .contains("request-id:");
    }

    /**
     * The body comes after the refusal could have been told; the next request goes into the same
     * connection.
     */
    @Test
    void refusalBeforeTheBody_leavesTheConnectionUsable() throws IOException {
        String refused =
                "POST "
                        + COUNTERPARTIES
                        + " HTTP/1.1\r\nHost: k\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 20000\r\n\r\n";
        try (var socket = new Socket("127.0.0.1", kontor.port())) {
            socket.setSoTimeout((int) Await.LONG.toMillis());
            var out = socket.getOutputStream();
            for (int i = 0; i < 20; i++) {
                out.write(refused.getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
                out.write(new byte[20_000]);
                out.flush();
                assertThat(head(socket)).contains("401").doesNotContain("Connection: close");
            }
        }
    }

    @Test
    void refusalOfALargeBody_saysThatTheConnectionEnds() throws IOException {
        try (var socket = new Socket("127.0.0.1", kontor.port())) {
            socket.setSoTimeout((int) Await.LONG.toMillis());
            socket.getOutputStream()
                    .write(
                            ("POST "
                                            + COUNTERPARTIES
                                            + " HTTP/1.1\r\n"
                                            + "Host: k\r\n"
                                            + "Content-Type: application/json\r\n"
                                            + "Content-Length: 900000\r\n\r\n")
                                    .getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            assertThat(head(socket)).contains("401").contains("Connection: close");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zz\r\nabc",
                "-1\r\nabc",
                "0x5\r\nabcde",
                "5 5\r\nabcde",
                "FFFFFFFFFFFFFFFFF\r\n",
                "\r\n",
                "2\r\n{}garbage\r\n"
            })
    void malformedPieces_areToldAndEndTheConnection(String pieces) throws IOException {
        String head =
                "POST "
                        + COUNTERPARTIES
                        + " HTTP/1.1\r\nHost: k\r\nAuthorization: "
                        + client.authorization()
                        + "\r\nContent-Type: application/json\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n";
        String answer = raw(head, pieces.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .contains("Connection: close", "malformed_request", "hexadecimal");
    }

    @Test
    void tunnel_isRefusedAndTheConnectionEnds() throws IOException {
        for (String target : new String[] {"example.com:443", "/", "*"}) {
            String answer = raw("CONNECT " + target + " HTTP/1.1\r\nHost: k\r\n\r\n", new byte[0]);
            assertThat(answer).as(target).startsWith("HTTP/1.1 4").contains("Connection: close");
        }
    }

    /** Reads one answer whole; returns its head. */
    private static String head(Socket socket) throws IOException {
        var in = socket.getInputStream();
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            assertThat(next).as("the connection ended after: %s", head).isNotNegative();
            head.append((char) next);
        }
        int length =
                head.toString()
                        .lines()
                        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                        .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                        .findFirst()
                        .orElseThrow();
        assertThat(in.readNBytes(length)).hasSize(length);
        return head.toString();
    }

    private String raw(String head, byte[] body) throws IOException {
        try (var socket = new Socket("127.0.0.1", kontor.port())) {
            socket.setSoTimeout((int) Await.LONG.toMillis());
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(body);
            socket.getOutputStream().flush();
            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            String[] words = head.lines().findFirst().orElseThrow().split(" ");
            kontor.documented()
                    .check(
                            words[0],
                            words.length > 1 ? words[1] : "/",
                            Documented.Answered.parse(answer));
            return answer;
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "-5, 1", "501, 500", "99999999999999999999, 500", "7, 7", "'', 100"})
    void limit_isCoerced(String asked, int effective) {
        assertThat(client.get(COUNTERPARTIES + "?limit=" + asked).at("/limit"))
                .isEqualTo(Integer.toString(effective));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/payments/v2/direct-debits?status=GONE",
                "/payments/v2/direct-debits?date=tomorrow",
                "/payments/v2/direct-debits?date[gte]=2026-13-01",
                "/payments/v2/direct-debits?accountId=abc",
                "/payments/v2/counterparties?query=ab",
                "/payments/v2/counterparties?limit=many",
                "/financial-data/v2/transactions?reconciliationStatus=MAYBE"
            })
    void badFilter_is400(String path) {
        assertEnvelope(client.get(path.replace("[", "%5B").replace("]", "%5D")), 400);
    }

    @Test
    void parametersThatAreNoFilters_areIgnored() {
        assertThat(client.get(COUNTERPARTIES + "?colour=blue&query=&token=").status())
                .isEqualTo(200);
    }

    @Test
    void pageToken_isGoodOnlyForItsOwnListAndFilters() {
        for (String name : new String[] {"Anna", "Bertil", "Cecilia"}) {
            client.post(COUNTERPARTIES, "{\"legalName\": \"" + name + " Token\"}");
        }
        String token = client.get(COUNTERPARTIES + "?limit=2").at("/nextToken");
        assertThat(client.get(COUNTERPARTIES + "?limit=1&token=" + token).json().at("/items"))
                .hasSize(1);
        assertInvalidToken(client.get(COUNTERPARTIES + "?query=Token&token=" + token));
        assertInvalidToken(client.get("/payments/v2/direct-debits?token=" + token));
        assertInvalidToken(client.get(COUNTERPARTIES + "?token=" + token.substring(1)));
        assertInvalidToken(client.get(COUNTERPARTIES + "?limit=2&token=" + token + "%3D"));
        assertInvalidToken(
                client.get(
                        COUNTERPARTIES
                                + "?token="
                                + Base64.getUrlEncoder().encodeToString(new byte[40])));
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=1&limit=2", "token=a&token=b", "query=Anna&query=Bertil"})
    void parameterThatCountsOnce_isRefusedTwice(String query) {
        var reply = client.get(COUNTERPARTIES + "?" + query);
        assertEnvelope(reply, 400);
        assertThat(reply.at("/details/0/field")).isEqualTo(query.substring(0, query.indexOf('=')));
        assertThat(reply.body()).contains("must be given once, not 2 times");
    }

    private static void assertInvalidToken(Reply reply) {
        assertEnvelope(reply, 400);
        assertThat(reply.at("/details/0/code")).isEqualTo("invalid_token");
    }

    @Test
    void ifMatch_takesBothFormsAndRefusesTheStaleAndTheMalformed() {
        String path =
                COUNTERPARTIES
                        + "/"
                        + client.post(COUNTERPARTIES, "{\"legalName\": \"A\"}").at("/id");
        String patch = "[{\"op\": \"replace\", \"path\": \"/alias\", \"value\": \"B\"}]";
        assertEnvelope(client.patch(path, patch, "If-Match", "3"), 400);
        assertEnvelope(client.patch(path, patch, "If-Match", "\"version:1"), 400);
        assertThat(client.patch(path, patch, "If-Match", "\"version:1\"").header("ETag"))
                .isEqualTo("version:2");
        assertEnvelope(client.patch(path, patch, "If-Match", "version:1"), 412);
        assertThat(
                        client.patch(
                                        path,
                                        patch,
                                        "If-Match",
                                        "version:2",
                                        "Content-Type",
                                        "application/json-patch+json")
                                .status())
                .isEqualTo(200);
    }

    @Test
    void moreThanTheOrganizationsRate_is429() {
        var organization = kontor.organization();
        kontor.database()
                .write(
                        organization,
                        tx ->
                                tx.sql()
                                        .createUpdate(
                                                "UPDATE organizations SET requests_per_second = 2"
                                                        + " WHERE id = :org")
                                        .bind("org", organization.value())
                                        .execute());
        try (var node = kontor.nodeWithRateLimit()) {
            Client limited = node.as(kontor.client(organization, Set.of("counterparties:read")));
            // All at once: one after the other, a busy machine might never be too quick.
            var asked =
                    Stream.generate(
                                    () ->
                                            CompletableFuture.supplyAsync(
                                                    () -> limited.get(COUNTERPARTIES),
                                                    Thread::startVirtualThread))
                            .limit(40)
                            .toList();
            Reply reply =
                    asked.stream()
                            .map(CompletableFuture::join)
                            .filter(one -> one.status() != 200)
                            .findFirst()
                            .orElseThrow();
            assertEnvelope(reply, 429);
            assertThat(reply.header("Retry-After")).isEqualTo("1");
        }
    }
}
