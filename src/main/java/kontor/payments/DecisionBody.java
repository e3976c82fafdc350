package kontor.payments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.assents.Assent;
import kontor.core.Ids;
import kontor.wire.Json;
import kontor.wire.JsonFields;
import kontor.wire.LegalFields;

/** What people send with a decision, about a payment or about a batch of them. */
public final class DecisionBody {

    /** Of a part of an assertion, in characters of Base64. */
    private static final int LONGEST = 4_000;

    private DecisionBody() {}

    /** The step of ApprovePaymentRequest and ApproveBatchRequest. */
    public static String approvalStep(JsonFields body) {
        String step = body.requiredText("approvalStepId", 1, 255);
        body.refuseFaults();
        // In lower case, as it stands in events: ids are read without regard to case.
        return Ids.parse(step).map(UUID::toString).orElse(step);
    }

    /** With what ApprovePaymentRequest and ApproveBatchRequest approve. */
    public static Assent assent(JsonFields body) {
        var sent = body.object("assertion");
        if (sent.isEmpty()) {
            body.refuseFaults();
            return Assent.NONE;
        }
        var assertion = sent.get();
        var json = Json.object();
        for (String name : List.of("id", "rawId", "type")) {
            json.put(name, assertion.requiredText(name, 1, LONGEST));
        }
        var said = json.putObject("response");
        assertion.require("response");
        assertion.object("response").ifPresent(one -> response(one, said));
        json.putObject("clientExtensionResults");
        body.refuseFaults();
        return Assent.of(Optional.empty(), Json.write(json));
    }

    private static void response(JsonFields from, ObjectNode into) {
        for (String name : List.of("clientDataJSON", "authenticatorData", "signature")) {
            into.put(name, from.requiredText(name, 1, LONGEST));
        }
        from.text("userHandle", 0, LONGEST).ifPresent(text -> into.put("userHandle", text));
    }

    /** The reason of RejectPaymentRequest; the body may be missing. */
    public static Optional<String> reason(Optional<JsonFields> sent) {
        if (sent.isEmpty()) {
            return Optional.empty();
        }
        JsonFields body = sent.get();
        var reason = LegalFields.optionalReadable(body, "reason", 255);
        body.refuseFaults();
        return reason;
    }
}
