package kontor.identifiers;

import java.util.Optional;
import kontor.domestic.Luhn;
import kontor.domestic.TypedText;

/** The OCR reference of Swedish giro payments: 2 to 25 digits, the last one a Luhn check digit. */
public final class OcrReference {

    private OcrReference() {}

    /**
     * Whether a text is to be taken for an OCR reference: all digits. Anything else is a message.
     */
    public static boolean isMeant(String reference) {
        return TypedText.isDigits(TypedText.compact(reference));
    }

    public static String normalize(String typed) {
        return TypedText.compact(typed);
    }

    public static Optional<String> problem(String normalized) {
        if (!normalized.matches("[0-9]{2,25}")) {
            return Optional.of(
                    "an OCR reference has 2 to 25 digits; add a word if it is a message");
        }
        return Luhn.accepts(normalized)
                ? Optional.empty()
                : Optional.of(
                        "the last digit of the OCR reference does not check; compare it with the"
                                + " invoice, or add a word if it is a message");
    }
}
