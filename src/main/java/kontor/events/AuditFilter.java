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
 * @param names the only names to look at; all where there are none
 * @param mark a member that the details must have
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
        List<String> names,
        Optional<String> mark,
        Optional<String> name,
        Optional<String> actor,
        Optional<String> address,
        Optional<UUID> resourceId,
        Optional<UUID> requestId,
        Optional<Instant> from,
        Optional<Instant> to) {

    public AuditFilter {
        kinds = List.copyOf(kinds);
        names = List.copyOf(names);
    }

    /** The same among these resources only. */
    public AuditFilter within(List<String> resources) {
        return new AuditFilter(
                originator,
                resource,
                resources,
                names,
                mark,
                name,
                actor,
                address,
                resourceId,
                requestId,
                from,
                to);
    }
}
