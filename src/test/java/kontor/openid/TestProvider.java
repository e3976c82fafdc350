package kontor.openid;

import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import kontor.encodings.Base64Url;
import kontor.encodings.Sha256;
import kontor.secrets.Secret;

/** An OpenID provider on this machine that does what it is told, right or wrong. */
public final class TestProvider implements AutoCloseable {

    private static final String CLIENT = "kontor";
    private static final String SECRET = "a secret of the client, with 32 bytes or more";

    /** How it signs. */
    public enum Signing {
        RIGHT,
        NONE,
        WITH_THE_SECRET,
        OF_ANOTHER
    }

    /** How it answers. */
    public enum Mood {
        WELL,
        HANGING,
        ENDLESS,
        BROKEN
    }

    private final HttpServer server;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Map<String, Map<String, String>> asked = new ConcurrentHashMap<>();
    private final Map<String, String> subjects = new ConcurrentHashMap<>();
    private final AtomicInteger readings = new AtomicInteger();
    private ECKey key = fresh();
    private volatile Signing signing = Signing.RIGHT;
    private volatile Mood mood = Mood.WELL;
    private volatile UnaryOperator<JWTClaimsSet.Builder> claims = UnaryOperator.identity();

    public TestProvider() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/.well-known/openid-configuration", one -> answer(one, discovery()));
        server.createContext("/keys", one -> answer(one, new JWKSet(key.toPublicJWK()).toString()));
        server.createContext("/token", this::token);
        server.start();
    }

    private static ECKey fresh() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(UUID.randomUUID().toString()).generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** As a Kontor knows it. */
    public Provider provider(boolean isSecondFactor) {
        return new Provider(
                URI.create(issuer()), CLIENT, new Secret(SECRET), "Example ID", isSecondFactor);
    }

    private String issuer() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    public void sign(Signing how) {
        signing = how;
    }

    public void be(Mood how) {
        mood = how;
    }

    /** What it says else, right or wrong. */
    public void say(UnaryOperator<JWTClaimsSet.Builder> more) {
        claims = more;
    }

    /** It signs with a new key from now on. */
    public void rotate() {
        key = fresh();
    }

    /** How often its addresses were read. */
    public int readings() {
        return readings.get();
    }

    /**
     * A person signs in there.
     *
     * @param address where the browser was sent to
     * @return the query with which it comes back
     */
    public String recognizes(String subject, String address) {
        var query = parsed(URI.create(address).getRawQuery());
        String code = UUID.randomUUID().toString();
        asked.put(code, query);
        subjects.put(code, subject);
        return "code=" + code + "&state=" + query.get("state");
    }

    /** What the browser was sent with. */
    public static Map<String, String> parsed(String query) {
        var values = new LinkedHashMap<String, String>();
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            values.put(
                    pair.substring(0, equals),
                    URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return values;
    }

    private String discovery() {
        readings.incrementAndGet();
        return """
        {"issuer": "%1$s", "authorization_endpoint": "%1$s/authorize", "token_endpoint": "%1$s/token",
         "jwks_uri": "%1$s/keys", "response_types_supported": ["code"],
         "subject_types_supported": ["public"], "id_token_signing_alg_values_supported": ["ES256"]}
        """
                .formatted(issuer());
    }

    private void token(HttpExchange exchange) throws IOException {
        var form =
                parsed(
                        new String(
                                exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String basic =
                Base64.getEncoder()
                        .encodeToString(
                                (CLIENT + ":" + SECRET.replace(" ", "+").replace(",", "%2C"))
                                        .getBytes(StandardCharsets.UTF_8));
        var request = asked.remove(form.getOrDefault("code", ""));
        boolean good =
                request != null
                        && ("Basic " + basic)
                                .equals(exchange.getRequestHeaders().getFirst("Authorization"))
                        && request.get("redirect_uri").equals(form.get("redirect_uri"))
                        && request.get("code_challenge").equals(challenge(form));
        if (!good) {
            answer(exchange, 400, "{\"error\": \"invalid_grant\"}");
            return;
        }
        answer(
                exchange,
                """
                {"access_token": "x", "token_type": "Bearer", "id_token": "%s"}
                """
                        .formatted(idToken(subjects.get(form.get("code")), request.get("nonce"))));
    }

    private static String challenge(Map<String, String> form) {
        byte[] verifier =
                form.getOrDefault("code_verifier", "").getBytes(StandardCharsets.US_ASCII);
        return Base64Url.encode(Sha256.of(verifier));
    }

    private String idToken(String subject, String nonce) {
        var now = Instant.now();
        var said =
                claims.apply(
                                new JWTClaimsSet.Builder()
                                        .issuer(issuer())
                                        .subject(subject)
                                        .audience(CLIENT)
                                        .issueTime(Date.from(now))
                                        .expirationTime(Date.from(now.plusSeconds(300)))
                                        .claim("nonce", nonce)
                                        .claim("email", "owner@sandbox.example"))
                        .build();
        try {
            return switch (signing) {
                case NONE -> new PlainJWT(said).serialize();
                case WITH_THE_SECRET -> {
                    var jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), said);
                    jwt.sign(new MACSigner(SECRET));
                    yield jwt.serialize();
                }
                case RIGHT -> signed(said, key, key.getKeyID());
                case OF_ANOTHER -> signed(said, fresh(), key.getKeyID());
            };
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String signed(JWTClaimsSet said, ECKey with, String id) throws JOSEException {
        Algorithm es256 = JWSAlgorithm.ES256;
        var header = new JWSHeader.Builder(JWSAlgorithm.parse(es256.getName())).keyID(id).build();
        var jwt = new SignedJWT(header, said);
        jwt.sign(new ECDSASigner(with));
        return jwt.serialize();
    }

    private void answer(HttpExchange exchange, String body) throws IOException {
        answer(exchange, 200, body);
    }

    private void answer(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        switch (mood) {
            case WELL -> {
                exchange.sendResponseHeaders(status, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
            case HANGING -> {
                exchange.sendResponseHeaders(status, 1_000);
                exchange.getResponseBody().flush();
                waitForTheEnd();
            }
            case ENDLESS -> {
                exchange.sendResponseHeaders(status, 0);
                var blank = " ".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
                for (int i = 0; i < 160; i++) {
                    exchange.getResponseBody().write(blank);
                }
            }
            case BROKEN -> exchange.sendResponseHeaders(500, -1);
        }
        exchange.close();
    }

    private void waitForTheEnd() {
        try {
            closing.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }
}
