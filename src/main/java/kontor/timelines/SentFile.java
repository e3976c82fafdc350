package kontor.timelines;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import kontor.wire.Json;

/** The file that a payment leaves with, as the API shows an instruction in short. */
public record SentFile(UUID id, String fileName, String messageName, String status) {

    ObjectNode view() {
        return Json.object()
                .put("id", id.toString())
                .put("fileName", fileName)
                .put("messageName", messageName)
                .put("status", status);
    }
}
