package kontor.testbank;

import java.util.Optional;
import kontor.core.Money;
import kontor.iso20022.Remittance;

/**
 * A collection or a transfer as the bank understands it.
 *
 * @param amount       negative for a transfer, which leaves the account
 * @param party        the other side: who is debited, or who is paid
 * @param account      its number, normalized; an IBAN or a national one
 * @param internalIban of the payee's account when it is kept at this bank
 */
record Order(Optional<String> instructionId, String endToEndId, Money amount, String party, String account,
        Optional<String> internalIban, Optional<String> mandateReference, Optional<Remittance> remittance) {

    Optional<String> remittanceText() {
        return remittance.flatMap(told -> told.unstructured().or(() -> told.references().stream().findFirst()));
    }
}
