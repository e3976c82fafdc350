package kontor.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import kontor.core.Caller;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.encodings.Base64Url;
import org.jspecify.annotations.Nullable;

/**
 * Issues and verifies access tokens: JWTs (RFC 7519, with the type of RFC 9068) that are signed
 * with ES256 and valid for 300 seconds.
 */
public final class Tokens {

    static final Duration LIFETIME = Duration.ofMinutes(5);

    /**
     * The type of access tokens; a JWT of another type is refused, though the same key signed it.
     */
    private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");

    /** The most characters of a token; Kontor's own have about 700. */
    private static final int LONGEST = 4096;

    /** The user of a valid token; what the user may do is read from the database. */
    record Claims(OrganizationId organization, UUID user, Instant expires) {

        boolean isValid(Instant now) {
            return now.isBefore(expires);
        }
    }

    private final Supplier<ECKey> signing;
    private final Function<String, Optional<ECKey>> accepted;
    private final String issuer;
    private final Clock clock;

    /**
     * @param issuer the base URL of this server for clients; also the audience, since only this
     *     server reads its tokens
     */
    public Tokens(SigningKeys keys, String issuer, Clock clock) {
        this(keys::signing, keys::accepted, issuer, clock);
    }

    /**
     * @param signing the key that signs now
     * @param accepted the key with an id, as long as its tokens are accepted
     */
    Tokens(
            Supplier<ECKey> signing,
            Function<String, Optional<ECKey>> accepted,
            String issuer,
            Clock clock) {
        this.signing = signing;
        this.accepted = accepted;
        this.issuer = issuer;
        this.clock = clock;
    }

    /** A new token for a caller whose credentials were just verified. */
    String issue(Caller caller) {
        Instant now = Instant.now(clock);
        ECKey key = signing.get();
        var header =
                new JWSHeader.Builder(JWSAlgorithm.ES256).type(TYPE).keyID(key.getKeyID()).build();
        var claims =
                new JWTClaimsSet.Builder()
                        .issuer(issuer)
                        .audience(issuer)
                        .subject(caller.userId().toString())
                        .claim("org", caller.organization().toString())
                        .claim("role", caller.roleId().toString())
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(LIFETIME)))
                        .jwtID(Ids.next().toString())
                        .build();
        var token = new SignedJWT(header, claims);
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException broken) {
            throw new IllegalStateException("cannot sign with key " + key.getKeyID(), broken);
        }
        return token.serialize();
    }

    /** The user of a token; empty unless this server issued it and it has not expired. */
    Optional<Claims> verify(String text) {
        return signed(text).filter(claims -> claims.isValid(Instant.now(clock)));
    }

    /** Whose user a text says it is of, whether or not it is true; empty for what is no token. */
    static Optional<UUID> claimed(String text) {
        try {
            return text.length() > LONGEST
                    ? Optional.empty()
                    : id(SignedJWT.parse(text).getJWTClaimsSet().getSubject());
        } catch (ParseException noToken) {
            return Optional.empty();
        }
    }

    /** The same as {@link #verify} of a token that may have expired. */
    Optional<Claims> signed(String text) {
        if (text.length() > LONGEST || !Base64Url.isCanonical(text)) {
            return Optional.empty();
        }
        try {
            var token = SignedJWT.parse(text);
            var header = token.getHeader();
            if (!JWSAlgorithm.ES256.equals(header.getAlgorithm())
                    || !TYPE.equals(header.getType())
                    || header.getKeyID() == null) {
                return Optional.empty();
            }
            var key = accepted.apply(header.getKeyID());
            if (key.isEmpty() || !token.verify(new ECDSAVerifier(key.get().toECPublicKey()))) {
                return Optional.empty();
            }
            return claims(token.getJWTClaimsSet());
        } catch (ParseException | JOSEException notOurs) {
            return Optional.empty();
        }
    }

    private Optional<Claims> claims(JWTClaimsSet claims) throws ParseException {
        Date expires = claims.getExpirationTime();
        if (!issuer.equals(claims.getIssuer())
                || !List.of(issuer).equals(claims.getAudience())
                || expires == null) {
            return Optional.empty();
        }
        var organization = id(claims.getStringClaim("org"));
        var user = id(claims.getSubject());
        return organization.isEmpty() || user.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Claims(
                                new OrganizationId(organization.get()),
                                user.get(),
                                expires.toInstant()));
    }

    private static Optional<UUID> id(@Nullable String text) {
        return Optional.ofNullable(text).flatMap(Ids::parse);
    }
}
