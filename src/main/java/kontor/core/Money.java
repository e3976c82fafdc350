package kontor.core;

import java.math.BigDecimal;

/**
 * An amount of money.
 *
 * @param amountMinor in minor units of the currency (cents, öre); where the sign has a meaning,
 *     negative is money that leaves the account
 * @param currency of ISO 4217; says how many minor units make one unit
 */
public record Money(long amountMinor, Currency currency) {

    /** No booking is more, in minor units; twice as much is still a number. */
    public static final long MOST = Long.MAX_VALUE / 4;

    public static Money of(long amountMinor, String currencyCode) {
        return new Money(amountMinor, Currency.known(currencyCode));
    }

    /**
     * Converts without rounding.
     *
     * @throws ArithmeticException when the number has more decimals than the currency, or does not
     *     fit into a {@code long}
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

    /**
     * The sum of two amounts without sign that others wrote and nobody has checked: beyond {@link
     * #MOST} it is just that, more than any booking, and no failure of whoever adds up.
     */
    public static long sum(long someMinor, long moreMinor) {
        return Math.min(someMinor, MOST) + Math.min(moreMinor, MOST);
    }

    public Money negated() {
        return new Money(Math.negateExact(amountMinor), currency);
    }

    public BigDecimal decimal() {
        return BigDecimal.valueOf(amountMinor, currency.minorDigits());
    }

    /**
     * The amount as text, with a point and as many decimals as the currency has: {@code 50.00},
     * {@code -7}.
     */
    public String plain() {
        return decimal().toPlainString();
    }
}
