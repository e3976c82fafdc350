package kontor.identifiers;

import java.util.Optional;
import kontor.domestic.Luhn;
import kontor.domestic.TypedText;

/** A Swedish bankgiro number: 7 or 8 digits, the last one a Luhn check digit. */
public final class Bankgiro {

    private Bankgiro() {}

    /** Accepts 505-0604, 5050604 and the zero-filled form of files, 0005050604. */
    public static String normalize(String typed) {
        return TypedText.withoutLeadingZeros(TypedText.compact(typed, "-"));
    }

    public static Optional<String> problem(String normalized) {
        if (!normalized.matches("[0-9]{7,8}")) {
            return Optional.of(
                    "a bankgiro number has 7 or 8 digits," + " written 505-0604 or 5555-5551");
        }
        if (!Luhn.accepts(normalized)) {
            return Optional.of(
                    "the last digit of the bankgiro number does not check;"
                            + " a digit is wrong or two are swapped, compare it with the invoice");
        }
        return Optional.empty();
    }
}
