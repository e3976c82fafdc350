package kontor.identifiers;

import java.util.Optional;
import kontor.domestic.Luhn;
import kontor.domestic.TypedText;

/** A Swedish plusgiro number: 2 to 8 digits, the last one a Luhn check digit. */
public final class Plusgiro {

    private Plusgiro() {}

    /** Accepts 12 34 56-6, 1234566 and a zero-filled form. */
    public static String normalize(String typed) {
        return TypedText.withoutLeadingZeros(TypedText.compact(typed, "-"));
    }

    public static Optional<String> problem(String normalized) {
        if (!normalized.matches("[0-9]{2,8}")) {
            return Optional.of("a plusgiro number has 2 to 8 digits, written 12 34 56-6");
        }
        if (!Luhn.accepts(normalized)) {
            return Optional.of(
                    "the last digit of the plusgiro number does not check;"
                            + " a digit is wrong or two are swapped, compare it with the invoice");
        }
        return Optional.empty();
    }
}
