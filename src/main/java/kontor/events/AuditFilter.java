package kontor.events;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The filters of the audit log; each is open when absent.
 *
 * @param originator who did it, see {@link NewEvent}
 * @param kinds the only resources to look at; all where there are none
 * @param name what happened
 * @param actor who did it, or whose access key it was, as the security log tells it
 * @param address where it came from, as the security log tells it
 * @param from server time, inclusive
 * @param to server time, exclusive
 */
public record AuditFilter(
        Optional<String> originator,
        Optional<String> resource,
        List<String> kinds,
        Optional<String> name,
        Optional<String> actor,
        Optional<String> address,
        Optional<UUID> resourceId,
        Optional<UUID> requestId,
        Optional<Instant> from,
        Optional<Instant> to) {

    public AuditFilter {
        kinds = List.copyOf(kinds);
    }
}
