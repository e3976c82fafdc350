package kontor.payments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import kontor.identifiers.ReasonCode;
import kontor.wire.Json;

/**
 * Why a payment is FAILED, REJECTED or RETURNED.
 *
 * @param code a code of ISO 20022 ExternalStatusReason1Code, a bank's own, or Kontor's own word
 * @param action what to do about it, in words
 */
public record StatusReason(String code, String description, String action) {

    public static StatusReason ofBank(String code, String additional) {
        var known = ReasonCode.of(code);
        return new StatusReason(
                known.code(), additional.isEmpty() ? known.meaning() : additional, known.action());
    }

    public ObjectNode view() {
        return Json.object()
                .put("code", code)
                .put("description", description)
                .put("action", action);
    }

    public static StatusReason read(String stored) {
        var node = Json.readOwn(stored);
        return new StatusReason(
                node.path("code").asText(),
                node.path("description").asText(),
                node.path("action").asText());
    }
}
