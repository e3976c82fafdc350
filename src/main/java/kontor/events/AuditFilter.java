package kontor.events;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The filters of the audit log; each is open when absent.
 *
 * @param originator who did it, see {@link NewEvent}
 * @param from server time, inclusive
 * @param to server time, exclusive
 */
public record AuditFilter(
        Optional<String> originator,
        Optional<String> resource,
        Optional<UUID> resourceId,
        Optional<UUID> requestId,
        Optional<Instant> from,
        Optional<Instant> to) {}
