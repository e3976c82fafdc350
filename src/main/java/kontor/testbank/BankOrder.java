package kontor.testbank;

import java.util.Locale;
import java.util.Optional;
import kontor.core.Money;
import kontor.identifiers.CreditorIdentifier;
import kontor.iso20022.Amendment;
import kontor.iso20022.Remittance;

/**
 * A collection or a transfer as the bank understands it.
 *
 * @param amount negative for a transfer, which leaves the account
 * @param party the name of the other side: who is debited, or who is paid
 * @param account its number, normalized; an IBAN or a national one
 * @param internalIban of the payee's account when it is kept at this bank
 */
record BankOrder(
        Optional<String> instructionId,
        String endToEndId,
        Money amount,
        String party,
        String account,
        Optional<String> internalIban,
        Optional<Consent> consent,
        Optional<Remittance> remittance) {

    private static final String OTHER_ACCOUNT = "SMNDA";

    /**
     * The mandate of a collection.
     *
     * @param creditor the creditor identifier without its business code, which makes no difference
     * @param amended the old values, when the collection says that the mandate changed
     */
    record Consent(String creditor, String reference, Optional<Amendment> amended) {

        Optional<String> originalCreditor() {
            return amended.flatMap(Amendment::oldCreditorIdentifier)
                    .map(CreditorIdentifier::comparable);
        }

        Optional<String> originalReference() {
            return amended.flatMap(Amendment::oldMandateReference)
                    .map(old -> old.toUpperCase(Locale.ROOT));
        }

        /** The old IBAN, or SMNDA where the collection says only that there was another one. */
        Optional<String> originalAccount() {
            return amended.flatMap(
                    old ->
                            old.sameMandateNewAccount()
                                    ? Optional.of(OTHER_ACCOUNT)
                                    : old.oldDebtorIban());
        }
    }

    Optional<String> remittanceText() {
        return remittance.flatMap(
                info -> info.unstructured().or(() -> info.references().stream().findFirst()));
    }
}
