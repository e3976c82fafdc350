package kontor.payments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import kontor.wire.Json;

/** The batch that a payment came with. */
public record BatchRef(UUID id, BatchTreatment treatment) {

    /** BatchDetails of the API. */
    public ObjectNode view() {
        return Json.object().put("id", id.toString()).put("treatment", treatment.name());
    }
}
