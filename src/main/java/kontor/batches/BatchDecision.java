package kontor.batches;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.UUID;
import kontor.approvals.StepUnion;
import kontor.core.Caller;
import kontor.wire.Json;

/**
 * What somebody decided of a batch, on its way to the payments.
 *
 * @param step the step to approve; empty for a rejection
 * @param doneBefore slices whose first record lies before this one are done
 * @param leftAsIs payments that could not be decided so: decided already, or not by this person
 */
record BatchDecision(
        UUID batchId,
        int number,
        Optional<StepUnion.Place> step,
        Optional<String> reason,
        Caller caller,
        UUID requestId,
        int doneBefore,
        int succeeded,
        int leftAsIs,
        boolean finished) {

    boolean isRejection() {
        return step.isEmpty();
    }

    BatchDecision after(int nextRecord, int decided, int left) {
        return new BatchDecision(
                batchId,
                number,
                step,
                reason,
                caller,
                requestId,
                nextRecord,
                succeeded + decided,
                leftAsIs + left,
                false);
    }

    BatchDecision done() {
        return new BatchDecision(
                batchId,
                number,
                step,
                reason,
                caller,
                requestId,
                doneBefore,
                succeeded,
                leftAsIs,
                true);
    }

    ObjectNode view(int payments) {
        return Json.object()
                .put("decision", step.isPresent() ? "APPROVED" : "REJECTED")
                .put("status", finished ? "COMPLETED" : "PROCESSING_STARTED")
                .put("total", payments)
                .put("succeeded", succeeded)
                .put("failed", leftAsIs);
    }
}
