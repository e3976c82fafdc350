package kontor.directdebits;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.Optional;
import kontor.mandates.BankMandateState;
import kontor.mandates.Mandate;
import kontor.wire.Json;

/**
 * The mandate as a collection shows it: as it was when the collection was made and, once there is a
 * file with it, as it was when that was written.
 */
record MandateInCollection(DirectDebit debit, JsonNode snapshot) {

    static MandateInCollection of(DirectDebit debit) {
        return new MandateInCollection(debit, Json.readOwn(debit.parties().mandate()));
    }

    /** The mandate was changed since, so that a file must not tell this state. */
    boolean isOutdated(Mandate mandate) {
        boolean same =
                debit.parties().externalAccountId().equals(mandate.externalAccountId())
                        && text("creditorReference").equals(mandate.creditorReference())
                        && text("mandateReference").equals(mandate.mandateReference())
                        && text("signatureDate")
                                .equals(
                                        mandate.signatureDate()
                                                .map(LocalDate::toString)
                                                .orElse(""));
        // Values that were changed and changed back are the same, yet older than what the bank has
        // heard since.
        return !same || mandate.known().isPresent() && version() != mandate.version();
    }

    /** What the bank knows once it accepted the collection. */
    BankMandateState toldToBank() {
        return new BankMandateState(
                text("mandateReference"),
                text("creditorReference"),
                CollectionFile.iban(debit, debit.parties().source().party()),
                version());
    }

    private int version() {
        return snapshot.path("version").asInt();
    }

    private String text(String name) {
        return Optional.ofNullable(snapshot.get(name)).map(JsonNode::asText).orElse("");
    }
}
