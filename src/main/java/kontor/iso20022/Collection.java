package kontor.iso20022;

import java.time.LocalDate;
import java.util.Optional;
import kontor.core.Money;

/**
 * One direct debit ({@code DrctDbtTxInf}). All texts are already in the character set of SEPA.
 *
 * @param instructionId point-to-point reference, at most 35 characters; Kontor always writes one
 * @param endToEndId goes to the debtor, at most 35 characters
 * @param amount positive
 * @param remittance what the debtor reads: one text of at most 140 characters or one reference
 */
public record Collection(
        Optional<String> instructionId,
        String endToEndId,
        Money amount,
        Mandate mandate,
        Debtor debtor,
        Optional<Remittance> remittance) {

    public Collection {
        Checks.text("instruction id", instructionId, 35);
        Checks.text("end-to-end id", endToEndId, 35);
        if (amount.amountMinor() <= 0) {
            throw new IllegalArgumentException("the amount " + amount.plain() + " is not positive");
        }
        remittance.ifPresent(Remittance::checkOneForm);
    }

    /**
     * The mandate a collection rests on.
     *
     * @param reference {@code MndtId}, at most 35 characters
     * @param signatureDate day the debtor signed
     * @param amendment what changed since the last collection
     */
    public record Mandate(
            String reference, LocalDate signatureDate, Optional<Amendment> amendment) {

        public Mandate {
            Checks.text("mandate reference", reference, 35);
        }
    }

    /**
     * Who pays.
     *
     * @param bic of the debtor's bank; absent is written as {@code NOTPROVIDED}
     * @param address needed when the debtor's bank is outside the EEA
     */
    public record Debtor(
            String name, Optional<Address> address, String iban, Optional<String> bic) {

        public Debtor {
            Checks.text("debtor name", name, 70);
            Checks.text("debtor IBAN", iban, 34);
            Checks.text("debtor BIC", bic, 11);
        }
    }
}
