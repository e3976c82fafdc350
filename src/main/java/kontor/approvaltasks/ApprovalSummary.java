package kontor.approvaltasks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import kontor.wire.Json;

/**
 * How many payments of a batch are decided, of those that the caller may see.
 *
 * @param pending wait for an approval
 * @param approved were approved, whatever became of them since
 * @param overdue are pending and have a date before today, in the zone of their own account
 * @param approvable have a step that the caller could approve now, and no task under way will
 */
public record ApprovalSummary(
        long total, long pending, long approved, long rejected, long overdue, long approvable) {

    /** BatchApprovalSummary of the API. */
    ObjectNode view() {
        return Json.object()
                .put("total", total)
                .put("pending", pending)
                .put("approved", approved)
                .put("rejected", rejected)
                .put("overdue", overdue)
                .put("approvableByRequester", approvable);
    }
}
