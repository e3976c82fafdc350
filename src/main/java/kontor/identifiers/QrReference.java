package kontor.identifiers;

import java.util.Optional;
import kontor.domestic.TypedText;

/**
 * The Swiss QR reference: 27 digits, the last one a recursive modulus-10 check digit; it belongs to
 * a QR-IBAN.
 */
public final class QrReference {

    private static final int[] TABLE = {0, 9, 4, 6, 8, 2, 7, 1, 3, 5};

    private static final int LENGTH = 27;

    private QrReference() {}

    public static String normalize(String typed) {
        return TypedText.compact(typed);
    }

    /** Whether a number is to be taken for one, also where a digit of it is wrong. */
    public static boolean isMeant(String normalized) {
        return normalized.length() == LENGTH && TypedText.isDigits(normalized);
    }

    public static Optional<String> problem(String normalized) {
        if (!isMeant(normalized)) {
            return Optional.of("a QR reference has 27 digits");
        }
        int carry = 0;
        for (int i = 0; i < 26; i++) {
            carry = TABLE[(carry + normalized.charAt(i) - '0') % 10];
        }
        return (10 - carry) % 10 == normalized.charAt(26) - '0'
                ? Optional.empty()
                : Optional.of(
                        "the last digit of the QR reference does not check; compare it with the"
                                + " bill");
    }

    /** Whether it is a QR-IBAN: its institution id (positions 5 to 9) is 30000 to 31999. */
    public static boolean isQrIban(String iban) {
        return (iban.startsWith("CH") || iban.startsWith("LI"))
                && iban.length() == 21
                && (iban.startsWith("30", 4) || iban.startsWith("31", 4));
    }
}
