package kontor.identifiers;

import java.util.Optional;
import java.util.regex.Pattern;
import kontor.core.Country;
import kontor.domestic.TypedText;

/** The code of a bank or branch by ISO 9362, also called SWIFT code. */
public final class Bic {

    private static final Pattern SHAPE =
            Pattern.compile("[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?");

    /** One sign four times stands for a bank in forms; but one bank of Serbia has such a code. */
    private static final Pattern PLACEHOLDER =
            Pattern.compile("(?!AAAARSBG)([A-Z0-9])\\1{3}.*|NOTPROVI(DED)?");

    private Bic() {}

    public static String normalize(String typed) {
        return TypedText.compact(typed);
    }

    static String country(String bic) {
        return bic.substring(4, 6);
    }

    public static Optional<String> problem(String normalized) {
        if (normalized.length() != 8 && normalized.length() != 11) {
            return Optional.of(
                    "a BIC has 8 or 11 characters, this one "
                            + normalized.length()
                            + "; compare it with the original");
        }
        if (!SHAPE.matcher(normalized).matches()) {
            return Optional.of(
                    "a BIC is four letters or digits for the bank, a country code of two letters,"
                            + " two letters or digits and perhaps three for the branch, such as"
                            + " COBADEFFXXX");
        }
        if (!Country.isCode(country(normalized))) {
            return Optional.of(
                    "the fifth and sixth character of a BIC are its country and "
                            + country(normalized)
                            + " is none; compare it with the original");
        }
        return PLACEHOLDER.matcher(normalized).matches()
                ? Optional.of(
                        "this is a placeholder that stands for a BIC in forms; give that of the"
                                + " bank")
                : Optional.empty();
    }
}
