package kontor.identifiers;

import java.util.Optional;

/**
 * A Swedish bank account: clearing number and account number.
 *
 * @param clearing 4 digits, as in files; the fifth digit that Swedbank writes (8327-9) is left out
 * @param account 2 to 10 digits with the check digit
 */
public record SwedishAccount(String clearing, String account) {

    public SwedishAccount {
        if (clearing.length() != 4
                || !TypedText.isDigits(clearing)
                || account.length() > 10
                || !TypedText.isDigits(account)) {
            throw new IllegalStateException(
                    "not a Swedish account: clearing of "
                            + clearing.length()
                            + " and account of "
                            + account.length()
                            + " characters");
        }
    }

    /** Accepts hyphens, blanks, commas and points between clearing number and account. */
    public static String normalize(String typed) {
        return TypedText.compact(typed, "-,.");
    }

    /**
     * What is wrong with clearing number and account joined, by the form that belongs to the range
     * of the clearing number.
     */
    public static Optional<String> problem(String normalized) {
        if (!normalized.matches("[0-9]{6,15}")) {
            return Optional.of(
                    "a Swedish account number is the clearing number (4 or 5 digits)"
                            + " followed by the account number (up to 10 digits), digits only");
        }
        String clearing = normalized.substring(0, 4);
        var range = ClearingRange.find(Integer.parseInt(clearing));
        if (range.isEmpty()) {
            return Optional.of(
                    "clearing number "
                            + clearing
                            + " is in no range of Bankgirot's"
                            + " list; put the clearing number in front of the account number");
        }
        var form = range.get().form();
        var account = split(normalized).account;
        if (!form.fitsLength(account)) {
            String length = form.length + " after it, this one " + account.length();
            return Optional.of(
                    "accounts of clearing number "
                            + clearing
                            + " have "
                            + length
                            + "; fill missing digits with leading zeros");
        }
        if (!form.fitsCheckDigit(clearing, account)) {
            return Optional.of(
                    "the last digit of the account number does not check with"
                            + " clearing number "
                            + clearing
                            + "; a digit is wrong or two are swapped,"
                            + " compare it with the original");
        }
        return Optional.empty();
    }

    /** The two parts of a number that has no problem; empty when it has one. */
    public static Optional<SwedishAccount> find(String normalized) {
        if (problem(normalized).isPresent()) {
            return Optional.empty();
        }
        var split = split(normalized);
        return Optional.of(new SwedishAccount(split.clearing, split.account));
    }

    /** 16 digits as in Bankgirot's files: clearing number, then the account zero-filled to 12. */
    public String zeroFilled() {
        return clearing + "0".repeat(12 - account.length()) + account;
    }

    private record Split(String clearing, String account) {}

    private static Split split(String normalized) {
        int accountStart = hasFifthClearingDigit(normalized) ? 5 : 4;
        return new Split(normalized.substring(0, 4), normalized.substring(accountStart));
    }

    /**
     * Swedbank's clearing numbers 8xxx may have a check digit of their own. In a joined number only
     * the check digits show whether it is there, and not every account has one: the fifth digit
     * belongs to the clearing number when it is a valid check digit, unless only the other reading
     * gives a valid account.
     */
    private static boolean hasFifthClearingDigit(String normalized) {
        if (normalized.charAt(0) != '8' || normalized.length() == 6) {
            return false;
        }
        if (normalized.length() == 15) {
            return true;
        }
        boolean fifthChecks = Luhn.accepts(normalized.substring(0, 5));
        boolean onlyWithoutFifth =
                Luhn.accepts(normalized.substring(4)) && !Luhn.accepts(normalized.substring(5));
        return fifthChecks && !onlyWithoutFifth;
    }
}
