package kontor.domestic;

import java.util.List;
import java.util.Optional;

/**
 * A Danish number: registration number of 4 digits and account of 10, together the BBAN of the IBAN
 * registry. There are no check digits.
 */
final class DanishForm implements NumberForm {

    private static final int REGISTRATION = 4;
    private static final int ACCOUNT = 10;

    /** A shorter one in a row tells no more where the account begins. */
    private static final int SHORTEST_JOINED = 11;

    /** What a spreadsheet leaves of a number never begins with it. */
    private static final String ZERO = "0";

    private static final String WORDS =
            "a DK account number is the registration number (4 digits) and the account number (up"
                    + " to 10 digits), written 0040-0440116243";

    @Override
    public String normalize(String typed) {
        var groups = TypedText.groups(typed, "-.");
        String joined = String.join("", groups);
        int registration = registration(groups, TypedText.compact(typed));
        int account = joined.length() - registration;
        return registration > 0 && account > 0 && account <= ACCOUNT
                ? TypedText.filled(joined.substring(0, registration), REGISTRATION)
                        + TypedText.filled(joined.substring(registration), ACCOUNT)
                : joined;
    }

    /** How many digits of the registration number were written; 0 where nothing tells it. */
    private static int registration(List<String> groups, String compact) {
        if (groups.isEmpty()) {
            return 0;
        }
        int first = groups.getFirst().length();
        boolean isApart =
                first == REGISTRATION
                        || groups.size() == 2
                        || compact.length() > first && compact.charAt(first) == '-';
        if (groups.size() > 1 && first <= REGISTRATION && isApart) {
            return first;
        }
        return isWhole(String.join("", groups)) ? REGISTRATION : 0;
    }

    /**
     * Whether digits in a row begin with the whole registration number: 40-0440116243 without the
     * zeros of 0040 would be read as an account of 4004.
     */
    private static boolean isWhole(String joined) {
        return joined.length() == REGISTRATION + ACCOUNT
                || joined.length() >= SHORTEST_JOINED && joined.startsWith(ZERO);
    }

    @Override
    public Optional<String> problem(String number) {
        if (!TypedText.isDigits(number) || number.length() != REGISTRATION + ACCOUNT) {
            return Optional.of(
                    WORDS
                            + "; in a row it has all 14 digits: where a spreadsheet took leading"
                            + " zeros away, put them back");
        }
        return number.startsWith("0000")
                ? Optional.of(DomesticNumber.PLACEHOLDER)
                : DomesticNumber.placeholderProblem("DK", number.substring(REGISTRATION));
    }
}
