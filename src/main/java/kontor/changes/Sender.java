package kontor.changes;

import java.util.Optional;
import java.util.UUID;
import kontor.core.Caller;

/**
 * Who sends a change, however it came in.
 *
 * @param requestId stands in the events of the change
 * @param key makes it happen once, where one was sent
 */
public record Sender(Caller caller, UUID requestId, Optional<IdempotencyKey> key) {}
