package kontor.domestic;

import java.util.List;
import java.util.Optional;

/**
 * A Swedish bank account: clearing number and account number.
 *
 * @param clearing 4 digits, as in files; the fifth digit that Swedbank writes (8327-9) is left out
 * @param account 2 to 10 digits with the check digit, as long as the bank's accounts are
 */
public record SwedishAccount(String clearing, String account) {

    private static final int CLEARING = 4;
    private static final int WITH_FIFTH = 15;

    /** A fifth digit of the clearing number that is written apart, as in 8327-9 12345674. */
    private static final String WRONG_FIFTH = "8[0-9]{3}-[0-9]+";

    /** A personal number, which is an account of Nordea behind 3300 only. */
    private static final String PERSON = "((19|20)[0-9]{2}|[0-9]{2})[0-9]{4}-[0-9]{4}";

    private static final String PERSONAL_ACCOUNTS = "3300|3782";

    /** Where the number of the bank begins and ends in an IBAN. */
    private static final int BANK_START = 4;

    private static final int BANK_END = 7;
    private static final String HANDELSBANKEN = "600";
    private static final String NORDEA_PERSONAL = "300";

    public SwedishAccount {
        if (clearing.length() != CLEARING
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

    /**
     * The one way in which an account is written here, {@link #number()}; blanks, hyphens, commas
     * and points may divide what was typed. What is no account comes back as it was typed.
     */
    public static String normalize(String typed) {
        String joined = TypedText.compact(typed, "-,.");
        if (TypedText.compact(typed).matches(PERSON)) {
            return TypedText.compact(typed);
        }
        if (joined.matches("(" + PERSONAL_ACCOUNTS + ")(19|20)[0-9]{10}")) {
            joined = joined.substring(0, CLEARING) + joined.substring(CLEARING + 2);
        }
        if (!joined.matches("[0-9]{6,15}")) {
            return joined;
        }
        var groups = TypedText.groups(typed, "-,.");
        if (joined.charAt(0) == '8' && hasFifthApart(typed, groups)) {
            return Luhn.accepts(joined.substring(0, 5))
                    ? of(joined.substring(0, CLEARING), joined.substring(5))
                            .map(SwedishAccount::number)
                            .orElse(joined)
                    : joined.substring(0, CLEARING) + "-" + joined.substring(CLEARING);
        }
        if (isDoubtful(joined) && groups.getFirst().length() == CLEARING) {
            return of(joined.substring(0, CLEARING), joined.substring(CLEARING))
                    .map(SwedishAccount::number)
                    .orElse(joined);
        }
        return find(joined).map(SwedishAccount::number).orElse(joined);
    }

    private static boolean hasFifthApart(String typed, List<String> groups) {
        return groups.getFirst().length() == 5 && groups.size() > 1
                || groups.size() > 2
                        && groups.getFirst().length() == CLEARING
                        && groups.get(1).length() == 1
                        && TypedText.compact(typed).charAt(CLEARING) == '-';
    }

    /**
     * What is wrong with clearing number and account joined, by the form that belongs to the range
     * of the clearing number.
     */
    public static Optional<String> problem(String normalized) {
        if (normalized.matches(WRONG_FIFTH)) {
            return Optional.of(
                    "the fifth digit of the clearing number does not check with the four before"
                            + " it; compare it with the original, or leave it out");
        }
        if (normalized.matches(PERSON)) {
            return Optional.of(
                    "this is a personal number; if it is an account at Nordea, put the clearing"
                            + " number 3300 before it");
        }
        if (!normalized.matches("[0-9]{6,15}")) {
            return Optional.of(
                    "a Swedish account number is the clearing number (4 or 5 digits)"
                            + " followed by the account number (up to 10 digits), digits only");
        }
        if (isDoubtful(normalized)) {
            return Optional.of(
                    "the fifth digit may belong to the clearing number or to the account, and"
                            + " neither has a check digit that tells; write them apart, as in"
                            + " 8327-9 12345674");
        }
        var split = split(normalized);
        return problem(split.clearing, split.account);
    }

    private static Optional<String> problem(String clearing, String account) {
        var range = ClearingRange.of(clearing);
        if (range.isEmpty()) {
            return Optional.of(
                    "clearing number "
                            + clearing
                            + " is in no range of Bankgirot's"
                            + " list; put the clearing number in front of the account number");
        }
        var form = range.get().form();
        if (!form.fitsLength(account)) {
            String length = form.length + " after it, this one " + account.length();
            return Optional.of(
                    "accounts of clearing number "
                            + clearing
                            + " have "
                            + length
                            + form.withLostZeros(clearing, account)
                                    .map(full -> clearing + " " + full)
                                    .map(DigitsForm::lostZeros)
                                    .orElse("; compare it with the original"));
        }
        if (account.matches("0+")) {
            return Optional.of(DomesticNumber.PLACEHOLDER);
        }
        return form.fitsCheckDigit(clearing, account)
                ? Optional.empty()
                : Optional.of(
                        "the last digit of the account number does not check with"
                                + " clearing number "
                                + clearing
                                + "; a digit is wrong or two are swapped,"
                                + " compare it with the original");
    }

    /** The two parts of a number that has no problem; empty when it has one. */
    public static Optional<SwedishAccount> find(String normalized) {
        if (problem(normalized).isPresent()) {
            return Optional.empty();
        }
        var split = split(normalized);
        return of(split.clearing, split.account);
    }

    /**
     * An account whose parts are known apart, as in files; empty when something is wrong with it.
     *
     * @param account with as many leading zeros as anybody likes, as long as the form allows
     */
    public static Optional<SwedishAccount> of(String clearing, String account) {
        if (!TypedText.isDigits(clearing + account)
                || clearing.length() != CLEARING
                || problem(clearing, account).isPresent()) {
            return Optional.empty();
        }
        var form = ClearingRange.of(clearing).orElseThrow().form();
        return Optional.of(new SwedishAccount(clearing, form.canonical(account)));
    }

    /**
     * Clearing number and account joined, without the fifth digit of the clearing number; with it,
     * and the account filled to 10 digits, where the number could be read otherwise.
     */
    public String number() {
        String joined = clearing + account;
        boolean isPlain = !isDoubtful(joined) && split(joined).account.length() == account.length();
        return isPlain ? joined : clearing + Luhn.digit(clearing) + TypedText.filled(account, 10);
    }

    /** As banks write it in files: the clearing number of 4 digits and the account. */
    public String inFiles() {
        return clearing + account;
    }

    /** Whether the clearing number is one behind which accounts have 7 digits. */
    public boolean hasSevenDigits() {
        return ClearingRange.of(clearing).orElseThrow().form().hasSevenDigits();
    }

    /** The clearing number as Swedbank writes it, with the check digit of its own. */
    public String fiveDigits() {
        return clearing + Luhn.digit(clearing);
    }

    /**
     * The account in a Swedish IBAN (ISO 13616): country and check digits, 3 digits of the bank, 17
     * of the account. The clearing number is part of the account of most banks; of two it is known.
     */
    public static Optional<SwedishAccount> ofIban(String iban) {
        if (!iban.matches("SE[0-9]{22}")) {
            return Optional.empty();
        }
        String digits = iban.substring(BANK_END);
        return switch (iban.substring(BANK_START, BANK_END)) {
            case HANDELSBANKEN -> of("6000", digits.substring(8));
            case NORDEA_PERSONAL -> of("3300", digits.substring(7));
            default -> find(digits.replaceFirst("^0+", ""));
        };
    }

    /** 16 digits as in Bankgirot's files: clearing number, then the account zero-filled to 12. */
    public String zeroFilled() {
        return clearing + TypedText.filled(account, 12);
    }

    private record Split(String clearing, String account) {}

    private static Split split(String normalized) {
        int accountStart = hasFifthClearingDigit(normalized) ? 5 : CLEARING;
        return new Split(normalized.substring(0, CLEARING), normalized.substring(accountStart));
    }

    /**
     * Swedbank's clearing numbers 8xxx may have a check digit of their own. In a joined number only
     * the check digits show whether it is there, and not every account has one: the fifth digit
     * belongs to the clearing number when it is a valid check digit, unless only the other reading
     * gives a valid account.
     */
    private static boolean hasFifthClearingDigit(String normalized) {
        if (!mayHaveFifth(normalized)) {
            return false;
        }
        boolean onlyWithoutFifth =
                Luhn.accepts(normalized.substring(4)) && !Luhn.accepts(normalized.substring(5));
        return normalized.length() == WITH_FIFTH || !onlyWithoutFifth;
    }

    /** Whether no check digit tells to what the fifth digit belongs. */
    private static boolean isDoubtful(String normalized) {
        return mayHaveFifth(normalized)
                && normalized.length() < WITH_FIFTH
                && !Luhn.accepts(normalized.substring(4))
                && !Luhn.accepts(normalized.substring(5));
    }

    private static boolean mayHaveFifth(String normalized) {
        return normalized.charAt(0) == '8'
                && normalized.length() > 6
                && (normalized.length() == WITH_FIFTH || Luhn.accepts(normalized.substring(0, 5)));
    }
}
