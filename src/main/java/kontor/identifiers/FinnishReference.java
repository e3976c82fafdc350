package kontor.identifiers;

import java.util.Optional;
import kontor.domestic.TypedText;

/**
 * The reference number of Finland (viitenumero of Finanssiala): 4 to 20 digits, the last one a
 * check digit with the weights 7, 3 and 1 from the right.
 */
public final class FinnishReference {

    private static final int[] WEIGHTS = {7, 3, 1};

    private FinnishReference() {}

    /** Whether a text is to be taken for one: all digits, and neither too few nor too many. */
    public static boolean isMeant(String reference) {
        return normalize(reference).matches("[0-9]{4,20}");
    }

    /** Without blanks, and without the zeros that files put before it. */
    public static String normalize(String typed) {
        return TypedText.withoutLeadingZeros(TypedText.compact(typed));
    }

    public static Optional<String> problem(String normalized) {
        if (!normalized.matches("[0-9]{4,20}")) {
            return Optional.of("a Finnish reference number has 4 to 20 digits");
        }
        int sum = 0;
        for (int place = 0; place < normalized.length() - 1; place++) {
            int digit = normalized.charAt(normalized.length() - 2 - place) - '0';
            sum += digit * WEIGHTS[place % WEIGHTS.length];
        }
        return (10 - sum % 10) % 10 == normalized.charAt(normalized.length() - 1) - '0'
                ? Optional.empty()
                : Optional.of(
                        "the last digit of the Finnish reference number does not check; compare it"
                                + " with the invoice, or add a word if it is a message");
    }
}
