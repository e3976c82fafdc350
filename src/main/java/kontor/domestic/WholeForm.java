package kontor.domestic;

import java.util.Optional;

/**
 * Letters and digits, perhaps only a part of what an IBAN of the market has after its check digits.
 * Where the number is the whole of it, its national check digits are checked.
 *
 * @param market ISO 3166 code
 * @param separators that people put between groups and that mean nothing
 * @param whole how long the whole is; 0 where it has no check digits
 * @param lost how many leading zeros a spreadsheet may take away without another kind of number
 *     being meant
 */
record WholeForm(String market, String separators, int whole, int lost) implements NumberForm {

    @Override
    public String normalize(String typed) {
        String compact = TypedText.compact(typed, separators);
        return market.equals("PL") && compact.matches("PL[0-9]{26}")
                ? compact.substring(2)
                : compact;
    }

    @Override
    public Optional<String> problem(String number) {
        if (!number.matches("[A-Z0-9]{1,34}")) {
            return Optional.of(
                    "an account number has 1 to 34 letters and digits;"
                            + " leave out all other characters");
        }
        String full = TypedText.filled(number, whole);
        boolean isLost =
                number.length() < whole
                        && number.length() >= whole - lost
                        && wholeProblem(full).isEmpty();
        if (isLost) {
            return Optional.of("a number of " + market + " is longer" + DigitsForm.lostZeros(full));
        }
        return whole == number.length() ? wholeProblem(number) : Optional.empty();
    }

    private Optional<String> wholeProblem(String number) {
        // The digits of a Polish number are an IBAN without its country.
        boolean isPolish = market.equals("PL");
        if (isPolish && !isIban(number)) {
            return Optional.of(
                    "the first two digits of the number are check digits and do not fit the"
                            + " rest; a digit is wrong or two are swapped, compare it with the"
                            + " original");
        }
        String bban = isPolish ? number.substring(2) : number;
        return bban.matches(market.matches("FR|IT") ? "[A-Z0-9]+" : "[0-9]+")
                ? NationalCheck.problem(market, bban)
                : Optional.empty();
    }

    private static boolean isIban(String number) {
        return TypedText.isDigits(number)
                && Modulus97.accepts("PL" + number.substring(0, 2), number.substring(2));
    }
}
