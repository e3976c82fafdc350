package kontor.entryviews;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import kontor.core.Currency;
import kontor.core.Money;
import kontor.iso20022.Charge;
import kontor.iso20022.TransactionDetails;

/**
 * Whether the several transactions of an entry have their amounts without the charges that the
 * entry contains: only together with those do they add up to it. Else each amount has its own.
 */
public final class ChargesBeside {

    /** Sums of what a bank writes may be larger than any number; then they are no amount. */
    private static final int MOST_BITS = 62;

    private final boolean beside;

    /**
     * @param booked the amount of the entry
     * @param details all that it consists of; none where nobody knows all of them
     */
    public ChargesBeside(Money booked, List<TransactionDetails> details) {
        this.beside = addUp(booked, details);
    }

    private static boolean addUp(Money booked, List<TransactionDetails> details) {
        var amounts = BigInteger.ZERO;
        var charges = BigInteger.ZERO;
        for (TransactionDetails one : details) {
            var amount = one.amount().filter(money -> isIn(booked.currency(), money));
            if (amount.isEmpty()) {
                return false;
            }
            amounts = amounts.add(BigInteger.valueOf(amount.get().amountMinor()));
            charges = charges.add(sum(one.charges(), booked.currency()));
        }
        return charges.signum() != 0
                && amounts.add(charges).equals(BigInteger.valueOf(booked.amountMinor()));
    }

    /** What was ordered, where that is the amount of the transaction. */
    public Optional<Money> ordered(TransactionDetails one) {
        return one.amount().filter(_ -> beside);
    }

    /** The part of one transaction in what was booked. */
    public Optional<Money> booked(TransactionDetails one) {
        return one.amount().map(amount -> beside ? with(amount, one.charges()) : amount);
    }

    private static Money with(Money amount, List<Charge> charges) {
        var whole = BigInteger.valueOf(amount.amountMinor()).add(sum(charges, amount.currency()));
        return whole.bitLength() > MOST_BITS
                ? amount
                : new Money(whole.longValueExact(), amount.currency());
    }

    /** Negative when the account pays. */
    private static BigInteger sum(List<Charge> charges, Currency currency) {
        return charges.stream()
                .filter(Charge::included)
                .filter(one -> isIn(currency, one.amount()))
                .map(one -> BigInteger.valueOf(one.amount().amountMinor()))
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static boolean isIn(Currency currency, Money money) {
        return money.currency().equals(currency);
    }
}
