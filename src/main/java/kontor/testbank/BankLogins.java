package kontor.testbank;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import kontor.core.Currency;
import kontor.identifiers.AccountIdentifier;
import kontor.identifiers.AccountIdentifierType;
import kontor.identifiers.RoutingIdentifier;
import kontor.identifiers.RoutingIdentifierType;
import kontor.testbank.BankAccount.OpeningEntry;

/** The logins of the public guide with their accounts. */
final class BankLogins {

    static final List<BankLogin> ALL =
            List.of(
                    new BankLogin("user1", "pass1", nordicAccounts()),
                    new BankLogin("user2", "pass2", euroAccounts()),
                    new BankLogin("user3", "pass3", List.of(emptyAccount())),
                    new BankLogin("user4", "pass4", britishAccounts()));

    private static final String BANKGIRO = "59941203";

    /** Bankgirot knows companies with several. */
    private static final String SECOND_BANKGIRO = "59941211";

    private static final Map<String, BankLogin> BY_USER =
            ALL.stream()
                    .collect(Collectors.toUnmodifiableMap(BankLogin::user, Function.identity()));

    private static final Map<String, BankAccount> BY_IBAN =
            ALL.stream()
                    .flatMap(login -> login.accounts().stream())
                    .collect(Collectors.toUnmodifiableMap(BankAccount::iban, Function.identity()));

    private BankLogins() {}

    static BankLogin named(String user) {
        return Optional.ofNullable(BY_USER.get(user))
                .orElseThrow(() -> new IllegalStateException("the test bank has no login " + user));
    }

    static Optional<BankAccount> account(String iban) {
        return Optional.ofNullable(BY_IBAN.get(iban));
    }

    /** The account of a number that payments in this currency use. */
    static Optional<BankAccount> account(String number, Currency currency) {
        return BY_IBAN.values().stream()
                .filter(one -> one.currency().equals(currency) && one.hasNumber(number))
                .findFirst();
    }

    /** Whose account it is; every account has exactly one login. */
    static BankLogin ownerOf(BankAccount account) {
        return ALL.stream()
                .filter(login -> login.accounts().contains(account))
                .findFirst()
                .orElseThrow();
    }

    private static List<BankAccount> nordicAccounts() {
        return List.of(
                swedish(
                        "SEK operations",
                        "SE0350000000052901010008",
                        "52901010008",
                        Optional.of(BANKGIRO),
                        new OpeningEntry(25_000_000, "Nordic Retail AB", "Settlement week 46"),
                        new OpeningEntry(-1_849_900, "Kontorsvaror Sverige AB", "Invoice 10482")),
                swedish(
                        "SEK payroll",
                        "SE8950000000052901020003",
                        "52901020003",
                        Optional.of(SECOND_BANKGIRO),
                        new OpeningEntry(8_000_000, "Own transfer", "Funding of payroll")),
                swedish(
                        "SEK tax",
                        "SE7250000000052901030009",
                        "52901030009",
                        Optional.empty(),
                        new OpeningEntry(1_250_000, "Own transfer", "Preliminary tax")),
                danish(
                        "DKK operations",
                        "DK5699900000001111",
                        new OpeningEntry(6_400_000, "Dansk Handel ApS", "Faktura 7731")),
                danish(
                        "DKK reserve",
                        "DK3299900000002222",
                        new OpeningEntry(2_000_000, "Own transfer", "Reserve")));
    }

    private static List<BankAccount> euroAccounts() {
        return List.of(
                german(
                        "EUR collections",
                        "DE12999100000000001111",
                        new OpeningEntry(4_500_000, "Beispiel GmbH", "Invoice 2026-1187"),
                        new OpeningEntry(
                                -275_050, "Stadtwerke Musterstadt", "Electricity November")),
                german(
                        "EUR operations",
                        "DE85999100000000002222",
                        new OpeningEntry(12_000_000, "Own transfer", "Liquidity")),
                german(
                        "EUR reserve",
                        "DE61999100000000003333",
                        new OpeningEntry(50_000_000, "Own transfer", "Reserve")));
    }

    private static BankAccount emptyAccount() {
        return swedish("SEK empty", "SE6150000000052901040004", "52901040004", Optional.empty());
    }

    private static List<BankAccount> britishAccounts() {
        return List.of(
                british(
                        "GBP operations",
                        "GBP",
                        "GB59ATLR99910031001111",
                        new OpeningEntry(3_200_000, "Thames Trading Ltd", "Invoice 5521")),
                british(
                        "USD operations",
                        "USD",
                        "GB35ATLR99910031002222",
                        new OpeningEntry(5_000_000, "Hudson Imports Inc", "Contract 88-2")));
    }

    private static BankAccount swedish(
            String name,
            String iban,
            String number,
            Optional<String> bankgiro,
            OpeningEntry... opening) {
        var identifiers =
                new ArrayList<>(
                        List.of(
                                AccountIdentifier.of(AccountIdentifierType.IBAN, "SE", iban),
                                AccountIdentifier.of(AccountIdentifierType.NUMBER, "SE", number)));
        bankgiro.ifPresent(
                one ->
                        identifiers.add(
                                AccountIdentifier.of(
                                        AccountIdentifierType.SE_BANKGIRO, "SE", one)));
        return new BankAccount(
                name,
                "SE",
                Currency.SEK,
                identifiers,
                List.of(bic("ATLRSESSXXX")),
                ZoneId.of("Europe/Stockholm"),
                List.of(opening));
    }

    private static BankAccount danish(String name, String iban, OpeningEntry... opening) {
        return new BankAccount(
                name,
                "DK",
                Currency.known("DKK"),
                List.of(
                        AccountIdentifier.of(AccountIdentifierType.IBAN, "DK", iban),
                        AccountIdentifier.of(
                                AccountIdentifierType.NUMBER, "DK", iban.substring(4))),
                List.of(bic("ATLRDKKKXXX")),
                ZoneId.of("Europe/Copenhagen"),
                List.of(opening));
    }

    private static BankAccount german(String name, String iban, OpeningEntry... opening) {
        return new BankAccount(
                name,
                "DE",
                Currency.EUR,
                List.of(AccountIdentifier.of(AccountIdentifierType.IBAN, "DE", iban)),
                List.of(bic("ATLRDEFFXXX")),
                ZoneId.of("Europe/Berlin"),
                List.of(opening));
    }

    private static BankAccount british(
            String name, String currency, String iban, OpeningEntry... opening) {
        return new BankAccount(
                name,
                "GB",
                Currency.known(currency),
                List.of(
                        AccountIdentifier.of(AccountIdentifierType.IBAN, "GB", iban),
                        AccountIdentifier.of(
                                AccountIdentifierType.NUMBER, "GB", iban.substring(14))),
                List.of(
                        bic("ATLRGB2LXXX"),
                        RoutingIdentifier.of(RoutingIdentifierType.GB_DSC, iban.substring(8, 14))),
                ZoneId.of("Europe/London"),
                List.of(opening));
    }

    private static RoutingIdentifier bic(String bic) {
        return RoutingIdentifier.of(RoutingIdentifierType.BIC, bic);
    }
}
