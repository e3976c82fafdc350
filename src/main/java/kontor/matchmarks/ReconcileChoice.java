package kontor.matchmarks;

import java.util.Optional;
import java.util.UUID;
import kontor.core.Money;
import kontor.wire.JsonFields;

/**
 * The booking that an expected transaction or a payment is to be attached to, or taken off.
 *
 * @param amount how much of it, without sign; else as much as both still have
 */
public record ReconcileChoice(UUID transactionId, Optional<Money> amount) {

    /** ReconcileExpectedTransactionRequest of the API. */
    public static ReconcileChoice parse(JsonFields body) {
        var transaction = transactionId(body);
        var amount = body.has("amount") ? body.amount("amount") : Optional.<Money>empty();
        body.refuseFaults();
        return new ReconcileChoice(transaction.orElseThrow(), amount);
    }

    /** UnreconcileExpectedTransactionRequest of the API. */
    public static ReconcileChoice parseWithoutAmount(JsonFields body) {
        var transaction = transactionId(body);
        body.refuseFaults();
        return new ReconcileChoice(transaction.orElseThrow(), Optional.empty());
    }

    private static Optional<UUID> transactionId(JsonFields body) {
        String text = body.requiredText("transactionId", 1, 255);
        // What is no id finds nothing, as everywhere where a body names a resource.
        return Optional.of(text)
                .filter(told -> !told.isEmpty())
                .map(told -> kontor.core.Ids.parse(told).orElse(new UUID(0, 0)));
    }
}
