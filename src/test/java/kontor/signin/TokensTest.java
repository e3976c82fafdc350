package kontor.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import kontor.core.Caller;
import kontor.core.OrganizationId;
import org.junit.jupiter.api.Test;

class TokensTest {

    private static final String ISSUER = "https://kontor.example";
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final ECKey KEY = key("one");
    private static final Caller CALLER =
            new Caller(
                    new OrganizationId(new UUID(1, 1)),
                    new UUID(2, 2),
                    "key",
                    "Name",
                    new UUID(3, 3),
                    false,
                    true,
                    Set.of(),
                    100);

    private final Tokens tokens = at(NOW);

    private static ECKey key(String kid) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(kid).generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Tokens at(Instant now) {
        return new Tokens(
                () -> KEY,
                kid -> Optional.of(KEY).filter(key -> key.getKeyID().equals(kid)),
                ISSUER,
                Clock.fixed(now, ZoneOffset.UTC));
    }

    @Test
    void issue_isVerifiedForThreeHundredSeconds() {
        String token = tokens.issue(CALLER);
        assertThat(at(NOW.plusSeconds(299)).verify(token))
                .get()
                .isEqualTo(
                        new Tokens.Claims(
                                CALLER.organization(), CALLER.userId(), NOW.plusSeconds(300)));
        assertThat(at(NOW.plusSeconds(300)).verify(token)).isEmpty();
    }

    @Test
    void issue_saysWhoAndForWhomAndNoSecret() throws ParseException {
        var token = SignedJWT.parse(tokens.issue(CALLER));
        assertThat(token.getHeader().toJSONObject())
                .containsEntry("alg", "ES256")
                .containsEntry("kid", "one");
        assertThat(token.getJWTClaimsSet().getClaims().keySet())
                .containsExactlyInAnyOrder("iss", "aud", "sub", "org", "role", "iat", "exp", "jti");
    }

    @Test
    void issue_neverTwiceTheSame() throws ParseException {
        assertThat(SignedJWT.parse(tokens.issue(CALLER)).getJWTClaimsSet().getJWTID())
                .isNotEqualTo(SignedJWT.parse(tokens.issue(CALLER)).getJWTClaimsSet().getJWTID());
    }

    /** A token like ours but for one thing. */
    private static String forged(
            UnaryOperator<JWSHeader.Builder> header,
            Consumer<JWTClaimsSet.Builder> claims,
            ECKey signer)
            throws JOSEException {
        var builder =
                new JWTClaimsSet.Builder()
                        .issuer(ISSUER)
                        .audience(ISSUER)
                        .subject(CALLER.userId().toString())
                        .claim("org", CALLER.organization().toString())
                        .expirationTime(Date.from(NOW.plusSeconds(60)));
        claims.accept(builder);
        var token =
                new SignedJWT(
                        header.apply(
                                        new JWSHeader.Builder(JWSAlgorithm.ES256)
                                                .type(new JOSEObjectType("at+jwt"))
                                                .keyID("one"))
                                .build(),
                        builder.build());
        token.sign(new ECDSASigner(signer));
        return token.serialize();
    }

    private static UnaryOperator<JWSHeader.Builder> header() {
        return builder -> builder;
    }

    private static Consumer<JWTClaimsSet.Builder> claims() {
        return _ -> {};
    }

    @Test
    void verify_takesTheForgersModel() throws JOSEException {
        assertThat(tokens.verify(forged(header(), claims(), KEY))).isPresent();
    }

    @Test
    void verify_refusesAnotherKeyUnderOurKid() throws JOSEException {
        assertThat(tokens.verify(forged(header(), claims(), key("one")))).isEmpty();
    }

    @Test
    void verify_refusesUnknownAndMissingKid() throws JOSEException {
        assertThat(tokens.verify(forged(builder -> builder.keyID("two"), claims(), KEY))).isEmpty();
        assertThat(tokens.verify(forged(builder -> builder.keyID(null), claims(), KEY))).isEmpty();
    }

    @Test
    void verify_refusesAnotherKindOfToken() throws JOSEException {
        assertThat(
                        tokens.verify(
                                forged(builder -> builder.type(JOSEObjectType.JWT), claims(), KEY)))
                .isEmpty();
    }

    @Test
    void verify_refusesAKeyBroughtAlong() throws JOSEException {
        var own = key("one");
        assertThat(tokens.verify(forged(builder -> builder.jwk(own.toPublicJWK()), claims(), own)))
                .isEmpty();
    }

