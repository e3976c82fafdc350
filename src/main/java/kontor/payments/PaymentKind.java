package kontor.payments;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import kontor.approvals.PaymentType;
import kontor.changes.ResourceKind;
import kontor.core.Refusal;

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

    /** Of a payment that is too far on its way for a decision, in words such as "approved". */
    Refusal notOpen(PaymentStatus status, String decided) {
        String one = "the " + what.toLowerCase(Locale.ROOT) + " is " + status;
        return Refusal.rule("payment_not_open", "status", one + " and can no longer be " + decided);
    }
}
