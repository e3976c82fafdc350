package kontor.payments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import kontor.approvals.ApprovalStep;
import kontor.changes.Versioned;
import kontor.core.Caller;
import kontor.core.OrganizationId;
import kontor.pauses.Pause;
import kontor.warnings.Warning;

/**
 * A payment with its approval steps, which the API shows inside of it.
 *
 * @param warnings what to know before it is decided
 * @param paused why it does not leave, when its time has come or will come
 * @param waitsFor what must come before it leaves, e.g. {@code MANDATE}
 */
public record PaymentWithSteps<P extends Payment<P>>(
        P payment,
        List<ApprovalStep> steps,
        Optional<Pause> paused,
        List<Warning> warnings,
        Optional<String> waitsFor)
        implements Versioned {

    @Override
    public int version() {
        return payment.version();
    }

    @Override
    public boolean isSeenBy(Caller caller) {
        return payment.isSeenBy(caller);
    }

    /** As the API shows it. */
    public ObjectNode view(OrganizationId organization) {
        var view = PaymentView.of(payment, organization, steps, warnings);
        paused.ifPresent(pause -> view.set("paused", pause.view()));
        waitsFor.ifPresent(what -> view.put("waitsFor", what));
        return view;
    }
}
