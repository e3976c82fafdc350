package kontor.approvaltasks;

import java.util.Optional;
import kontor.assents.Assent;
import kontor.core.Fault;
import kontor.payments.DecisionBody;
import kontor.wire.JsonFields;
import kontor.wire.LegalFields;
import kontor.wire.ResourceRef;

/**
 * What somebody asks to be done with all that they can decide of a batch.
 *
 * @param reason up to 255 characters; always there where payments are rejected
 * @param moveOverdueDates payments that are approved with this and whose date has passed get today
 *     as their date, in the zone of their own account
 * @param assent with what it is approved
 */
public record NewApprovalTask(
        ResourceRef batch,
        ApprovalTask.Action action,
        Optional<String> reason,
        boolean moveOverdueDates,
        Assent assent) {

    private static final int LONGEST = 255;
    private static final String MOVE = "moveOverdueDates";

    /** CreateBatchApprovalTaskRequest. */
    public static NewApprovalTask parse(ResourceRef batch, JsonFields body) {
        body.require("action");
        var action = body.oneOf("action", ApprovalTask.Action.class);
        boolean rejects = action.equals(Optional.of(ApprovalTask.Action.REJECT));
        var reason =
                rejects
                        ? LegalFields.requiredReadable(body, "reason", LONGEST)
                        : LegalFields.optionalReadable(body, "reason", LONGEST);
        var move = body.bool(MOVE);
        if (rejects) {
            if (move.orElse(false)) {
                body.fault(Fault.invalid(MOVE, "only goes with the action APPROVE"));
            }
        }
        var assent = DecisionBody.assent(body);
        body.refuseFaults();
        return new NewApprovalTask(batch, action.orElseThrow(), reason, move.orElse(false), assent);
    }

    /** The same, approved with this. */
    public NewApprovalTask with(Assent other) {
        return new NewApprovalTask(batch, action, reason, moveOverdueDates, other);
    }
}
