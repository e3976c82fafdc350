package kontor.domestic;

import java.util.Optional;

/**
 * A Finnish number, in its machine form of 14 digits: the old form 123456-785 has its zeros left
 * out after the sixth digit, at banks 4 and 5 after the seventh. The last digit is a Luhn check
 * digit.
 */
final class FinnishForm implements NumberForm {

    private static final int LENGTH = 14;
    private static final int SHORTEST = 8;

    @Override
    public String normalize(String typed) {
        String joined = TypedText.compact(typed, "-");
        int head = joined.startsWith("4") || joined.startsWith("5") ? 7 : 6;
        return joined.length() < SHORTEST || joined.length() > LENGTH
                ? joined
                : joined.substring(0, head)
                        + TypedText.filled(joined.substring(head), LENGTH - head);
    }

    @Override
    public Optional<String> problem(String number) {
        return new DigitsForm(
                        "",
                        LENGTH,
                        LENGTH,
                        "a FI account number is written 123456-785, or has 14 digits",
                        digits -> !digits.matches("0+") && Luhn.accepts(digits))
                .problem(number);
    }
}
