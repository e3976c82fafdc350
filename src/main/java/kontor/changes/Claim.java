package kontor.changes;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import kontor.core.OrganizationId;
import kontor.encodings.Sha256;
import kontor.sameness.RequestDigest;

/**
 * A used idempotency key: which key in which scope of which organization, and what was asked.
 *
 * @param key 128 bits of SHA-256 over organization, scope and key
 * @param requestDigest what must be the same for a replay
 */
record Claim(UUID key, RequestDigest requestDigest, int status, int statusIfThere) {

    static Optional<Claim> of(Sender sender) {
        var organization = sender.caller().organization();
        return sender.key()
                .map(
                        key ->
                                new Claim(
                                        digest(organization, key),
                                        key.requestDigest(),
                                        key.status(),
                                        key.statusIfThere()));
    }

    /** Of what was decided under this key before its work began. */
    Claim decision() {
        return new Claim(
                UUID.nameUUIDFromBytes(("decision " + key).getBytes(StandardCharsets.UTF_8)),
                requestDigest,
                status,
                statusIfThere);
    }

    private static UUID digest(OrganizationId organization, IdempotencyKey key) {
        return Sha256.idOf(organization + "\n" + key.scopeWords() + "\n" + key.text());
    }

    /** The advisory lock of the key; two keys that share it only wait for each other. */
    long lock() {
        return key.getMostSignificantBits();
    }
}
