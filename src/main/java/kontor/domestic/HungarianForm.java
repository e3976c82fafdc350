package kontor.domestic;

import java.util.Optional;

/**
 * A Hungarian number: bank and branch (8 digits, of which the last checks) and the account, of 8 or
 * 16 digits. A short one is the same as with eight zeros behind it, and they stand in its IBAN.
 */
final class HungarianForm implements NumberForm {

    private static final int SHORT = 16;
    private static final int LONG = 24;
    private static final String REST = "0".repeat(LONG - SHORT);

    private static final DigitsForm FORM =
            new DigitsForm(
                    "-",
                    LONG,
                    LONG,
                    "an HU account number has 16 or 24 digits, written 11773016-11111018",
                    number -> NationalCheck.problem("HU", number).isEmpty());

    @Override
    public String normalize(String typed) {
        String digits = FORM.normalize(typed);
        return digits.length() == SHORT && TypedText.isDigits(digits) ? digits + REST : digits;
    }

    @Override
    public Optional<String> problem(String number) {
        boolean mayLackAZero = number.length() == SHORT - 1 && TypedText.isDigits(number);
        String full = "0" + number + REST;
        return FORM.problem(number)
                .map(
                        problem ->
                                mayLackAZero && FORM.problem(full).isEmpty()
                                        ? problem + DigitsForm.lostZeros("0" + number)
                                        : problem);
    }
}
