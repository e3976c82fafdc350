package kontor.iam;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Caller;
import kontor.core.Ids;

/** Access tokens: JWTs signed with ES256 that live for 300 seconds. */
public final class Tokens {

    static final Duration LIFETIME = Duration.ofSeconds(300);
    private static final int LONGEST = 4_096;

    private final SigningKeys keys;
    private final String issuer;
    private final Clock clock;
    /** Checking a signature costs more than a request does; a good one is remembered by its digest. */
    private final Cache<String, Verified> verified =
            Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofMinutes(1)).build();

    private record Verified(UUID user, Instant expires, String kid) {}

    /** @param issuer the address clients know this Kontor by */
    public Tokens(SigningKeys keys, String issuer, Clock clock) {
        this.keys = keys;
        this.issuer = issuer;
        this.clock = clock;
    }

    String issue(Caller caller) {
        Instant now = Instant.now(clock);
        var key = keys.current();
        var claims = new JWTClaimsSet.Builder().issuer(issuer).audience(issuer).subject(caller.userId().toString())
                .claim("org", caller.organization().toString()).claim("role", caller.roleId().toString())
                .issueTime(Date.from(now)).expirationTime(Date.from(now.plus(LIFETIME)))
                .jwtID(Ids.next().toString()).build();
        var token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims);
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
        return token.serialize();
    }

    /** The user whom a good token names; empty for a forged, expired or foreign one. */
    Optional<UUID> userOf(String token) {
        if (token.length() > LONGEST) {
            return Optional.empty();
        }
        String digest = HexFormat.of().formatHex(Secret.digest(token));
        Verified known = verified.getIfPresent(digest);
        if (known == null) {
            known = verify(token).orElse(null);
        }
        if (known == null || !Instant.now(clock).isBefore(known.expires)) {
            return Optional.empty();
        }
        verified.put(digest, known);
        return Optional.of(known.user);
    }

    private Optional<Verified> verify(String token) {
        try {
            var jwt = SignedJWT.parse(token);
            String kid = jwt.getHeader().getKeyID();
            if (kid == null || !JWSAlgorithm.ES256.equals(jwt.getHeader().getAlgorithm())) {
                return Optional.empty();
            }
            var key = keys.find(kid);
            if (key.isEmpty() || !jwt.verify(new ECDSAVerifier(key.get()))) {
                return Optional.empty();
            }
            var claims = jwt.getJWTClaimsSet();
            boolean ours = issuer.equals(claims.getIssuer()) && claims.getAudience().contains(issuer)
                    && claims.getExpirationTime() != null && claims.getSubject() != null;
            return ours ? Ids.parse(claims.getSubject())
                    .map(user -> new Verified(user, claims.getExpirationTime().toInstant(), kid)) : Optional.empty();
        } catch (ParseException | JOSEException forged) {
            return Optional.empty();
        }
    }
}
