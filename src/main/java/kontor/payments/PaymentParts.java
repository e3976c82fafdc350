package kontor.payments;

import java.util.Optional;
import kontor.approvals.Approvals;
import kontor.changes.ExternalIds;
import kontor.changes.Journal;
import kontor.db.Tx;

/** What every use case of one kind of payment works with. */
public record PaymentParts<P extends Payment<P>>(
        PaymentTable<P> table,
        Approvals approvals,
        ExternalIds externalIds,
        Journal journal,
        Schedules<P> schedules,
        Consequences<P> consequences) {

    PaymentKind kind() {
        return table.kind();
    }

    /** APPROVED now, for the first bank day whose cut-off is still to come. */
    P approved(Tx tx, P payment) {
        var day = schedules.of(tx, payment).approved(payment.progress().date(), tx.bankNow());
        return payment.scheduled(day).became(PaymentStatus.APPROVED, Optional.empty(), tx.now());
    }
}
