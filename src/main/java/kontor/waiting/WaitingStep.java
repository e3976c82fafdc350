package kontor.waiting;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import kontor.approvals.ApprovalStep;
import kontor.core.Refusal;
import kontor.wire.Json;

/**
 * A step that can be decided now, and whether by the caller.
 *
 * @param payment absent for the step of a batch
 * @param whyNot what would be answered if the caller approved it now; absent if it would be done
 * @param others steps of the payment that wait besides this one
 */
public record WaitingStep(
        ApprovalStep step, Optional<WaitingPayment> payment, Optional<Refusal> whyNot, int others) {

    ObjectNode view() {
        var view =
                Json.object()
                        .put("paymentType", step.type().name())
                        .put("paymentId", step.paymentId().toString());
        view.set("approvalStep", step.view());
        payment.ifPresent(one -> view.set("payment", one.view()));
        view.put("mayApprove", whyNot.isEmpty());
        whyNot.ifPresent(
                refusal ->
                        view.putObject("whyNot")
                                .put("code", refusal.code())
                                .put("error", refusal.message()));
        return view;
    }
}
