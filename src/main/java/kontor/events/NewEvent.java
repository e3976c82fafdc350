package kontor.events;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One change of one resource, before it has its place in the feed.
 *
 * @param resource plural word of the API, e.g. {@code direct_debits}
 * @param version the resource's version after the change; also the event's id
 * @param name what happened, e.g. {@code FULLY_APPROVED}
 * @param originator a user's id, {@link #BANK} or {@link #KONTOR}
 * @param snapshot the resource after the change as JSON of the API
 */
public record NewEvent(
        String resource,
        UUID resourceId,
        int version,
        Type type,
        String name,
        String originator,
        Optional<UUID> requestId,
        Optional<String> message,
        Map<String, String> details,
        String snapshot) {

    public static final String BANK = "BANK";

    /** What the API calls the platform itself; the published value is kept for compatibility. */
    public static final String KONTOR = "ATLAR";

    /** The three event types of the API. */
    public enum Type {
        CREATED,
        UPDATED,
        DELETED
    }

    public NewEvent {
        details = Map.copyOf(details);
    }
}
