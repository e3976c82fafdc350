package kontor.identifiers;

import java.util.Optional;
import kontor.domestic.Luhn;
import kontor.domestic.TypedText;

/**
 * The payment id of a Danish FI card: 15 digits on card 71, 16 on card 75, the last one a Luhn
 * check digit.
 */
public final class FikReference {

    private FikReference() {}

    /** Restores leading zeros: they are printed on the card, and people leave them out. */
    public static String normalize(String typed, int length) {
        String digits = TypedText.compact(typed);
        return digits.length() < length ? "0".repeat(length - digits.length()) + digits : digits;
    }

    public static Optional<String> problem(String normalized, int length) {
        if (normalized.length() != length || !TypedText.isDigits(normalized)) {
            return Optional.of("the payment id of this card has " + length + " digits");
        }
        return Luhn.accepts(normalized)
                ? Optional.empty()
                : Optional.of(
                        "the last digit of the payment id does not check; compare it with the"
                                + " card");
    }
}
