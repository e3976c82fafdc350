package kontor.payments;

import java.util.Optional;
import java.util.UUID;
import kontor.core.Ids;
import kontor.wire.JsonFields;

/** What people send with a decision, about a payment or about a batch of them. */
public final class DecisionBody {

    private DecisionBody() {}

    /** The step of ApprovePaymentRequest and ApproveBatchRequest. */
    public static String approvalStep(JsonFields body) {
        String step = body.requiredText("approvalStepId", 1, 255);
        body.refuseFaults();
        // In lower case, as it stands in events: ids are read without regard to case.
        return Ids.parse(step).map(UUID::toString).orElse(step);
    }

    /** The reason of RejectPaymentRequest; the body may be missing. */
    public static Optional<String> reason(Optional<JsonFields> sent) {
        if (sent.isEmpty()) {
            return Optional.empty();
        }
        JsonFields body = sent.get();
        var reason = body.text("reason", 0, 255);
        body.refuseFaults();
        return reason;
    }
}
