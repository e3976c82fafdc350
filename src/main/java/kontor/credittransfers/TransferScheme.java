package kontor.credittransfers;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kontor.core.BankCalendar;
import kontor.core.Tables;
import kontor.identifiers.AccountIdentifier;
import kontor.identifiers.AccountIdentifierType;
import kontor.identifiers.RoutingIdentifierType;
import kontor.identifiers.SepaCountries;
import kontor.payments.ChargeBearer;
import kontor.schemereferences.ReferenceRule;

/**
 * A way to pay, CreditTransferSchemeType of the API, as data ({@code
 * tables/credit_transfer_schemes.csv}).
 *
 * @param currencies ISO codes; empty: any, also another than the account's
 * @param source what the own account must be
 * @param destination what the account that is paid to must be
 * @param numberForm what a destination's NUMBER looks like, beyond what its market prescribes
 * @param referenceMost characters of the reference
 * @param largestMinor minor units of one payment at most
 * @param address the payee's address travels, where there is one with town and country
 * @param bankDaysBefore bank days before the execution on which the file must leave
 * @param atOnce around the clock, without cut-off
 * @param serviceLevel external code of the file's {@code SvcLvl}
 * @param localInstrument code of the file's {@code LclInstrm}
 */
public record TransferScheme(
        String name,
        Set<String> currencies,
        Side source,
        Side destination,
        Optional<Pattern> numberForm,
        ReferenceRule reference,
        int referenceMost,
        long largestMinor,
        Set<ChargeBearer> chargeBearers,
        boolean address,
        BankCalendar calendar,
        int bankDaysBefore,
        boolean atOnce,
        Optional<String> serviceLevel,
        Optional<String> localInstrument) {

    /**
     * What one side of a payment needs.
     *
     * @param markets countries; empty: any; {@code SEPA}: those of the scheme
     * @param numbers types of account numbers, the preferred one first; one of them must be there
     * @param routing types of bank numbers, of which one must be there beside a NUMBER or, for BIC,
     *     beside any; empty: none needed
     */
    public record Side(
            Set<String> markets,
            List<AccountIdentifierType> numbers,
            List<RoutingIdentifierType> routing) {

        /**
         * The number that is used, of those that an account has: the preferred one of the scheme's
         * markets, or one that the scheme does not reach where there is no other.
         */
        Optional<AccountIdentifier> number(List<AccountIdentifier> identifiers) {
            var possible =
                    numbers.stream()
                            .flatMap(type -> identifiers.stream().filter(one -> one.type() == type))
                            .toList();
            return possible.stream()
                    .filter(this::reaches)
                    .findFirst()
                    .or(() -> possible.stream().findFirst());
        }

        /** Whether the country of a number, not what its market says, is one of the markets. */
        boolean reaches(AccountIdentifier number) {
            return markets.isEmpty()
                    || markets.contains(number.country())
                    || markets.contains(SEPA) && SepaCountries.isSepa(number.number());
        }
    }

    private static final String SEPA = "SEPA";

    private static final Map<String, BankCalendar> CALENDARS =
            Map.of(
                    "TARGET",
                    BankCalendar.TARGET,
                    "SWEDEN",
                    BankCalendar.SWEDEN,
                    "DENMARK",
                    BankCalendar.DENMARK,
                    "NORWAY",
                    BankCalendar.NORWAY,
                    "UNITED_KINGDOM",
                    BankCalendar.UNITED_KINGDOM,
                    "UNITED_STATES",
                    BankCalendar.UNITED_STATES,
                    "SWITZERLAND",
                    BankCalendar.SWITZERLAND,
                    "WEEKDAYS",
                    BankCalendar.WEEKDAYS,
                    "ALWAYS",
                    BankCalendar.ALWAYS);

    private static final Map<String, TransferScheme> ALL =
            Tables.rows("credit_transfer_schemes").stream()
                    .map(TransferScheme::of)
                    .collect(
                            Collectors.toMap(
                                    TransferScheme::name,
                                    Function.identity(),
                                    (a, b) -> {
                                        throw new IllegalStateException(
                                                "scheme " + a.name + " stands twice");
                                    },
                                    LinkedHashMap::new));

    private static final Pattern LENGTHS = Pattern.compile(".*\\{([0-9]+)(?:,([0-9]+))?}");

    /** {@link #numberForm} in words, as "10 to 15 digits"; empty where there is none. */
    String numberWords() {
        return numberForm
                .map(form -> LENGTHS.matcher(form.pattern()))
                .filter(Matcher::matches)
                .map(
                        form ->
                                form.group(1)
                                        + (form.group(2) == null ? "" : " to " + form.group(2))
                                        + (form.group().contains("A-Z")
                                                ? " letters or digits"
                                                : " digits"))
                .orElse("");
    }

    public static Optional<TransferScheme> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    /** All names, in the order of the table. */
    public static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    /**
     * The first with a cut-off that an account of this currency and market pays by; euro accounts
     * by SEPA's.
     */
    public static Optional<TransferScheme> usual(String currency, String market) {
        return ALL.values().stream()
                .filter(scheme -> !scheme.atOnce && scheme.currencies.contains(currency))
                .filter(
                        scheme ->
                                scheme.source.markets.contains(market)
                                        || scheme.source.markets.contains(SEPA))
                .findFirst();
    }

    static TransferScheme known(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException("unknown scheme " + name));
    }

    private static TransferScheme of(NamedCsvRecord row) {
        var calendar = CALENDARS.get(row.getField("calendar"));
        if (calendar == null) {
            throw new IllegalStateException("unknown calendar " + row.getField("calendar"));
        }
        return new TransferScheme(
                row.getField("scheme"),
                Set.copyOf(words(row, "currencies")),
                side(row, "source"),
                side(row, "destination"),
                text(row, "number_form").map(Pattern::compile),
                ReferenceRule.valueOf(row.getField("reference")),
                Integer.parseInt(row.getField("reference_most")),
                Long.parseLong(row.getField("largest_minor")),
                words(row, "charge_bearers").stream()
                        .map(ChargeBearer::valueOf)
                        .collect(Collectors.toUnmodifiableSet()),
                Boolean.parseBoolean(row.getField("address")),
                calendar,
                Integer.parseInt(row.getField("bank_days_before")),
                Boolean.parseBoolean(row.getField("at_once")),
                text(row, "service_level"),
                text(row, "local_instrument"));
    }

    private static Side side(NamedCsvRecord row, String side) {
        return new Side(
                Set.copyOf(words(row, side + "_markets")),
                words(row, side + "_numbers").stream().map(AccountIdentifierType::valueOf).toList(),
                words(row, side + "_routing").stream()
                        .map(RoutingIdentifierType::valueOf)
                        .toList());
    }

    private static Optional<String> text(NamedCsvRecord row, String field) {
        return Optional.of(row.getField(field)).filter(text -> !text.isEmpty());
    }

    private static List<String> words(NamedCsvRecord row, String field) {
        return text(row, field).map(words -> Arrays.asList(words.split(" "))).orElse(List.of());
    }
}
