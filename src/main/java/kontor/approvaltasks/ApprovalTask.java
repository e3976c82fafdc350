package kontor.approvaltasks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import kontor.changes.Snapshot;
import kontor.changes.Versioned;
import kontor.core.Caller;
import kontor.core.OrganizationId;
import kontor.wire.Etag;
import kontor.wire.Json;

/**
 * What one person decides of the payments of a batch, and how far that is.
 *
 * @param moveOverdueDates whether a date that has passed becomes the day of the approval
 * @param signed whether a passkey of the person proves it
 * @param caller in whose name the payments are decided
 * @param payments of the batch
 * @param version 1 until it is completed, 2 then
 */
public record ApprovalTask(
        UUID id,
        UUID batchId,
        Action action,
        Optional<String> reason,
        boolean moveOverdueDates,
        boolean signed,
        Caller caller,
        UUID requestId,
        int payments,
        Reached reached,
        int version,
        Instant created,
        Instant updated)
        implements Versioned {

    static final String RESOURCE = "batch_approval_tasks";

    /** What is done with every payment. */
    public enum Action {
        APPROVE,
        REJECT
    }

    /**
     * How far it is among the payments.
     *
     * @param doneBefore slices whose first record lies before this one are done
     * @param succeeded payments of which something was decided
     * @param failed payments that refused
     * @param skipped payments of which nothing waits for a decision, or that the person may not see
     */
    public record Reached(
            int doneBefore, int succeeded, int failed, int skipped, boolean finished) {

        static final Reached NOTHING = new Reached(0, 0, 0, 0, false);

        /**
         * @param next the record after the slice that is done now
         */
        Reached after(int next, int decided, int refused, int left) {
            return new Reached(next, succeeded + decided, failed + refused, skipped + left, false);
        }

        public int processed() {
            return succeeded + failed + skipped;
        }
    }

    public boolean approves() {
        return action == Action.APPROVE;
    }

    ApprovalTask at(Reached next) {
        return with(next, version, updated);
    }

    ApprovalTask completed(Instant now) {
        var end =
                new Reached(
                        reached.doneBefore,
                        reached.succeeded,
                        reached.failed,
                        reached.skipped,
                        true);
        return with(end, version + 1, now);
    }

    private ApprovalTask with(Reached next, int nextVersion, Instant now) {
        return new ApprovalTask(
                id,
                batchId,
                action,
                reason,
                moveOverdueDates,
                signed,
                caller,
                requestId,
                payments,
                next,
                nextVersion,
                created,
                now);
    }

    private String status() {
        if (reached.finished) {
            return "COMPLETED";
        }
        return reached.doneBefore == 0 ? "CREATED" : "PROCESSING_STARTED";
    }

    Snapshot snapshot(OrganizationId organization) {
        return new Snapshot(RESOURCE, id, version, Json.write(view(organization)));
    }

    /** BatchApprovalTask of the API. */
    ObjectNode view(OrganizationId organization) {
        var view =
                Json.object()
                        .put("id", id.toString())
                        .put("organizationId", organization.toString())
                        .put("batchId", batchId.toString())
                        .put("creatorUserId", caller.userId().toString())
                        .put("action", action.name());
        reason.ifPresent(text -> view.put("reason", text));
        view.put("moveOverdueDates", moveOverdueDates).put("status", status());
        view.putObject("progress")
                .put("total", payments)
                .put("processed", reached.processed())
                .put("succeeded", reached.succeeded)
                .put("failed", reached.failed)
                .put("skipped", reached.skipped);
        return view.put("version", version)
                .put("etag", Etag.of(version))
                .put("created", Json.timestamp(created))
                .put("updated", Json.timestamp(updated));
    }
}
