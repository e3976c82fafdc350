package kontor.payments;

import java.util.Optional;
import java.util.function.Function;
import kontor.approvals.PaymentType;
import kontor.changes.ResourceKind;

/**
 * The words of one kind of payment.
 *
 * @param resource plural word of the API and name of the table
 * @param type as approval chains know it
 * @param what in words, for refusals
 * @param ownAccount the column of the own account
 * @param reported the status that a code of a bank's report means; empty for unknown codes
 */
public record PaymentKind(
        String resource,
        PaymentType type,
        String what,
        String ownAccount,
        Function<String, Optional<PaymentStatus>> reported) {

    /** What the doors to these payments find and change. */
    public ResourceKind resourceKind() {
        return new ResourceKind(resource, what);
    }
}
