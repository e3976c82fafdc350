package kontor.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.StreamSupport;
import kontor.Await;
import kontor.TestKontor;
import kontor.guesses.Guesses;
import kontor.http.Answer;
import kontor.http.Dispatch;
import kontor.http.PageTokens;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.iam.IamRoom;
import kontor.iam.Users;
import kontor.openapi.Documented;
import kontor.server.Server;
import kontor.shares.Allowance;
import kontor.wire.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sign-in over real HTTP. */
class TokenRoutesTest {

    private static final String TOKEN = "/iam/v2/oauth2/token";
    private static final String GRANT = "grant_type=client_credentials";

    /** Routes that only the server of this test has. */
    private static final String OF_THIS_TEST = "/test/";

    private static final String PROTECTED = OF_THIS_TEST + "who";

    private final IamRoom iam = new IamRoom();
    private final Users.NewKey key = iam.key(iam.role("accounts:read"));
    private final SigningKeys signingKeys = new SigningKeys(iam.database, TestKontor.VAULT);
    private final Server server = server();
    private final HttpClient http = HttpClient.newHttpClient();

    private Server server() {
        var tokens = new Tokens(signingKeys, IamRoom.ISSUER, iam.database.clock());
        var credentials =
                new Credentials(
                        iam.database,
                        tokens,
                        IamRoom.NO_ACCOUNTS,
                        new Guesses(false, System::nanoTime),
                        Allowance.STANDARD,
                        _ -> {});
        var routes = new Routes();
        new TokenRoutes(credentials, signingKeys, IamRoom.ISSUER).register(routes);
        routes.add(
                Route.get(PROTECTED)
                        .needs("accounts:read")
                        .by(
                                call ->
                                        Answer.json(
                                                200,
                                                Json.object()
                                                        .put(
                                                                "user",
                                                                call.caller()
                                                                        .userId()
                                                                        .toString()))));
        routes.add(
                Route.get(OF_THIS_TEST + "closed")
                        .needs("mandates:read")
                        .by(_ -> Answer.nothing()));
        var started =
                new Server(
                        "127.0.0.1",
                        0,
                        new Dispatch(
                                routes, credentials, new PageTokens(new byte[32]), false, _ -> {}));
        started.start();
        return started;
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> send(String method, String path, String form, String... headers) {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                        .method(method, HttpRequest.BodyPublishers.ofString(form));
        if (method.equals("POST")) {
            request.header("Content-Type", "application/x-www-form-urlencoded");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (!path.startsWith(OF_THIS_TEST)) {
                TestKontor.shared()
                        .documented()
                        .check(method, path, Documented.Answered.of(response));
            }
            return response;
        } catch (IOException | InterruptedException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    private static String basic(String user, String password) {
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private String basic() {
        return basic(key.accessKey(), key.secret().text());
    }

    private String inForm() {
        return "&client_id=" + key.accessKey() + "&client_secret=" + key.secret().text();
    }

    private String token() {
        var answer = send("POST", TOKEN, GRANT, "Authorization", basic());
        return Json.readOwn(answer.body()).path("access_token").asText();
    }

    private int statusWith(String authorization) {
        return get(PROTECTED, "Authorization", authorization).statusCode();
    }

    @Test
    void token_isGivenAtBothAddressesForBothKindsOfClientAuthentication() {
        for (String path : List.of(TOKEN, "/iam/v2beta/oauth2/token")) {
            for (var answer :
                    List.of(
                            send("POST", path, GRANT, "Authorization", basic()),
                            send("POST", path, GRANT + inForm()))) {
                assertThat(answer.statusCode()).isEqualTo(200);
                var json = Json.readOwn(answer.body());
                assertThat(json.fieldNames())
                        .toIterable()
                        .containsExactlyInAnyOrder("access_token", "token_type", "expires_in");
                assertThat(json.path("token_type").asText()).isEqualTo("Bearer");
                assertThat(json.path("expires_in").asInt()).isEqualTo(300);
                assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
                assertThat(answer.headers().firstValue("Pragma")).hasValue("no-cache");
            }
        }
    }

    @Test
    void token_opensAProtectedRouteAndNoMoreThanTheRole() {
        String bearer = "Bearer " + token();
        var answer = get(PROTECTED, "Authorization", bearer);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Json.readOwn(answer.body()).path("user").asText())
                .isEqualTo(key.id().toString());
        assertThat(get(OF_THIS_TEST + "closed", "Authorization", bearer).statusCode())
                .isEqualTo(403);
        assertThat(statusWith(basic())).isEqualTo(200);
        assertThat(statusWith("Bearer " + token() + "x")).isEqualTo(401);
        for (String other : otherSpellings(token())) {
            assertThat(statusWith("Bearer " + other)).as(other).isEqualTo(401);
        }
        assertThat(statusWith("Basic " + token())).isEqualTo(401);
    }

    /** Texts that a kind decoder takes for the same bytes. */
    private static List<String> otherSpellings(String token) {
        String[] parts = token.split("\\.");
        return List.of(
                token + "=",
                token + "==",
                token + ".",
                token.replaceFirst("\\.", "=."),
                parts[0] + "." + parts[1] + "!." + parts[2],
                parts[0]
                        + "."
                        + parts[1]
                        + "."
                        + parts[2].substring(0, 4)
                        + "%"
                        + parts[2].substring(4),
                " " + token + "\t=");
    }

    private record Case(String name, String form, String authorization, int status, String error) {}

    /** RFC 6749 sections 2.3.1, 3.2, 4.4 and 5.2: one line a case. */
    @Test
    void token_refusesInTheWordsOfTheStandard() {
        String id = key.accessKey();
        String secret = key.secret().text();
        for (var c :
                List.of(
                        new Case("no body", "", basic(), 400, "invalid_request"),
                        new Case("no grant type", "scope=x", basic(), 400, "invalid_request"),
                        new Case(
                                "empty grant type", "grant_type=", basic(), 400, "invalid_request"),
                        new Case(
                                "grant type in the wrong case",
                                "grant_type=Client_Credentials",
                                basic(),
                                400,
                                "unsupported_grant_type"),
                        new Case(
                                "password grant",
                                "grant_type=password&username=a&password=b",
                                basic(),
                                400,
                                "unsupported_grant_type"),
                        new Case(
                                "code grant",
                                "grant_type=authorization_code&code=x",
                                basic(),
                                400,
                                "unsupported_grant_type"),
                        new Case(
                                "refresh",
                                "grant_type=refresh_token&refresh_token=x",
                                basic(),
                                400,
                                "unsupported_grant_type"),
                        new Case(
                                "unsupported by a stranger",
                                "grant_type=password",
                                "",
                                401,
                                "invalid_client"),
                        new Case(
                                "grant type twice",
                                GRANT + "&" + GRANT,
                                basic(),
                                400,
                                "invalid_request"),
                        new Case(
                                "unknown twice",
                                GRANT + "&a=1&a=1",
                                basic(),
                                400,
                                "invalid_request"),
                        new Case(
                                "client id twice",
                                GRANT + inForm() + "&client_id=" + id,
                                "",
                                400,
                                "invalid_request"),
                        new Case(
                                "authenticated twice",
                                GRANT + inForm(),
                                basic(),
                                400,
                                "invalid_request"),
                        new Case(
                                "secret twice",
                                GRANT + "&client_secret=" + secret,
                                basic(),
                                400,
                                "invalid_request"),
                        new Case(
                                "another client id",
                                GRANT + "&client_id=other",
                                basic(),
                                400,
                                "invalid_request"),
                        new Case(
                                "broken escape", GRANT + "&a=%zz", basic(), 400, "invalid_request"),
                        new Case(
                                "an ignored parameter of odd bytes",
                                GRANT + "&a=%ff",
                                basic(),
                                200,
                                ""),
                        new Case("unknown parameter", GRANT + "&audience=x", basic(), 200, ""),
                        new Case(
                                "own client id beside",
                                GRANT + "&client_id=" + id,
                                basic(),
                                200,
                                ""),
                        new Case(
                                "empty ones count as left out",
                                GRANT + "&client_id=&client_secret=",
                                basic(),
                                200,
                                ""),
                        new Case("no client", GRANT, "", 401, "invalid_client"),
                        new Case(
                                "id without secret",
                                GRANT + "&client_id=" + id,
                                "",
                                401,
                                "invalid_client"),
                        new Case(
                                "secret without id",
                                GRANT + "&client_secret=" + secret,
                                "",
                                401,
                                "invalid_client"),
                        new Case(
                                "wrong secret in the form",
                                GRANT + "&client_id=" + id + "&client_secret=x",
                                "",
                                401,
                                "invalid_client"),
                        new Case("wrong secret", GRANT, basic(id, "x"), 401, "invalid_client"),
                        new Case(
                                "unknown client", GRANT, basic("x", secret), 401, "invalid_client"),
                        new Case("no colon", GRANT, "Basic " + id, 401, "invalid_client"),
                        new Case("not base64", GRANT, "Basic !", 401, "invalid_client"),
                        new Case(
                                "broken escape in the secret",
                                GRANT,
                                basic(id, "%zz"),
                                401,
                                "invalid_client"),
                        new Case(
                                "NUL in the id",
                                GRANT + "&client_id=%00&client_secret=x",
                                "",
                                401,
                                "invalid_client"),
                        new Case(
                                "a token for a token",
                                GRANT,
                                "Bearer " + token(),
                                401,
                                "invalid_client"),
                        new Case("a scheme of no name", GRANT, "x", 401, "invalid_client"))) {
            var answer =
                    c.authorization.isEmpty()
                            ? send("POST", TOKEN, c.form)
                            : send("POST", TOKEN, c.form, "Authorization", c.authorization);
            assertThat(answer.statusCode()).as(c.name).isEqualTo(c.status);
            assertThat(answer.headers().firstValue("Cache-Control"))
                    .as(c.name)
                    .hasValue("no-store");
            assertThat(answer.headers().firstValue("WWW-Authenticate").isPresent())
                    .as(c.name)
                    .isEqualTo(c.status == 401);
            var json = Json.readOwn(answer.body());
            assertThat(json.path("error").asText("")).as(c.name).isEqualTo(c.error);
            assertThat(json.has("error_description")).as(c.name).isEqualTo(c.status >= 400);
            assertThat(answer.body()).as(c.name).doesNotContain(secret);
        }
    }

    @Test
    void token_takesBasicCredentialsFormEncodedAsTheStandardWants() {
        String encoded = key.secret().text().replace("-", "%2D").replace("_", "%5F");
        assertThat(
                        send("POST", TOKEN, GRANT, "Authorization", basic(key.accessKey(), encoded))
                                .statusCode())
                .isEqualTo(200);
    }

    @Test
    void token_ignoresTheIdempotencyKey() throws ParseException {
        var first = send("POST", TOKEN, GRANT, "Authorization", basic(), "Idempotency-Key", "same");
        var second =
                send("POST", TOKEN, GRANT, "Authorization", basic(), "Idempotency-Key", "same");
        assertThat(second.headers().firstValue("Idempotency-Replayed")).isEmpty();
        assertThat(second.body()).isNotEqualTo(first.body());
        assertThat(SignedJWT.parse(Json.readOwn(second.body()).path("access_token").asText()))
                .isNotNull();
    }

    @Test
    void token_takesFormsOnly() {
        assertThat(
                        send(
                                        "POST",
                                        TOKEN,
                                        "{\"grant_type\":\"client_credentials\"}",
                                        "Authorization",
                                        basic(),
                                        "Content-Type",
                                        "application/json")
                                .statusCode())
                .isEqualTo(415);
        assertThat(get(TOKEN, "Authorization", basic()).statusCode()).isEqualTo(405);
    }

    @Test
    void metadata_promisesOnlyWhatIsThere() {
        var answer = get("/.well-known/oauth-authorization-server");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"issuer\":\"https://kontor.example\","
                            + "\"token_endpoint\":\"https://kontor.example/iam/v2/oauth2/token\","
                            + "\"jwks_uri\":\"https://kontor.example/.well-known/jwks.json\","
                            + "\"response_types_supported\":[],"
                            + "\"grant_types_supported\":[\"client_credentials\"],"
                            + "\"token_endpoint_auth_methods_supported\":[\"client_secret_basic\",\"client_secret_post\"]}");
    }

    @Test
    void rotated_keysAreBothPublishedAndTheOldTokenStaysGood() throws ParseException {
        String old = token();
        signingKeys.rotate();
        String fresh = token();
        assertThat(statusWith("Bearer " + old)).isEqualTo(200);
        assertThat(statusWith("Bearer " + fresh)).isEqualTo(200);
        var published = Json.readOwn(get("/.well-known/jwks.json").body()).path("keys");
        assertThat(
                        StreamSupport.stream(published.spliterator(), false)
                                .map(jwk -> jwk.path("kid").asText()))
                .contains(
                        SignedJWT.parse(old).getHeader().getKeyID(),
                        SignedJWT.parse(fresh).getHeader().getKeyID());
        assertThat(published)
                .allSatisfy(
                        jwk -> {
                            assertThat(jwk.path("alg").asText()).isEqualTo("ES256");
                            assertThat(jwk.path("use").asText()).isEqualTo("sig");
                            assertThat(jwk.has("d")).isFalse();
                        });
    }

    @Test
    void revoked_keyAndTokenAreRefusedWithinFiveSeconds() {
        String bearer = "Bearer " + token();
        assertThat(statusWith(basic())).isEqualTo(200);
        assertThat(statusWith(bearer)).isEqualTo(200);
        iam.revoke(key.id());
        Await.promised(
                Duration.ofSeconds(5),
                () -> statusWith(basic()) == 401 && statusWith(bearer) == 401);
        assertThat(send("POST", TOKEN, GRANT, "Authorization", basic()).statusCode())
                .isEqualTo(401);
    }
}
