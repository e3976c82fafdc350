package kontor.identifiers;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kontor.domestic.SwedishAccount;

/**
 * By what an account is known, however its number is written: an IBAN and the national form of the
 * same account have a key in common. Two descriptions are of one account where their keys meet.
 *
 * <p>Sources: the BBAN structures of the SWIFT IBAN registry (ISO 13616); for Sweden Bankgirot's
 * list of account forms, for Finland the machine form of Finanssiala. Where a national number says
 * nothing of its bank and no routing number does, it is known by itself only.
 */
public final class AccountKeys {

    /**
     * Where an IBAN has what people write apart, counted in its BBAN from 0.
     *
     * @param bankTo before which the number of the bank ends
     * @param accountTo before which the account number ends
     */
    private record Parts(int bankFrom, int bankTo, int accountFrom, int accountTo) {

        String bank(String bban) {
            return bban.substring(bankFrom, bankTo);
        }

        int bankLength() {
            return bankTo - bankFrom;
        }
    }

    /** Markets in which the number of the bank is written apart from that of the account. */
    private static final Map<String, Parts> PARTS =
            Map.of(
                    "AT", new Parts(0, 5, 5, 16),
                    "CH", new Parts(0, 5, 5, 17),
                    "DE", new Parts(0, 8, 8, 18),
                    "ES", new Parts(0, 8, 10, 20),
                    "GB", new Parts(4, 10, 10, 18),
                    "GR", new Parts(0, 7, 7, 23),
                    "IE", new Parts(4, 10, 10, 18),
                    "IT", new Parts(1, 11, 11, 23),
                    "PL", new Parts(0, 8, 8, 24),
                    "PT", new Parts(0, 8, 8, 19));

    private static final int IBAN_HEAD = 4;
    private static final int ICELANDIC = 12;
    private static final int SHORTEST_ALONE = 6;

    private AccountKeys() {}

    /** Whether two descriptions are of one account. */
    public static boolean same(Set<String> one, Set<String> other) {
        return one.stream().anyMatch(other::contains);
    }

    /**
     * The keys of an account that has several numbers.
     *
     * @param routing numbers of its bank
     */
    public static Set<String> of(
            Collection<AccountIdentifier> numbers, Collection<RoutingIdentifier> routing) {
        var keys = new HashSet<String>();
        numbers.forEach(number -> keys.addAll(of(number, routing)));
        return keys;
    }

    /** The keys of one number; none for one that is wrong in its form. */
    public static Set<String> of(AccountIdentifier number, Collection<RoutingIdentifier> routing) {
        if (!hasForm(number)) {
            return Set.of();
        }
        return switch (number.type()) {
            case IBAN -> ofIban(number.number());
            case NUMBER -> ofNational(number.market(), number.number(), routing);
            case SE_BANKGIRO,
                    SE_PLUSGIRO,
                    DK_FIK,
                    ADYEN,
                    PAYPAL,
                    SOLDO,
                    WALLET_SWISSQUOTE,
                    WALLET_AIRWALLEX,
                    WALLET_HYPERWALLET,
                    WALLET_PAYHAWK,
                    WALLET_STRIPE,
                    AU_BPAY_BILLER_CODE ->
                    Set.of(key(number.type().name(), number.number().toLowerCase(Locale.ROOT)));
        };
    }

    /** The keys of an IBAN take its form alone, and payments by the thousand ask for them. */
    private static boolean hasForm(AccountIdentifier number) {
        return number.type() == AccountIdentifierType.IBAN
                ? Iban.isMeant(number.number())
                : number.faults().isEmpty();
    }

    private static String key(String... words) {
        return String.join(":", words);
    }

    private static Set<String> ofIban(String iban) {
        String country = Iban.country(iban);
        String bban = iban.substring(IBAN_HEAD);
        return switch (country) {
            // Bank 3, then 17 digits: clearing and account, or the account alone, by the bank.
            case "SE" -> Set.of(key(country, stripped(bban.substring(3))));
            // A Dutch account number is one of the whole country.
            case "NL" -> Set.of(key(country, stripped(bban.substring(4))));
            case "IS" -> Set.of(key(country, bban.substring(0, ICELANDIC)));
            default -> ofBban(country, bban);
        };
    }

