package kontor.assents;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import kontor.passkeys.Passkey;

/**
 * A statement that somebody was asked to sign.
 *
 * @param user who was asked; {@code identity} whose passkeys count
 * @param session of the browser that asked; empty for programs
 * @param until when it can be answered
 */
record Challenge(
        UUID id,
        UUID user,
        UUID identity,
        Optional<UUID> session,
        Statement statement,
        Instant until,
        Optional<Answer> answer) {

    /**
     * What an authenticator answered, kept for ever.
     *
     * @param passkey that signed; its holder may have removed it since
     * @param key its public half, as it was then
     * @param response JSON of AuthenticationResponseJSON, as it was sent
     */
    record Answer(Instant at, UUID passkey, Passkey.Key key, String response) {}

    boolean isOf(UUID caller, Optional<UUID> comingIn) {
        return user.equals(caller) && session.equals(comingIn);
    }
}
