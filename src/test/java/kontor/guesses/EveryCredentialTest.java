package kontor.guesses;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import kontor.Reply;
import kontor.TestKontor;
import kontor.core.Ids;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whatever kind of credential is guessed: who guesses waits, who has come in works on. */
class EveryCredentialTest {

    private static final String FORM = "application/x-www-form-urlencoded";

    private final TestKontor kontor = TestKontor.shared();

    /** How a stranger tries a wrong one for the n-th time. */
    private Map<String, BiFunction<TestKontor.Node, Integer, Reply>> tries() {
        String user = Ids.next().toString();
        String organization = kontor.organization().toString();
        return Map.of(
                "access key",
                (node, n) -> get(node, key("known", "wrong" + n)),
                "access token of nobody",
                (node, n) -> get(node, "Bearer wrong" + n),
                "access token that claims to be a user's",
                (node, n) -> get(node, "Bearer " + forged(user, n)),
                "token endpoint",
                (node, n) ->
                        node.as(kontor.stranger())
                                .send(
                                        "POST",
                                        "/iam/v2/oauth2/token",
                                        "grant_type=client_credentials&client_id=known"
                                                + "&client_secret=wrong"
                                                + n,
                                        "Content-Type",
                                        FORM),
                "invitation",
                (node, n) ->
                        node.as(kontor.stranger())
                                .post(
                                        "/iam/v2beta/invitations:accept",
                                        """
                                        {"token": "%s", "password": "korrekt haest batteri"}
                                        """
                                                .formatted(invitation(organization, n))));
    }

    private String key(String name, String secret) {
        return kontor.keyHolder(name, secret).authorization();
    }

    private Reply get(TestKontor.Node node, String authorization) {
        return node.as(kontor.presenting(authorization)).get("/iam/v2beta/organization");
    }

    /** Signed by nobody; the words of a real one. */
    private static String forged(String user, int n) {
        return Stream.of(
                        """
                        {"alg": "ES256", "typ": "at+jwt", "kid": "x"}
                        """,
                        """
                        {"sub": "%s", "jti": "%s"}
                        """
                                .formatted(user, n),
                        "signature")
                .map(
                        part ->
                                Base64.getUrlEncoder()
                                        .withoutPadding()
                                        .encodeToString(part.getBytes()))
                .reduce((one, other) -> one + "." + other)
                .orElseThrow();
    }

    private static String invitation(String organization, int n) {
        var bytes = new byte[16];
        var hex = organization.replace("-", "");
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
        }
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return id + "x".repeat(40) + (100 + n);
    }

    @TestFactory
    Stream<DynamicTest> wrong_isSlowedDownAndTheInnocentAreNot() {
        return tries().entrySet().stream()
                .map(one -> DynamicTest.dynamicTest(one.getKey(), () -> slowed(one.getValue())));
    }

    private void slowed(BiFunction<TestKontor.Node, Integer, Reply> attempt) {
        var honest = kontor.sandbox();
        try (var node = kontor.nodeWithRateLimit()) {
            var client = node.as(honest.developer());
            client.get("/iam/v2beta/organization").ok();
            for (int n = 0; n < 5; n++) {
                assertThat(attempt.apply(node, n).status()).isBetween(400, 401);
            }
            var refused = attempt.apply(node, 5);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.body()).contains("too_many_failures");
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            client.get("/iam/v2beta/organization").ok();
        }
    }

    @TestFactory
    Stream<DynamicTest> manyNames_areOneAddress() {
        return Map.<String, BiFunction<TestKontor.Node, Integer, Reply>>of(
                        "access keys",
                        (node, n) -> get(node, key("key" + n, "wrong")),
                        "access tokens",
                        (node, n) -> get(node, "Bearer " + forged(Ids.next().toString(), n)))
                .entrySet()
                .stream()
                .map(one -> DynamicTest.dynamicTest(one.getKey(), () -> ofOne(one.getValue())));
    }

    private void ofOne(BiFunction<TestKontor.Node, Integer, Reply> attempt) {
        try (var node = kontor.nodeWithRateLimit()) {
            int n = 0;
            while (attempt.apply(node, n).status() == 401 && n < 150) {
                n++;
            }
            assertThat(n).isEqualTo(100);
        }
    }
}
