package kontor.payments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import kontor.identifiers.ReasonCode;
import kontor.rtransactions.CameBack;
import kontor.wire.Json;

/**
 * Why a payment is FAILED, REJECTED or RETURNED.
 *
 * @param code a code of ISO 20022 ExternalStatusReason1Code, a bank's own, or Kontor's own word
 * @param action what to do about it, in words
 * @param cameBack how it came to nothing or came back, where a bank told it
 */
public record StatusReason(
        String code, String description, String action, Optional<CameBack> cameBack) {

    /** One of Kontor itself. */
    public StatusReason(String code, String description, String action) {
        this(code, description, action, Optional.empty());
    }

    public static StatusReason ofBank(String code, String additional) {
        var known = ReasonCode.of(code);
        return new StatusReason(
                known.code(), additional.isEmpty() ? known.meaning() : additional, known.action());
    }

    /** The same, told with how it came back. */
    StatusReason by(CameBack how) {
        return new StatusReason(code, description, action, Optional.of(how));
    }

    /** For people: what it means, with its code; a bank's own code stands for itself. */
    public String said() {
        return description.isBlank() ? code : description + " (" + code + ")";
    }

    /** For whoever reads the events: the code, what it means, and what it was. */
    String words() {
        return cameBack.map(how -> "%s %s (%s)".formatted(code, description, how.kind()))
                .orElseGet(() -> "%s %s".formatted(code, description));
    }

    /** The same for programs that read the events. */
    Map<String, String> facts() {
        var facts = new HashMap<>(Map.of("reasonCode", code, "action", action));
        cameBack.ifPresent(how -> facts.put("kind", how.kind().name()));
        return facts;
    }

    public ObjectNode view() {
        var view =
                Json.object()
                        .put("code", code)
                        .put("description", description)
                        .put("action", action);
        cameBack.ifPresent(how -> how.addTo(view));
        return view;
    }

    public static StatusReason read(String stored) {
        var node = Json.readOwn(stored);
        return new StatusReason(
                node.path("code").asText(),
                node.path("description").asText(),
                node.path("action").asText(),
                CameBack.read(node));
    }
}
