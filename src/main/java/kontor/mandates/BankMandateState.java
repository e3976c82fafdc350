package kontor.mandates;

import kontor.identifiers.CreditorIdentifier;

/**
 * A mandate as the bank last accepted it: the values that a collection carried.
 *
 * @param iban of the payer's account
 * @param version of the mandate when that collection's file was written; 0 when it was never
 *     changed before
 */
public record BankMandateState(
        String mandateReference, String creditorReference, String iban, int version) {

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
