package kontor.batches;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.UUID;
import kontor.approvals.StepUnion;
import kontor.changes.Request;
import kontor.core.Caller;
import kontor.wire.Json;

/**
 * What somebody decided of a batch, on its way to the payments.
 *
 * @param number counts the decisions about the batch, from 1
 * @param step the step to approve; empty for a rejection
 * @param reached how far it has come
 */
record BatchDecision(
        UUID batchId,
        int number,
        Optional<StepUnion.Place> step,
        Optional<String> reason,
        Caller caller,
        UUID requestId,
        Reached reached) {

    /**
     * How far a decision has come among the payments.
     *
     * @param doneBefore slices whose first record lies before this one are done
     * @param succeeded payments that took the decision
     * @param leftAsIs payments that could not be decided so: decided already, or not by this person
     * @param finished it has reached every payment
     */
    record Reached(int doneBefore, int succeeded, int leftAsIs, boolean finished) {}

    static BatchDecision taken(
            UUID batch,
            int number,
            Optional<StepUnion.Place> step,
            Optional<String> reason,
            Request<?> request) {
        return new BatchDecision(
                batch,
                number,
                step,
                reason,
                request.caller(),
                request.requestId(),
                new Reached(0, 0, 0, false));
    }

    boolean isRejection() {
        return step.isEmpty();
    }

    /**
     * @param nextRecord the record after the slice that is done now
     */
    BatchDecision after(int nextRecord, int decided, int left) {
        return with(
                new Reached(
                        nextRecord, reached.succeeded + decided, reached.leftAsIs + left, false));
    }

    BatchDecision done() {
        return with(new Reached(reached.doneBefore, reached.succeeded, reached.leftAsIs, true));
    }

    private BatchDecision with(Reached next) {
        return new BatchDecision(batchId, number, step, reason, caller, requestId, next);
    }

    /** ApprovalResults of the API. */
    ObjectNode view(int payments) {
        return Json.object()
                .put("decision", isRejection() ? "REJECTED" : "APPROVED")
                .put("status", reached.finished ? "COMPLETED" : "PROCESSING_STARTED")
                .put("total", payments)
                .put("succeeded", reached.succeeded)
                .put("failed", reached.leftAsIs);
    }
}
