package kontor.events;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** An event with its place in the feed of its organization. */
public record Event(
        long position,
        String resource,
        UUID resourceId,
        int version,
        NewEvent.Type type,
        String name,
        Instant occurred,
        String originator,
        Optional<UUID> requestId,
        Optional<String> message,
        Optional<String> details,
        Optional<String> snapshot) {}
