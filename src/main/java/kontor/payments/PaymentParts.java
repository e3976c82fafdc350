package kontor.payments;

import kontor.approvals.Approvals;
import kontor.changes.ExternalIds;
import kontor.changes.Journal;

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
}
