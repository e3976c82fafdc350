package kontor.core;

import java.math.BigDecimal;

/**
 * An amount of money.
 *
 * @param amountMinor whole minor units (cents, öre); negative means outgoing where a sign has a
 *     meaning
 * @param currency the ISO 4217 currency that gives the minor unit its size
 */
public record Money(long amountMinor, Currency currency) {

    public static Money of(long amountMinor, String currencyCode) {
        return new Money(amountMinor, Currency.known(currencyCode));
    }

    /**
     * Exact: more decimals than the currency has, or more than a {@code long} holds, is refused.
     */
    public static Money ofDecimal(BigDecimal decimal, Currency currency) {
        return new Money(decimal.movePointRight(currency.minorDigits()).longValueExact(), currency);
    }

    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalStateException(
                    "cannot add " + other.currency.code() + " to " + currency.code());
        }
        return new Money(Math.addExact(amountMinor, other.amountMinor), currency);
    }

    public Money negated() {
        return new Money(Math.negateExact(amountMinor), currency);
    }

    public BigDecimal decimal() {
        return BigDecimal.valueOf(amountMinor, currency.minorDigits());
    }

    /**
     * Plain decimal with a point and exactly the decimals of the currency: {@code 50.00}, {@code
     * -7}.
     */
    public String plain() {
        return decimal().toPlainString();
    }
}
