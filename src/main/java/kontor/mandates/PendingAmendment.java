package kontor.mandates;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import kontor.wire.Json;

/**
 * The old values of what changed in a mandate since the bank last accepted it (EPC016-06, AT-24);
 * at least one is present. Each collection carries them until one is accepted.
 */
public record PendingAmendment(
        Optional<String> originalMandateReference,
        Optional<String> originalCreditorReference,
        Optional<String> originalIban) {

    /** Empty when a change was undone, or makes no difference to banks. */
    static Optional<PendingAmendment> between(BankMandateState known, BankMandateState now) {
        return known.sameValues(now)
                ? Optional.empty()
                : Optional.of(
                        new PendingAmendment(
                                known.sameReference(now)
                                        ? Optional.empty()
                                        : Optional.of(known.mandateReference()),
                                known.sameCreditor(now)
                                        ? Optional.empty()
                                        : Optional.of(known.creditorReference()),
                                known.sameAccount(now)
                                        ? Optional.empty()
                                        : Optional.of(known.iban())));
    }

    ObjectNode view() {
        var view = Json.object();
        originalMandateReference.ifPresent(text -> view.put("originalMandateReference", text));
        originalCreditorReference.ifPresent(text -> view.put("originalCreditorReference", text));
        originalIban.ifPresent(text -> view.put("originalIban", text));
        return view;
    }
}
