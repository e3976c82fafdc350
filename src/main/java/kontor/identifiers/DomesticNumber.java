package kontor.identifiers;

import java.util.Optional;
import java.util.Set;

/** Account numbers of type NUMBER, whose form differs from market to market. */
final class DomesticNumber {

    // In other markets a hyphen may have a meaning (19-145399 and 19145399 are two Czech accounts):
    // there it is refused, not removed.
    private static final Set<String> HYPHENS_ARE_LAYOUT =
            Set.of("AU", "DK", "GB", "IS", "NO", "NZ", "US");

    private DomesticNumber() {}

    static String normalize(String market, String typed) {
        if (market.equals("SE")) {
            return SwedishAccount.normalize(typed);
        }
        return TypedText.compact(typed, HYPHENS_ARE_LAYOUT.contains(market) ? "-." : "");
    }

    static Optional<String> problem(String market, String normalized) {
        return switch (market) {
            case "SE" -> SwedishAccount.problem(normalized);
            // Modulus checking of sort code and account needs the scheme's table, which we do not
            // have.
            case "GB" ->
                    unless(
                            normalized.matches("[0-9]{8}"),
                            "a GB account number has exactly 8 digits;"
                                    + " the sort code goes into routing as GB_DSC");
            case "DK" ->
                    unless(
                            normalized.matches("[0-9]{5,14}"),
                            "a DK account number is the 4 digits of the registration number"
                                + " followed by the account number (up to 10 digits), digits only");
            case "NO" -> norwegianProblem(normalized);
            case "AU" ->
                    unless(
                            normalized.matches("[0-9]{4,9}"),
                            "an AU account number has 4 to 9 digits; the branch goes into routing"
                                    + " as AU_BSB");
            case "IS" ->
                    unless(
                            normalized.matches("[0-9]{12}"),
                            "an IS account number has exactly 12 digits: bank 4, ledger 2 and"
                                    + " account 6");
            case "NZ" ->
                    unless(
                            normalized.matches("[0-9]{15,16}"),
                            "an NZ account number has 15 or 16 digits: bank 2, branch 4, account 7,"
                                    + " suffix 2 or 3");
            case "US" ->
                    unless(
                            normalized.matches("[0-9]{4,17}"),
                            "a US account number has 4 to 17 digits;"
                                    + " the bank's number goes into routing as US_ABA");
            default ->
                    unless(
                            normalized.matches("[A-Z0-9]{1,34}"),
                            "an account number has 1 to 34 letters and digits;"
                                    + " leave out all other characters");
        };
    }

    private static Optional<String> norwegianProblem(String normalized) {
        if (!normalized.matches("[0-9]{11}")) {
            return Optional.of("a NO account number has exactly 11 digits, written 8601 11 17947");
        }
        return unless(
                Modulus11.acceptsNorwegian(normalized),
                "the last digit of the NO account number does not check;"
                        + " a digit is wrong or two are swapped, compare it with the original");
    }

    private static Optional<String> unless(boolean fine, String problem) {
        return fine ? Optional.empty() : Optional.of(problem);
    }
}
