package kontor.changes;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.UUID;
import kontor.core.OrganizationId;
import kontor.http.Call;

/**
 * A used Idempotency-Key: which key on which route of which organization, and what was asked.
 *
 * @param key 128 bits of SHA-256 over organization, method, path and key
 * @param requestDigest what must be the same for a replay
 */
record Claim(UUID key, byte[] requestDigest) {

    static Optional<Claim> of(Call call) {
        return call.idempotencyKey()
                .map(
                        key ->
                                new Claim(
                                        digest(
                                                call.caller().organization(),
                                                call.route().method(),
                                                call.path(),
                                                key),
                                        call.requestDigest()));
    }

    /** Of what was decided under this key before its work began. */
    Claim decision() {
        return new Claim(
                UUID.nameUUIDFromBytes(("decision " + key).getBytes(StandardCharsets.UTF_8)),
                requestDigest);
    }

    private static UUID digest(
            OrganizationId organization, String method, String path, String key) {
        try {
            String all = organization + "\n" + method + "\n" + path + "\n" + key;
            var bytes =
                    ByteBuffer.wrap(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(all.getBytes(StandardCharsets.UTF_8)));
            return new UUID(bytes.getLong(), bytes.getLong());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The advisory lock of the key; two keys that share it only wait for each other. */
    long lock() {
        return key.getMostSignificantBits();
    }
}
