package kontor.identifiers;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of account numbers of the API. */
public enum AccountIdentifierType {
    IBAN,
    /** A domestic account number; its form depends on the market. */
    NUMBER,
    SE_BANKGIRO("SE"),
    SE_PLUSGIRO("SE"),
    DK_FIK("DK"),
    ADYEN,
    PAYPAL,
    SOLDO,
    WALLET_SWISSQUOTE,
    WALLET_AIRWALLEX,
    WALLET_HYPERWALLET,
    WALLET_PAYHAWK,
    WALLET_STRIPE,
    AU_BPAY_BILLER_CODE("AU");

    private final Optional<String> onlyMarket;

    AccountIdentifierType() {
        onlyMarket = Optional.empty();
    }

    AccountIdentifierType(String market) {
        onlyMarket = Optional.of(market);
    }

    /** Finds a type by its name in any case: the public guide of the API writes {@code Number}. */
    public static Optional<AccountIdentifierType> find(String name) {
        return Arrays.stream(values())
                .filter(type -> type.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** Whether it is a name that a provider of wallets gives, in any form. */
    boolean isOfProvider() {
        return switch (this) {
            case IBAN, NUMBER, SE_BANKGIRO, SE_PLUSGIRO, DK_FIK, AU_BPAY_BILLER_CODE -> false;
            case ADYEN,
                    PAYPAL,
                    SOLDO,
                    WALLET_SWISSQUOTE,
                    WALLET_AIRWALLEX,
                    WALLET_HYPERWALLET,
                    WALLET_PAYHAWK,
                    WALLET_STRIPE ->
                    true;
        };
    }

    /** The one market where this type exists; empty when it exists in all. */
    public Optional<String> onlyMarket() {
        return onlyMarket;
    }
}
