package kontor.timelines;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import kontor.wire.Json;

/**
 * Something that happened.
 *
 * @param name of the event
 * @param originator as in the event: the id of a user, {@code BANK} or {@code ATLAR}
 * @param at by the server's clock
 * @param bankDate the day that it was at the bank; absent in events that were recorded before this
 *     was noted, or erased
 * @param message in words, e.g. why it failed
 */
public record TimelineStep(
        String name,
        String originator,
        Instant at,
        Optional<LocalDate> bankDate,
        Optional<String> message,
        Optional<UUID> requestId) {

    ObjectNode view() {
        var view =
                Json.object()
                        .put("name", name)
                        .put("originator", originator)
                        .put("timestamp", Json.timestamp(at));
        bankDate.ifPresent(day -> view.put("bankDate", day.toString()));
        message.ifPresent(words -> view.put("message", words));
        requestId.ifPresent(id -> view.put("requestId", id.toString()));
        return view;
    }
}
