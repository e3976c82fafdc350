package kontor.events;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Which events an auditor wants to see.
 *
 * @param from server time of the earliest
 * @param to server time that all of them lie before
 */
public record AuditFilter(
        Optional<String> originator,
        Optional<String> resource,
        Optional<UUID> resourceId,
        Optional<UUID> requestId,
        Optional<Instant> from,
        Optional<Instant> to) {}
