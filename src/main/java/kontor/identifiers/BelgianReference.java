package kontor.identifiers;

import java.util.Optional;
import java.util.regex.Pattern;
import kontor.domestic.TypedText;

/**
 * The structured communication of Belgium (OGM-VCS of Febelfin): 12 digits, of which the last two
 * are the remainder of the ten before them by 97, and 97 where that is 0. People write it as {@code
 * +++090/9337/55493+++}, with stars, or with its slashes alone.
 */
public final class BelgianReference {

    private static final Pattern WRITTEN =
            Pattern.compile(
                    "([+]{3}|[*]{3})?([0-9]{3}/[0-9]{4}/[0-9]{5}|[0-9]{12})([+]{3}|[*]{3})?");
    private static final Pattern FRAMED = Pattern.compile(".*[+*].*");
    private static final Pattern NO_DIGITS = Pattern.compile("[^0-9]");
    private static final String EURO = "EUR";
    private static final int DIGITS = 12;

    /** Behind it lie blanks, digits and signs of other keyboards. */
    private static final char LAST_PLAIN = '\u0080';

    private BelgianReference() {}

    /**
     * Whether a text is to be taken for one. Nothing else has the frame; groups between slashes
     * alone may be anybody's number, but for euros, in which Belgium pays. Twelve digits alone may
     * be anything.
     *
     * @param currency of the payment, by ISO 4217
     */
    public static boolean isMeant(String reference, String currency) {
        String compact = compact(reference);
        return written(compact)
                && (FRAMED.matcher(compact).matches()
                        || currency.equals(EURO) && compact.indexOf('/') >= 0);
    }

    private static boolean written(String reference) {
        var written = WRITTEN.matcher(reference);
        return written.matches()
                && Optional.ofNullable(written.group(1))
                        .equals(Optional.ofNullable(written.group(3)));
    }

    /** In plain signs and without blanks; as it is where a letter shows that it is none. */
    private static String compact(String reference) {
        for (int i = 0; i < reference.length(); i++) {
            char sign = reference.charAt(i);
            if (sign < LAST_PLAIN && Character.isLetter(sign)) {
                return reference; // as most have one
            }
        }
        return TypedText.compact(reference);
    }

    /** The digits of one that is written in any way; anything else comes back as it is. */
    public static String normalize(String reference) {
        String compact = compact(reference);
        return written(compact) ? NO_DIGITS.matcher(compact).replaceAll("") : reference;
    }

    public static Optional<String> problem(String normalized) {
        if (normalized.length() != DIGITS || !TypedText.isDigits(normalized)) {
            return Optional.of("a Belgian structured communication has 12 digits");
        }
        int remainder = (int) (Long.parseLong(normalized.substring(0, 10)) % 97);
        return (remainder == 0 ? 97 : remainder) == Integer.parseInt(normalized.substring(10))
                ? Optional.empty()
                : Optional.of(
                        "the last two digits of the structured communication do not check; compare"
                                + " it with the invoice, or add a word if it is a message");
    }
}
