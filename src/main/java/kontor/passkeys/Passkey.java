package kontor.passkeys;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A passkey of somebody.
 *
 * @param id ours; no secret
 * @param identity whose it is
 * @param name as its holder calls it, 1 to 100 characters
 * @param used when it was last used to sign in
 * @param key what its signatures are checked with
 */
public record Passkey(
        UUID id, UUID identity, String name, Instant created, Optional<Instant> used, Key key) {

    /**
     * The public half.
     *
     * @param credentialId by what authenticators know it
     * @param credential the attested credential data, with the public key
     * @param signCount how often it had signed when it was last used; 0 where it does not count
     * @param copyable whether its holder's other devices may have it too
     */
    public record Key(byte[] credentialId, byte[] credential, long signCount, boolean copyable) {}
}
