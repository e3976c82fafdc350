package kontor.payments;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What the way to the bank left on a payment.
 *
 * @param instructionId the file it went out with
 * @param paymentInformationId its payment information in that file (PmtInfId)
 * @param attachedTransactions the booked transactions attached to it, in the order they came
 */
public record BankTrail(
        Optional<UUID> instructionId,
        Optional<String> paymentInformationId,
        List<UUID> attachedTransactions) {

    public static final BankTrail NONE =
            new BankTrail(Optional.empty(), Optional.empty(), List.of());

    public BankTrail {
        attachedTransactions = List.copyOf(attachedTransactions);
    }

    public BankTrail attached(UUID transaction) {
        if (attachedTransactions.contains(transaction)) {
            return this;
        }
        var all = new ArrayList<>(attachedTransactions);
        all.add(transaction);
        return new BankTrail(instructionId, paymentInformationId, all);
    }
}
