package kontor.iam;

import java.util.Optional;
import java.util.UUID;
import kontor.changes.Asked;
import kontor.events.NewEvent;

/**
 * Who makes a change, as its event will tell.
 *
 * @param originator a user's id, or {@link NewEvent#KONTOR}
 * @param requestId the HTTP request behind it, where there is one
 */
public record By(String originator, Optional<UUID> requestId) {

    /** Kontor itself: set-up and the command line. */
    public static final By KONTOR = new By(NewEvent.KONTOR, Optional.empty());

    static By user(Asked<?> asked) {
        return new By(asked.originator(), Optional.of(asked.requestId()));
    }
}
