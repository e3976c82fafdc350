package kontor.iam;

import java.util.Optional;
import java.util.UUID;
import kontor.changes.Request;
import kontor.events.NewEvent;

/**
 * Who makes a change, as its event will tell.
 *
 * @param originator a user's id, or {@link NewEvent#KONTOR}
 * @param requestId the HTTP request behind it, where there is one
 */
public record Originator(String originator, Optional<UUID> requestId) {

    /** Kontor itself: set-up and the command line. */
    public static final Originator KONTOR = new Originator(NewEvent.KONTOR, Optional.empty());

    static Originator user(Request<?> request) {
        return new Originator(request.originator(), Optional.of(request.requestId()));
    }
}
