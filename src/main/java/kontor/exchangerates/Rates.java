package kontor.exchangerates;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import kontor.core.Currency;
import kontor.core.Money;

/**
 * The exchange rates for a list of payments. Between two currencies the newer of the two stored
 * rates is used, the direct or the inverse one. Where neither is stored, two rates are combined
 * through a third currency.
 *
 * @param newest the newest stored rate of each pair
 * @param through the third currencies, in the order in which they are tried
 */
public record Rates(Map<Pair, Dated> newest, List<Currency> through) {

    public static final Rates NONE = new Rates(Map.of(), List.of());

    /** From one unit of {@code base} to units of {@code quote}. */
    public record Pair(Currency base, Currency quote) {
        Pair inverse() {
            return new Pair(quote, base);
        }
    }

    public record Dated(BigDecimal rate, LocalDate asOf) {}

    /**
     * Converts an amount: times {@code times}, divided by {@code by}. With one division at the end
     * it is rounded only once.
     */
    private record Factor(BigDecimal times, BigDecimal by) {
        Factor then(Factor next) {
            return new Factor(times.multiply(next.times), by.multiply(next.by));
        }
    }

    public Rates {
        newest = Map.copyOf(newest);
        through = List.copyOf(through);
    }

    /** Every pair whose rate may be needed for one of the conversions. */
    static Set<Pair> serving(Set<Pair> conversions, List<Currency> through) {
        var pairs = new HashSet<Pair>();
        for (Pair wanted : conversions) {
            addBothWays(pairs, wanted);
            for (Currency middle : through) {
                addBothWays(pairs, new Pair(wanted.base, middle));
                addBothWays(pairs, new Pair(middle, wanted.quote));
            }
        }
        return pairs;
    }

    private static void addBothWays(Set<Pair> pairs, Pair pair) {
        if (!pair.base.equals(pair.quote)) {
            pairs.add(pair);
            pairs.add(pair.inverse());
        }
    }

    /**
     * Compares a payment with another amount, which is converted to the currency of the payment and
     * rounded half up to its minor unit. Negative when the payment is smaller; empty where no rate
     * is known.
     */
    public OptionalInt compare(Money payment, Money amount) {
        var paid = BigDecimal.valueOf(payment.amountMinor());
        return converted(amount, payment.currency()).stream().mapToInt(paid::compareTo).findFirst();
    }

    /** Whether the payment is not more than the limit; false where no rate is known. */
    public boolean isWithin(Money payment, Money limit) {
        var sign = compare(payment, limit);
        return sign.isPresent() && sign.getAsInt() <= 0;
    }

    /**
     * The amount in minor units of {@code to}. It is no {@code long}, since a large limit in a
     * currency of low value may exceed that.
     */
    Optional<BigDecimal> converted(Money amount, Currency to) {
        if (amount.currency().equals(to)) {
            return Optional.of(BigDecimal.valueOf(amount.amountMinor()));
        }
        return factor(new Pair(amount.currency(), to))
                .map(
                        factor ->
                                amount.decimal()
                                        .multiply(factor.times)
                                        .movePointRight(to.minorDigits())
                                        .divide(factor.by, 0, RoundingMode.HALF_UP));
    }

    private Optional<Factor> factor(Pair wanted) {
        var direct = stored(wanted);
        return direct.isPresent()
                ? direct
                : through.stream().flatMap(middle -> crossed(wanted, middle).stream()).findFirst();
    }

    private Optional<Factor> crossed(Pair wanted, Currency middle) {
        var first = stored(new Pair(wanted.base, middle));
        var second = stored(new Pair(middle, wanted.quote));
        return first.flatMap(factor -> second.map(factor::then));
    }

    private Optional<Factor> stored(Pair pair) {
        var straight = newest.get(pair);
        var inverse = newest.get(pair.inverse());
        if (straight != null && (inverse == null || !inverse.asOf.isAfter(straight.asOf))) {
            return Optional.of(new Factor(straight.rate, BigDecimal.ONE));
        }
        return Optional.ofNullable(inverse).map(rate -> new Factor(BigDecimal.ONE, rate.rate));
    }
}
