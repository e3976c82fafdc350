package kontor.iso20022;

import java.math.BigDecimal;
import java.util.Optional;

/** The lengths and signs that the schemas demand; IllegalArgumentException names the field. */
final class Checks {

    private Checks() {}

    static void text(String field, String value, int maxChars) {
        if (value.isBlank() || value.length() > maxChars) {
            throw new IllegalArgumentException(
                    field
                            + " has "
                            + value.length()
                            + " characters or is blank; 1 to "
                            + maxChars
                            + " are allowed");
        }
    }

    static void text(String field, Optional<String> value, int maxChars) {
        value.ifPresent(present -> text(field, present, maxChars));
    }

    /** An ISO code has as many characters as its list allows, a proprietary one at most 35. */
    static void code(String field, Optional<Code> code, int isoChars) {
        code.ifPresent(own -> text(field, own.value(), own.proprietary() ? 35 : isoChars));
    }

    /** What a file or group says of its transactions: at least one, and a positive sum. */
    static void totals(String what, int count, BigDecimal sum) {
        if (count < 1 || sum.signum() <= 0) {
            throw new IllegalArgumentException(
                    what + " tells of " + count + " transactions, sum " + sum);
        }
    }
}
