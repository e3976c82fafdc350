package kontor.iso20022;

import java.math.BigDecimal;
import java.util.Optional;

/** The lengths and signs that the schemas demand of values written. */
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

    /** A code of ISO's is as long as its list allows, one of the bank's own at most 35. */
    static void code(String field, Optional<Code> code, int isoChars) {
        code.ifPresent(told -> text(field, told.value(), told.proprietary() ? 35 : isoChars));
    }

    static void told(String what, int count, BigDecimal sum) {
        if (count < 1 || sum.signum() <= 0) {
            throw new IllegalArgumentException(
                    what + " tells of " + count + " transactions, sum " + sum);
        }
    }
}
