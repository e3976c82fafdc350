package kontor.openid;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.AMR;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.util.List;
import java.util.Set;

/**
 * Judges ID tokens (OpenID Connect Core, 3.1.3.7): signed with a key that the provider publishes,
 * by an algorithm with two keys - never with the client's secret, never with none -, by this
 * issuer, for this client and no other, for this nonce, and not over, give or take a minute.
 */
final class IdTokens {

    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(
                    JWSAlgorithm.RS256,
                    JWSAlgorithm.RS384,
                    JWSAlgorithm.RS512,
                    JWSAlgorithm.PS256,
                    JWSAlgorithm.PS384,
                    JWSAlgorithm.PS512,
                    JWSAlgorithm.ES256,
                    JWSAlgorithm.ES384,
                    JWSAlgorithm.ES512);

    private static final int SKEW_SECONDS = 60;
    private static final int LONGEST_SUBJECT = 255;

    /** What providers say when two factors were shown. */
    private static final Set<String> TWO_FACTORS =
            Set.of(
                    "phr",
                    "phrh",
                    "https://refeds.org/profile/mfa",
                    "http://schemas.openid.net/pape/policies/2007/06/multi-factor");

    private final Provider provider;

    IdTokens(Provider provider) {
        this.provider = provider;
    }

    /**
     * @throws BadJOSEException for a token that is not to be believed
     */
    Proven judge(JWT token, JWKSet keys, String nonce) throws BadJOSEException, JOSEException {
        var issuer = new Issuer(provider.issuer());
        var selector =
                new JWSVerificationKeySelector<SecurityContext>(
                        ALGORITHMS, new ImmutableJWKSet<>(keys));
        var validator =
                new IDTokenValidator(issuer, new ClientID(provider.client()), selector, null);
        validator.setMaxClockSkew(SKEW_SECONDS);
        var claims = validator.validate(token, new Nonce(nonce));
        String subject = claims.getSubject().getValue();
        var party = claims.getAuthorizedParty();
        boolean isOurs =
                claims.getAudience().size() == 1
                        && (party == null || party.getValue().equals(provider.client()));
        if (!isOurs || subject.length() > LONGEST_SUBJECT) {
            throw new BadJOSEException("for another client, too, or of a very long subject");
        }
        return new Proven(provider.issuer().toString(), subject, isOfTwo(claims));
    }

    private boolean isOfTwo(IDTokenClaimsSet claims) {
        List<AMR> methods = claims.getAMR();
        return provider.isSecondFactor()
                || methods != null && methods.contains(AMR.MFA)
                || claims.getACR() != null && TWO_FACTORS.contains(claims.getACR().getValue());
    }
}