    @Test
    void verify_refusesCriticalHeadersItDoesNotKnow() throws JOSEException {
        assertThat(
                        tokens.verify(
                                forged(
                                        builder ->
                                                builder.customParam("must", "x")
                                                        .criticalParams(Set.of("must")),
                                        claims(),
                                        KEY)))
                .isEmpty();
    }

    @Test
    void verify_refusesWrongIssuerAudienceAndTime() throws JOSEException {
        assertThat(
                        tokens.verify(
                                forged(
                                        header(),
                                        claims -> claims.issuer("https://other.example"),
                                        KEY)))
                .isEmpty();
        assertThat(tokens.verify(forged(header(), claims -> claims.issuer(null), KEY))).isEmpty();
        assertThat(
                        tokens.verify(
                                forged(
                                        header(),
                                        claims -> claims.audience("https://other.example"),
                                        KEY)))
                .isEmpty();
        assertThat(
                        tokens.verify(
                                forged(
                                        header(),
                                        claims -> claims.expirationTime(Date.from(NOW)),
                                        KEY)))
                .isEmpty();
        assertThat(tokens.verify(forged(header(), claims -> claims.expirationTime(null), KEY)))
                .isEmpty();
    }

    @Test
    void verify_refusesASubjectThatIsNoUser() throws JOSEException {
        assertThat(tokens.verify(forged(header(), claims -> claims.subject("root"), KEY)))
                .isEmpty();
        assertThat(tokens.verify(forged(header(), claims -> claims.subject(null), KEY))).isEmpty();
        assertThat(tokens.verify(forged(header(), claims -> claims.claim("org", 7), KEY)))
                .isEmpty();
    }

    @Test
    void verify_refusesAlgorithmNone() {
        String[] parts = tokens.issue(CALLER).split("\\.");
        String none = base64("{\"alg\":\"none\",\"typ\":\"at+jwt\",\"kid\":\"one\"}");
        assertThat(tokens.verify(none + "." + parts[1] + ".")).isEmpty();
        assertThat(tokens.verify(none + "." + parts[1] + "." + parts[2])).isEmpty();
    }

    @Test
    void verify_refusesAMacMadeWithThePublicKey() throws JOSEException, ParseException {
        var token =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.HS256)
                                .type(new JOSEObjectType("at+jwt"))
                                .keyID("one")
                                .build(),
                        SignedJWT.parse(tokens.issue(CALLER)).getJWTClaimsSet());
        token.sign(new MACSigner(KEY.toECPublicKey().getEncoded()));
        assertThat(tokens.verify(token.serialize())).isEmpty();
    }

    /** CVE-2022-21449: an all-zero signature once passed for any message. */
    @Test
    void verify_refusesTheEmptyAndTheZeroSignature() {
        String token = tokens.issue(CALLER);
        String unsigned = token.substring(0, token.lastIndexOf('.') + 1);
        assertThat(tokens.verify(unsigned)).isEmpty();
        assertThat(
                        tokens.verify(
                                unsigned
                                        + Base64.getUrlEncoder()
                                                .withoutPadding()
                                                .encodeToString(new byte[64])))
                .isEmpty();
    }

    @Test
    void verify_refusesEveryTruncationAndEveryChangedCharacter() {
        String token = tokens.issue(CALLER);
        for (int i = 0; i < token.length(); i++) {
            assertThat(tokens.verify(token.substring(0, i))).as("cut at %d", i).isEmpty();
            // The last character of a part carries unused bits, which may change without harm.
            boolean last =
                    i == token.length() - 1 || token.charAt(i + 1) == '.' || token.charAt(i) == '.';
            char other = token.charAt(i) == 'A' ? 'Q' : 'A';
            assertThat(
                            last
                                    || tokens.verify(
                                                    token.substring(0, i)
                                                            + other
                                                            + token.substring(i + 1))
                                            .isEmpty())
                    .as("changed at %d", i)
                    .isTrue();
        }
    }

    @Test
    void verify_refusesANovel() throws JOSEException {
        assertThat(
                        tokens.verify(
                                forged(
                                        header(),
                                        claims -> claims.claim("novel", "x".repeat(5_000)),
                                        KEY)))
                .isEmpty();
        assertThat(tokens.verify(base64("[".repeat(2_000)) + "." + base64("{}") + ".AAAA"))
                .isEmpty();
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
