package kontor.changes;

import java.util.Optional;
import java.util.UUID;
import kontor.core.Caller;
import kontor.events.NewEvent;

/**
 * Who makes a change, as its event will say.
 *
 * @param id a user's id, {@link NewEvent#BANK} or {@link NewEvent#KONTOR}
 * @param requestId the HTTP request behind it, where there is one
 */
public record Originator(String id, Optional<UUID> requestId) {

    /** Kontor itself: set-up, the command line, what falls due. */
    public static final Originator KONTOR = new Originator(NewEvent.KONTOR, Optional.empty());

    /** A bank, by what it reports. */
    public static final Originator BANK = new Originator(NewEvent.BANK, Optional.empty());

    public static Originator user(Caller caller, UUID requestId) {
        return new Originator(caller.userId().toString(), Optional.of(requestId));
    }
}
