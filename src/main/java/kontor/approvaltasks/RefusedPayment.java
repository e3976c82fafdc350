package kontor.approvaltasks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Refusal;
import kontor.wire.Json;

/**
 * A payment that a task left as it was, and why.
 *
 * @param accountId its own account; those who may not see that are not told of it
 * @param code the same as a single decision would have been refused with
 */
public record RefusedPayment(
        UUID paymentId, Optional<UUID> accountId, String code, String message) {

    static RefusedPayment of(UUID payment, Optional<UUID> account, Refusal refusal) {
        return new RefusedPayment(payment, account, refusal.code(), refusal.message());
    }

    /** BatchApprovalTaskResult of the API. */
    ObjectNode view() {
        return Json.object()
                .put("paymentId", paymentId.toString())
                .put("code", code)
                .put("message", message);
    }
}
