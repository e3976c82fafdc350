package kontor.changes;

import java.util.Optional;

/**
 * An answer as it is kept under an idempotency key.
 *
 * @param status the asker's word for how it went
 * @param body JSON; empty for none
 * @param version of the resource in the body, 0 where it is none
 */
public record StoredAnswer(int status, Optional<String> body, int version) {

    /** One that is no snapshot of a resource. */
    public static StoredAnswer of(int status, String body) {
        return new StoredAnswer(status, Optional.of(body), 0);
    }
}
