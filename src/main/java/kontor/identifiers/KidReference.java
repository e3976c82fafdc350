package kontor.identifiers;

import java.util.Optional;
import kontor.domestic.Luhn;
import kontor.domestic.Modulus11;
import kontor.domestic.TypedText;

/** The Norwegian KID: 2 to 25 characters, the last one a check character by modulus 10 or 11. */
public final class KidReference {

    private KidReference() {}

    public static String normalize(String typed) {
        return TypedText.compact(typed);
    }

    public static Optional<String> problem(String normalized) {
        if (!normalized.matches("[0-9]{1,24}[0-9-]")) {
            return Optional.of("a KID has 2 to 25 digits, of which the last may be a hyphen");
        }
        boolean fine =
                !normalized.endsWith("-") && Luhn.accepts(normalized)
                        || Modulus11.kidCheck(normalized.substring(0, normalized.length() - 1))
                                == normalized.charAt(normalized.length() - 1);
        return fine
                ? Optional.empty()
                : Optional.of(
                        "the last character of the KID checks neither by modulus 10 nor 11; compare"
                                + " it with the invoice");
    }
}
