package kontor.domestic;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * Digits in a row.
 *
 * @param separators that people put between groups and that mean nothing
 * @param shortest how many digits at least
 * @param longest how many at most
 * @param words what the number is, as a sentence
 * @param check whether the check digits are right
 */
record DigitsForm(
        String separators, int shortest, int longest, String words, Predicate<String> check)
        implements NumberForm {

    private static final int MOST_LOST = 3;

    static DigitsForm of(String separators, int shortest, int longest, String words) {
        return new DigitsForm(separators, shortest, longest, words, _ -> true);
    }

    @Override
    public String normalize(String typed) {
        return TypedText.compact(typed, separators);
    }

    @Override
    public Optional<String> problem(String number) {
        if (!TypedText.isDigits(number)
                || number.length() < shortest
                || number.length() > longest) {
            return Optional.of(words + lost(number));
        }
        return check.test(number)
                ? Optional.empty()
                : Optional.of(
                        "the check digit of the number is wrong: a digit is wrong or two are"
                                + " swapped, compare it with the original; "
                                + words);
    }

    private String lost(String number) {
        String full = TypedText.filled(number, longest);
        boolean isLost =
                shortest == longest
                        && TypedText.isDigits(number)
                        && number.length() < longest
                        && number.length() >= longest - MOST_LOST
                        && check.test(full);
        return isLost ? lostZeros(full) : "";
    }

    /**
     * The end of a message about a number that is too short.
     *
     * @param full with the zeros before it
     */
    static String lostZeros(String full) {
        return "; a spreadsheet may have taken leading zeros away: then it is " + full;
    }
}
