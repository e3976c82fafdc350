package kontor.timelines;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import kontor.wire.Json;

/**
 * A file of the bank that tells of a payment: a report on the file that it left with, or a
 * statement that it is booked in.
 *
 * @param kind what it turned out to be
 * @param received when it came
 * @param day the last that a statement tells of; absent of other files
 */
public record ToldFile(
        UUID id,
        String fileName,
        Optional<String> kind,
        Instant received,
        Optional<LocalDate> day) {

    ObjectNode view() {
        var view = Json.object().put("id", id.toString()).put("fileName", fileName);
        kind.ifPresent(word -> view.put("kind", word));
        day.ifPresent(date -> view.put("date", date.toString()));
        return view.put("received", Json.timestamp(received));
    }
}
