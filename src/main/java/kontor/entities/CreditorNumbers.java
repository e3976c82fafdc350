package kontor.entities;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The numbers under which an entity or account collects direct debits.
 *
 * @param sepaCreditorIdentifier for SEPA (EPC262-08), normalized
 * @param autogiroCustomerNumber for Autogiro: the customer number at Bankgirot, 6 digits
 */
public record CreditorNumbers(
        Optional<String> sepaCreditorIdentifier, Optional<String> autogiroCustomerNumber) {

    public static final CreditorNumbers NONE =
            new CreditorNumbers(Optional.empty(), Optional.empty());

    private static final Pattern CUSTOMER_NUMBER = Pattern.compile("[0-9]{6}");

    public CreditorNumbers {
        if (autogiroCustomerNumber.isPresent() && !isCustomerNumber(autogiroCustomerNumber.get())) {
            throw new IllegalArgumentException(
                    "an Autogiro customer number has 6 digits, not "
                            + autogiroCustomerNumber.get());
        }
    }

    static boolean isCustomerNumber(String text) {
        return CUSTOMER_NUMBER.matcher(text).matches();
    }

    /** These numbers; where one is missing, that of the other. */
    CreditorNumbers orElse(CreditorNumbers other) {
        return new CreditorNumbers(
                sepaCreditorIdentifier.or(other::sepaCreditorIdentifier),
                autogiroCustomerNumber.or(other::autogiroCustomerNumber));
    }
}
