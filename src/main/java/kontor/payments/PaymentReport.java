package kontor.payments;

import java.util.List;
import java.util.Optional;

/**
 * One status that a bank told (pain.002), on the level on which it was told.
 *
 * @param status ISO 20022 external status code, e.g. ACCP, RJCT; any four characters. PART on the
 *     higher levels says nothing of a payment
 */
public record PaymentReport(Scope scope, String status, List<Reason> reasons) {

    /** What the status speaks of; the lowest level given wins. */
    public sealed interface Scope {

        record Instruction() implements Scope {}

        record PaymentInformation(String id) implements Scope {}

        record Transaction(
                String paymentInformationId,
                Optional<String> instructionId,
                Optional<String> endToEndId)
                implements Scope {}
    }

    /**
     * Why the status is what it is; a report can have several.
     *
     * @param code ISO 20022 external reason code or the bank's own; NARR with words only
     * @param additional the bank's own words, empty when it had none
     */
    public record Reason(String code, String additional) {}

    public PaymentReport {
        reasons = List.copyOf(reasons);
    }
}
