package kontor.changes;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import kontor.core.Caller;

/**
 * Who sends a change, however it came in.
 *
 * @param requestId stands in the events of the change
 * @param key makes it happen once, where one was sent
 * @param body see {@link Request}
 */
public record Sender(
        Caller caller, UUID requestId, Optional<IdempotencyKey> key, Supplier<String> body) {

    /** One whose words nobody will read again. */
    public Sender(Caller caller, UUID requestId, Optional<IdempotencyKey> key) {
        this(caller, requestId, key, () -> "");
    }

    /** What it is about. */
    <T> Request<T> request(UUID id, Optional<Integer> ifMatch, T input) {
        return new Request<>(caller, requestId, id, ifMatch, input, body);
    }
}
