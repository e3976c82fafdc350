package kontor.search;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import kontor.wire.Json;

/**
 * Something found.
 *
 * @param resource the plural word of the API, as in the path and the feed
 * @param matched what of it is the text
 * @param title what a person knows it by: a name, a reference
 */
public record Hit(String resource, UUID id, Matched matched, String title) {

    /** What of a hit is the text that was looked for. */
    public enum Matched {
        ID,
        END_TO_END_ID,
        EXTERNAL_ID,
        REQUEST_ID,
        MESSAGE_ID,
        IBAN,
        AMOUNT,
        REFERENCE,
        NAME
    }

    ObjectNode view() {
        return Json.object()
                .put("resource", resource)
                .put("id", id.toString())
                .put("matched", matched.name())
                .put("title", title);
    }
}
