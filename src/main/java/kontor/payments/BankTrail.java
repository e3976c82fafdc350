package kontor.payments;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.payeechecks.PayeeCheck;

/**
 * What the way to the bank left on a payment.
 *
 * @param instructionId the file it went out with
 * @param paymentInformationId its payment information in that file (PmtInfId)
 * @param attachedTransactions the booked transactions attached to it, in the order they came
 * @param payeeCheck what the payee's bank says of the payee's name
 */
public record BankTrail(
        Optional<UUID> instructionId,
        Optional<String> paymentInformationId,
        List<UUID> attachedTransactions,
        Optional<PayeeCheck> payeeCheck) {

    public static final BankTrail NONE =
            new BankTrail(Optional.empty(), Optional.empty(), List.of());

    public BankTrail {
        attachedTransactions = List.copyOf(attachedTransactions);
    }

    /** Of a payment whose payee nobody has checked. */
    public BankTrail(
            Optional<UUID> instructionId,
            Optional<String> paymentInformationId,
            List<UUID> attachedTransactions) {
        this(instructionId, paymentInformationId, attachedTransactions, Optional.empty());
    }

    /** With a verdict that is newer than the one before. */
    BankTrail checked(PayeeCheck verdict) {
        return new BankTrail(
                instructionId, paymentInformationId, attachedTransactions, Optional.of(verdict));
    }

    public BankTrail attached(UUID transaction) {
        if (attachedTransactions.contains(transaction)) {
            return this;
        }
        var all = new ArrayList<>(attachedTransactions);
        all.add(transaction);
        return new BankTrail(instructionId, paymentInformationId, all, payeeCheck);
    }

    public BankTrail detached(UUID transaction) {
        var all = new ArrayList<>(attachedTransactions);
        all.remove(transaction);
        return new BankTrail(instructionId, paymentInformationId, all, payeeCheck);
    }
}
