package kontor.warnings;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.UUID;
import kontor.wire.Json;

/**
 * One thing to know before a payment is approved.
 *
 * @param code for programs, in capitals like the words of the API, and never changed
 * @param message one sentence with the figures
 * @param payment another payment that it speaks of, where there is one that the reader may see
 */
public record Warning(String code, String message, Optional<UUID> payment) {

    public static Warning of(String code, String message) {
        return new Warning(code, message, Optional.empty());
    }

    public ObjectNode view() {
        var view = Json.object().put("code", code).put("message", message);
        payment.ifPresent(id -> view.put("paymentId", id.toString()));
        return view;
    }
}
