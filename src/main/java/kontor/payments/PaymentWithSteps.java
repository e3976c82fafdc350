package kontor.payments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import kontor.approvals.ApprovalStep;
import kontor.changes.Versioned;
import kontor.core.Caller;
import kontor.core.OrganizationId;

/** A payment with its approval steps, which the API shows inside of it. */
public record PaymentWithSteps<P extends Payment<P>>(P payment, List<ApprovalStep> steps)
        implements Versioned {

    @Override
    public int version() {
        return payment.version();
    }

    @Override
    public boolean isSeenBy(Caller caller) {
        return payment.isSeenBy(caller);
    }

    ObjectNode view(OrganizationId organization) {
        return PaymentView.of(payment, organization, steps);
    }
}
