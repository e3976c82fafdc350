package kontor.mandates;

import com.fasterxml.jackson.databind.JsonNode;
import kontor.identifiers.CreditorIdentifier;
import kontor.wire.Json;

/**
 * A mandate as the bank last accepted it: the values that a collection carried. Of an AUTOGIRO
 * mandate only the payer number counts, the other values are empty.
 *
 * @param iban of the payer's account
 * @param version of the mandate when that collection's file was written; 0 when it was never
 *     changed before. Of AUTOGIRO: when the order of the change was written; 0 before
 */
public record BankMandateState(
        String mandateReference, String creditorReference, String iban, int version) {

    static BankMandateState of(MandateScheme scheme, Mandate.Terms terms, int version) {
        return scheme.isSepa()
                ? new BankMandateState(
                        terms.mandateReference(),
                        terms.creditorReference(),
                        iban(terms.payer().account()),
                        version)
                : new BankMandateState(terms.mandateReference(), "", "", version);
    }

    static String iban(String account) {
        for (JsonNode identifier : Json.readOwn(account).path("identifiers")) {
            if (identifier.path("type").asText().equals("IBAN")) {
                return identifier.path("number").asText();
            }
        }
        throw new IllegalStateException("the account of a SEPA mandate has no IBAN: " + account);
    }

    BankMandateState asOf(int other) {
        return new BankMandateState(mandateReference, creditorReference, iban, other);
    }

    /** Case makes no difference to banks, nor the business code of a creditor (EPC262-08). */
    boolean sameReference(BankMandateState other) {
        return mandateReference.equalsIgnoreCase(other.mandateReference);
    }

    boolean sameCreditor(BankMandateState other) {
        return CreditorIdentifier.comparable(creditorReference)
                .equals(CreditorIdentifier.comparable(other.creditorReference));
    }

    boolean sameAccount(BankMandateState other) {
        return iban.equals(other.iban);
    }

    boolean sameValues(BankMandateState other) {
        return sameReference(other) && sameCreditor(other) && sameAccount(other);
    }
}