    /** One key alone: whoever asks for what is like a payment looks once for each. */
    private static Set<String> ofBban(String country, String bban) {
        return Set.of(
                Optional.ofNullable(PARTS.get(country.equals("LI") ? "CH" : country))
                        .map(at -> apart(country, at.bank(bban), account(at, bban)))
                        .orElseGet(() -> key(country, bban)));
    }

    private static String account(Parts at, String bban) {
        return bban.substring(at.accountFrom, at.accountTo);
    }

    private static String apart(String market, String bank, String account) {
        return key(market, bank, stripped(account));
    }

    private static Set<String> ofNational(
            String market, String number, Collection<RoutingIdentifier> routing) {
        return switch (market) {
            case "SE" -> SwedishAccount.find(number).map(AccountKeys::ofSwedish).orElse(Set.of());
            case "NL" -> Set.of(key(market, stripped(number)));
            case "PL" -> withBank(market, withoutCheckDigits(number), routing);
            default -> withBank(market, number, routing);
        };
    }

    /** A Polish number is the IBAN without its country; people leave its check digits out too. */
    private static String withoutCheckDigits(String number) {
        return number.length() == 26 ? number.substring(2) : number;
    }

    private static Set<String> ofSwedish(SwedishAccount account) {
        String clearing = account.clearing();
        String ten = "0".repeat(10 - account.account().length()) + account.account();
        var keys = new HashSet<String>();
        keys.add(key("SE", stripped(clearing + account.account())));
        // Swedbank's clearing number has a fifth digit in an IBAN.
        keys.add(key("SE", stripped(clearing + ten)));
        keys.add(key("SE", stripped(account.fiveDigits() + ten)));
        // Some banks leave the clearing number out of an IBAN.
        String alone = stripped(account.account());
        if (!account.hasSevenDigits() && alone.length() >= SHORTEST_ALONE) {
            keys.add(key("SE", alone));
        }
        return keys;
    }

    /** With the bank where a routing number of the market names it. */
    private static Set<String> withBank(
            String market, String number, Collection<RoutingIdentifier> routing) {
        var banks =
                routing.stream()
                        .filter(one -> one.type().name().startsWith(market + "_"))
                        .map(RoutingIdentifier::number)
                        .toList();
        var keys = new HashSet<String>();
        banks.forEach(bank -> keys.add(apart(market, bank(market, bank), number)));
        if (isWhole(market, number)) {
            keys.addAll(ofBban(market, number));
        } else if (banks.isEmpty()) {
            keys.add(key(market, number));
        }
        return keys;
    }

    /** A bank's number as long as it is in an IBAN. */
    private static String bank(String market, String number) {
        var parts = PARTS.get(market);
        if (parts == null) {
            return number;
        }
        int missing = parts.bankLength() - number.length();
        return missing > 0 ? "0".repeat(missing) + number : number.substring(0, parts.bankLength());
    }

    /** Whether a number is all that an IBAN of the market has after its check digits. */
    private static boolean isWhole(String market, String number) {
        return Iban.bbanLength(market).filter(length -> length == number.length()).isPresent();
    }

    /**
     * Whether a national number that says less than its IBAN says the same: the account without its
     * bank, or with the bank in front of it. Where a routing number tells another bank, it does
     * not.
     */
    static boolean isPartOf(
            String iban, AccountIdentifier national, Collection<RoutingIdentifier> routing) {
        String bban = iban.substring(IBAN_HEAD);
        String number = stripped(national.number());
        var parts = Optional.ofNullable(PARTS.get(Iban.country(iban)));
        if (parts.isEmpty()) {
            return bban.contains(number);
        }
        boolean isBankTold =
                routing.stream()
                        .anyMatch(one -> one.type().name().startsWith(national.market() + "_"));
        String account = account(parts.get(), bban);
        return stripped(parts.get().bank(bban) + account).equals(number)
                || !isBankTold && stripped(account).equals(number);
    }

    private static String stripped(String digits) {
        return digits.replaceFirst("^0+(?=.)", "");
    }
}
