package kontor.mandatepapers;

import java.time.Instant;
import java.util.Optional;
import kontor.core.Ids;
import kontor.events.Event;
import kontor.events.NewEvent;

/** An event that no feed knows, for a row of the history. */
final class AnyEvent {

    private AnyEvent() {}

    static Event saying(Optional<String> message) {
        return new Event(
                1,
                "mandates",
                Ids.next(),
                1,
                NewEvent.Type.CREATED,
                "CREATED",
                Instant.EPOCH,
                "user",
                Optional.empty(),
                message,
                Optional.empty(),
                Optional.empty());
    }
}
