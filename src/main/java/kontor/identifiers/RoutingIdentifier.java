package kontor.identifiers;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kontor.core.Fault;
import kontor.domestic.DomesticNumber;
import kontor.domestic.TypedText;

/**
 * The number that leads a payment to a bank or branch. It may be wrong: {@link #faults()} lists
 * what is wrong.
 *
 * @param type what kind of number it is
 * @param number without blanks and hyphens
 */
public record RoutingIdentifier(RoutingIdentifierType type, String number) {

    /** A Canadian transit number with its institution, as cheques have it: 00002-003. */
    private static final Pattern CHEQUE = Pattern.compile("([0-9]{5})-([0-9]{3})");

    public static RoutingIdentifier of(RoutingIdentifierType type, String typed) {
        var cheque = CHEQUE.matcher(TypedText.compact(typed));
        return type == RoutingIdentifierType.CA_CPA && cheque.matches()
                ? new RoutingIdentifier(type, "0" + cheque.group(2) + cheque.group(1))
                : new RoutingIdentifier(type, TypedText.compact(typed, "-"));
    }

    /** The country of the bank. */
    String country() {
        return type == RoutingIdentifierType.BIC
                ? Bic.country(number)
                : type.name().substring(0, type.name().indexOf('_'));
    }

    /** Everything that is wrong; the fields are relative to this identifier. */
    public List<Fault> faults() {
        if (number.isEmpty()) {
            return List.of(Fault.required("number"));
        }
        return problem().map(problem -> Fault.invalid("number", problem)).stream().toList();
    }

    private Optional<String> problem() {
        return switch (type) {
            case BIC -> Bic.problem(number);
            case US_ABA -> nationalProblem().or(this::americanProblem);
            default -> nationalProblem();
        };
    }

    private Optional<String> nationalProblem() {
        return TypedText.spreadsheetProblem(number)
                .or(() -> type.problem(number).map(problem -> problem + lostZeros()))
                .or(() -> DomesticNumber.placeholderProblem(number));
    }

    /** What to do where the number would be right with the zeros that spreadsheets take away. */
    private String lostZeros() {
        return Stream.of("0", "00")
                .map(zeros -> zeros + number)
                .filter(full -> type.isFixed() && type.problem(full).isEmpty())
                .findFirst()
                .map(
                        full ->
                                "; a spreadsheet may have taken leading zeros away: then it is "
                                        + full)
                .orElse("");
    }

    /**
     * The check of the American Bankers Association: with weights 3, 7, 1 from the left, the sum
     * can be divided by ten.
     */
    private Optional<String> americanProblem() {
        int sum = 0;
        for (int place = 0; place < 9; place++) {
            sum += (number.charAt(place) - '0') * (place % 3 == 0 ? 3 : place % 3 == 1 ? 7 : 1);
        }
        return sum % 10 == 0
                ? Optional.empty()
                : Optional.of(
                        "the last digit of the US_ABA routing number does not check; a digit is"
                                + " wrong or two are swapped, compare it with the original");
    }
}
