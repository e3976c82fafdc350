package kontor.identifiers;

import java.util.Optional;
import java.util.regex.Pattern;
import kontor.core.Country;
import kontor.domestic.Modulus97;
import kontor.domestic.TypedText;

/**
 * The creditor identifier of the EPC direct debit rulebooks (EPC262-08): a country code, two check
 * digits, a business code of three characters that the creditor chooses (ZZZ by default), and a
 * national part.
 */
public final class CreditorIdentifier {

    private static final Pattern SHAPE =
            Pattern.compile("[A-Z]{2}[0-9]{2}[A-Z0-9+?/:().,'-]{3}[A-Z0-9+?/:().,'-]{1,28}");

    private CreditorIdentifier() {}

    public static String normalize(String typed) {
        return TypedText.compact(typed);
    }

    public static Optional<String> problem(String normalized) {
        if (!SHAPE.matcher(normalized).matches() || !Country.isCode(normalized.substring(0, 2))) {
            return Optional.of(
                    "a creditor identifier is a country code, two check digits, a business code of"
                            + " three characters and a national part of up to 28, such as"
                            + " DE98ZZZ09999999999");
        }
        if (!Modulus97.accepts(normalized.substring(0, 4), normalized.substring(7))) {
            return Optional.of(
                    "the check digits of the creditor identifier do not fit the rest;"
                            + " compare it with the letter in which it was assigned");
        }
        return Optional.empty();
    }

    /**
     * The identifier with the business code (positions 5 to 7) replaced by ZZZ. Two identifiers
     * name the same creditor when these are equal.
     */
    public static String comparable(String identifier) {
        String normalized = normalize(identifier);
        return normalized.length() < 7
                ? normalized
                : normalized.substring(0, 4) + "ZZZ" + normalized.substring(7);
    }
}
