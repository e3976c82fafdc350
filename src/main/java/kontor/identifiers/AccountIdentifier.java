package kontor.identifiers;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import kontor.core.Country;
import kontor.core.Fault;
import kontor.domestic.DomesticNumber;
import kontor.domestic.TypedText;

/**
 * The number by which a bank knows an account. It may be wrong: {@link #faults()} lists what is
 * wrong.
 *
 * @param type what kind of number it is
 * @param market ISO 3166 code of the country whose rules the number follows
 * @param number without blanks and separators, in the one form of its kind and market
 */
public record AccountIdentifier(AccountIdentifierType type, String market, String number) {

    private static final int LONGEST = 255;

    /** People give IBANs as national numbers too: then it is one, and is kept and sent as one. */
    public static AccountIdentifier of(AccountIdentifierType type, String market, String typed) {
        String capitals = TypedText.compact(market);
        String number = normalize(type, capitals, typed);
        boolean isIban = type == AccountIdentifierType.NUMBER && Iban.isMeant(capitals, number);
        return new AccountIdentifier(isIban ? AccountIdentifierType.IBAN : type, capitals, number);
    }

    /** Everything that is wrong; the fields are relative to this identifier. */
    public List<Fault> faults() {
        return Stream.of(marketFault(), numberFault()).flatMap(Optional::stream).toList();
    }

    private Optional<Fault> marketFault() {
        if (!Country.isCode(market)) {
            String problem = "is not a country; give the ISO 3166 code, such as SE";
            return Optional.of(Fault.invalid("market", problem));
        }
        return type.onlyMarket().filter(only -> !only.equals(market)).map(this::wrongMarket);
    }

    private Fault wrongMarket(String only) {
        String problem = type + " exists only in market " + only + ", not in " + market;
        return new Fault(
                "type",
                "invalid_accountnumber_type_for_market",
                problem + "; correct the market or choose another type");
    }

    /**
     * The country whose account it is: that of an IBAN stands in it, whatever the market says; else
     * the market.
     */
    public String country() {
        return type == AccountIdentifierType.IBAN && number.length() > 1
                ? Iban.country(number)
                : market;
    }

    /** The ways in which banks may write it, without blanks. */
    public Set<String> writings() {
        return type == AccountIdentifierType.NUMBER
                ? DomesticNumber.writings(market, number)
                : Set.of(number);
    }

    private Optional<Fault> numberFault() {
        if (number.isEmpty()) {
            return Optional.of(Fault.required("number"));
        }
        if (number.chars().anyMatch(letter -> letter > '9' && Character.isDigit(letter))) {
            return Optional.of(
                    Fault.invalid("number", "has digits of another script; write them as 0 to 9"));
        }
        var spreadsheet =
                type.isOfProvider()
                        ? Optional.<String>empty()
                        : TypedText.spreadsheetProblem(number);
        return spreadsheet.or(this::numberProblem).map(problem -> Fault.invalid("number", problem));
    }

    private Optional<String> numberProblem() {
        return switch (type) {
            case IBAN -> Iban.problem(number);
            case NUMBER -> DomesticNumber.problem(market, number);
            case SE_BANKGIRO -> Bankgiro.problem(number);
            case SE_PLUSGIRO -> Plusgiro.problem(number);
            case DK_FIK ->
                    unlike("[0-9]{7,8}", "a FIK creditor number has 7 or 8 digits")
                            .or(() -> DomesticNumber.placeholderProblem(number));
            case AU_BPAY_BILLER_CODE ->
                    unlike("[0-9]{3,10}", "a BPAY biller code has 3 to 10 digits")
                            .or(() -> DomesticNumber.placeholderProblem(number));
            case ADYEN,
                    PAYPAL,
                    SOLDO,
                    WALLET_SWISSQUOTE,
                    WALLET_AIRWALLEX,
                    WALLET_HYPERWALLET,
                    WALLET_PAYHAWK,
                    WALLET_STRIPE ->
                    providerProblem();
        };
    }

    private Optional<String> unlike(String form, String problem) {
        return number.matches(form) ? Optional.empty() : Optional.of(problem);
    }

    /**
     * The id that a provider gives an account, such as a mail address: only its length and control
     * characters are checked.
     */
    private Optional<String> providerProblem() {
        if (number.length() > LONGEST) {
            return Optional.of("has at most " + LONGEST + " characters; shorten it");
        }
        return number.chars().anyMatch(Character::isISOControl)
                ? Optional.of("holds a control character; leave it out")
                : Optional.empty();
    }

    private static String normalize(AccountIdentifierType type, String market, String typed) {
        return switch (type) {
            case IBAN -> Iban.normalize(typed);
            case NUMBER -> DomesticNumber.normalize(market, typed);
            case SE_BANKGIRO -> Bankgiro.normalize(typed);
            case SE_PLUSGIRO -> Plusgiro.normalize(typed);
            case DK_FIK, AU_BPAY_BILLER_CODE -> TypedText.compact(typed, "-");
            case ADYEN,
                    PAYPAL,
                    SOLDO,
                    WALLET_SWISSQUOTE,
                    WALLET_AIRWALLEX,
                    WALLET_HYPERWALLET,
                    WALLET_PAYHAWK,
                    WALLET_STRIPE ->
                    typed.strip();
        };
    }
}
