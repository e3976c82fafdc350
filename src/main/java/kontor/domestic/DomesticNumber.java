package kontor.domestic;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Account numbers of type NUMBER, whose form differs from market to market. Each has one way in
 * which Kontor keeps, shows and sends it, whatever way it was typed in.
 */
public final class DomesticNumber {

    static final String PLACEHOLDER =
            "this is a placeholder that stands for a number in forms, and no account; give the"
                    + " number that the payee's bank assigned";

    /**
     * What fills forms. Other digits are asked for and given: eights for luck in Asia, 222222222 to
     * a charity in Germany.
     */
    private static final Pattern REPEATED = Pattern.compile("0+|1{6,}|9{6,}");

    /** Numbers that the documents of a market use where none is meant. */
    private static final Map<String, Set<String>> PLACEHOLDERS =
            Map.of(
                    "DE", Set.of("1234567890", "0123456789"),
                    "DK", Set.of("1234567890"),
                    "GB", Set.of("12345678", "87654321"));

    private static final NumberForm ANY = new WholeForm("", "", 0, 0);

    private static final NumberForm SWEDISH =
            new NumberForm() {
                @Override
                public String normalize(String typed) {
                    return SwedishAccount.normalize(typed);
                }

                @Override
                public Optional<String> problem(String number) {
                    return SwedishAccount.problem(number);
                }
            };

    /**
     * Bank and branch (8 digits), then the account of 8 or 16. A short one is the same as with
     * eight zeros behind it, and so it stands in its IBAN.
     */
    private static final NumberForm HUNGARIAN =
            new NumberForm() {
                private static final int SHORT = 16;
                private static final String REST = "00000000";

                private final NumberForm whole =
                        new DigitsForm(
                                "-",
                                SHORT + REST.length(),
                                SHORT + REST.length(),
                                "an HU account number has 16 or 24 digits, written"
                                        + " 11773016-11111018",
                                number -> NationalCheck.problem("HU", number).isEmpty());

                @Override
                public String normalize(String typed) {
                    String digits = whole.normalize(typed);
                    return digits.length() == SHORT ? digits + REST : digits;
                }

                @Override
                public Optional<String> problem(String number) {
                    String full = "0" + number + REST;
                    boolean lacksAZero =
                            number.length() == SHORT - 1 && whole.problem(full).isEmpty();
                    return whole.problem(number)
                            .map(
                                    problem ->
                                            lacksAZero
                                                    ? problem + DigitsForm.lostZeros("0" + number)
                                                    : problem);
                }
            };

    // In other markets a hyphen may have a meaning (19-145399 and 19145399 are two Czech accounts):
    // there it is refused, not removed.
    private static final Map<String, NumberForm> FORMS =
            Map.ofEntries(
                    Map.entry(
                            "AU",
                            DigitsForm.of(
                                    "-.",
                                    4,
                                    9,
                                    "an AU account number has 4 to 9 digits; the branch goes into"
                                            + " routing as AU_BSB")),
                    Map.entry(
                            "BE",
                            new DigitsForm(
                                    "-./",
                                    12,
                                    12,
                                    "a BE account number has exactly 12 digits, written"
                                            + " 539-0075470-34",
                                    NationalCheck::isBelgian)),
                    Map.entry("CZ", new CzechForm()),
                    Map.entry("DK", new DanishForm()),
                    Map.entry("ES", new WholeForm("ES", "-.", 20, 3)),
                    Map.entry("FI", new FinnishForm()),
                    Map.entry("FR", new WholeForm("FR", "-.", 23, 0)),
                    // Modulus checking of sort code and account needs the scheme's table, which we
                    // do not have.
                    Map.entry(
                            "GB",
                            DigitsForm.of(
                                    "-.",
                                    8,
                                    8,
                                    "a GB account number has exactly 8 digits;"
                                            + " the sort code goes into routing as GB_DSC")),
                    Map.entry("HU", HUNGARIAN),
                    Map.entry(
                            "IS",
                            new GroupedForm(
                                    List.of(4, 2, 6),
                                    0,
                                    "an IS account number has exactly 12 digits: bank 4, ledger 2"
                                            + " and account 6, written 0159-26-007654")),
                    Map.entry("IT", new WholeForm("IT", "-.", 23, 0)),
                    Map.entry("MX", new WholeForm("MX", "", 18, 1)),
                    Map.entry("NL", new WholeForm("NL", ".", 0, 0)),
                    Map.entry(
                            "NO",
                            new DigitsForm(
                                    "-.",
                                    11,
                                    11,
                                    "a NO account number has exactly 11 digits, written"
                                            + " 8601 11 17947",
                                    Modulus11::acceptsNorwegian)),
                    Map.entry(
                            "NZ",
                            new GroupedForm(
                                    List.of(2, 4, 7, 3),
                                    1,
                                    "an NZ account number has 15 or 16 digits: bank 2, branch 4,"
                                            + " account 7, suffix 2 or 3")),
                    Map.entry("PL", new WholeForm("PL", "-", 26, 1)),
                    Map.entry("PT", new WholeForm("PT", "-.", 21, 3)),
                    Map.entry("SE", SWEDISH),
                    Map.entry("SK", new CzechForm()),
                    Map.entry(
                            "US",
                            DigitsForm.of(
                                    "-.",
                                    4,
                                    17,
                                    "a US account number has 4 to 17 digits;"
                                            + " the bank's number goes into routing as US_ABA")));

    private DomesticNumber() {}

    /** The one way in which a number is written here; see the forms for what each market writes. */
    public static String normalize(String market, String typed) {
        return TypedText.spreadsheetProblem(typed).isPresent()
                ? TypedText.compact(typed)
                : form(market).normalize(typed);
    }

    private static NumberForm form(String market) {
        return FORMS.getOrDefault(market, ANY);
    }

    /** What is wrong with a normalized number, and the cure; empty when nothing is. */
    public static Optional<String> problem(String market, String number) {
        return TypedText.spreadsheetProblem(number)
                .or(() -> placeholderProblem(market, number))
                .or(() -> form(market).problem(number));
    }

    static Optional<String> placeholderProblem(String market, String number) {
        return PLACEHOLDERS.getOrDefault(market, Set.of()).contains(number)
                ? Optional.of(PLACEHOLDER)
                : placeholderProblem(number);
    }

    /** Digits that people type into a form where they have no number: 000000, 999999. */
    public static Optional<String> placeholderProblem(String digits) {
        return REPEATED.matcher(digits).matches() ? Optional.of(PLACEHOLDER) : Optional.empty();
    }

    /** The ways in which banks of a market may write a number that has no problem. */
    public static Set<String> writings(String market, String number) {
        var writings = new LinkedHashSet<>(Set.of(number));
        if (market.equals("SE")) {
            SwedishAccount.find(number)
                    .ifPresent(
                            one -> {
                                writings.add(one.inFiles());
                                writings.add(one.zeroFilled());
                                if (one.clearing().startsWith("8")) {
                                    writings.add(one.fiveDigits() + one.account());
                                }
                            });
        }
        if (market.equals("DK") && number.length() == 14) {
            writings.add(
                    number.substring(0, 4) + TypedText.withoutLeadingZeros(number.substring(4)));
        }
        return writings;
    }
}
