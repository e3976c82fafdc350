package kontor.identifiers;

import java.util.Optional;
import java.util.regex.Pattern;
import kontor.domestic.Modulus97;
import kontor.domestic.TypedText;

/** The creditor reference of ISO 11649: RF, two check digits and up to 21 letters or digits. */
public final class RfReference {

    private static final Pattern FORM = Pattern.compile("RF[0-9]{2}[A-Z0-9]{1,21}");

    /** Too long to be right, and yet meant for one. */
    private static final Pattern MEANT = Pattern.compile("RF[0-9]{2}[A-Z0-9]{1,31}");

    private static final Pattern GROUPS = Pattern.compile("(?:\\S{4} +)+\\S{1,4}");

    /** Of digits alone it is one, whatever the groups in which people write it. */
    private static final Pattern OF_DIGITS = Pattern.compile("RF[0-9]{3,33}");

    private RfReference() {}

    /** Without blanks, and without the hyphens that people put between groups of digits. */
    public static String normalize(String typed) {
        String joined = TypedText.compact(typed, "-");
        return OF_DIGITS.matcher(joined).matches() ? joined : TypedText.compact(typed);
    }

    /**
     * Whether a text is to be taken for one: RF and two digits, in one word or in the groups of
     * four in which it is printed, or with digits in any groups. A sentence that begins with RF is
     * none.
     */
    public static boolean isMeant(String reference) {
        if (!TypedText.begins(reference, 'R')) {
            return false; // as most do
        }
        String normalized = normalize(reference);
        String text = reference.strip();
        boolean isOneWord = !text.contains(" ");
        return OF_DIGITS.matcher(normalized).matches()
                || MEANT.matcher(normalized).matches()
                        && (isOneWord || GROUPS.matcher(text).matches());
    }

    /** The reference in its one form, where a text is one and nothing is wrong with it. */
    public static Optional<String> find(String typed) {
        return TypedText.begins(typed, 'R')
                ? Optional.of(normalize(typed)).filter(rf -> problem(rf).isEmpty())
                : Optional.empty();
    }

    public static Optional<String> problem(String normalized) {
        if (!FORM.matcher(normalized).matches()) {
            return Optional.of(
                    "a creditor reference is RF, two check digits and 1 to 21 letters or"
                            + " digits, such as RF18539007547034");
        }
        if (!Modulus97.accepts(normalized.substring(0, 4), normalized.substring(4))) {
            return Optional.of(
                    "the check digits of the creditor reference do not fit the rest; a character is"
                        + " wrong or two are swapped, compare it with the invoice, or add a word"
                        + " before it if it is a message");
        }
        return Optional.empty();
    }
}
