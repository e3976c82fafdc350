package kontor.signin;

import com.nimbusds.jose.jwk.ECKey;
import java.time.Instant;
import java.util.Optional;

/**
 * A P-256 key pair for ES256.
 *
 * @param retired when it stopped signing; absent for the key that signs now
 */
record SigningKey(ECKey jwk, Instant created, Optional<Instant> retired) {

    String kid() {
        return jwk.getKeyID();
    }

    @Override
    public String toString() {
        return "SigningKey[" + kid() + "]";
    }
}
