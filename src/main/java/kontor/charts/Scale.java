package kontor.charts;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import kontor.core.Currency;

/**
 * The upright axis of a picture of money: from one round figure to another, with a line at each
 * step between them.
 *
 * @param lowest in minor units, as {@code highest} and {@code step}; a multiple of the step
 */
record Scale(BigInteger lowest, BigInteger highest, BigInteger step, Currency currency) {

    private static final BigInteger MOST_STEPS = BigInteger.valueOf(4);
    private static final List<BigInteger> ROUND =
            List.of(BigInteger.ONE, BigInteger.TWO, BigInteger.valueOf(5));
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
    private static final BigDecimal BILLION = BigDecimal.valueOf(1_000_000_000);

    /** The tightest round scale that holds both figures. */
    static Scale around(BigInteger least, BigInteger most, Currency currency) {
        var one = BigInteger.TEN.pow(currency.minorDigits());
        var range = most.subtract(least).max(one);
        for (var power = BigInteger.ONE; ; power = power.multiply(BigInteger.TEN)) {
            for (var round : ROUND) {
                var step = power.multiply(round);
                if (step.compareTo(one) >= 0 && range.compareTo(step.multiply(MOST_STEPS)) <= 0) {
                    return new Scale(
                            floor(least, step), ceiling(most, step, least), step, currency);
                }
            }
        }
    }

    private static BigInteger floor(BigInteger figure, BigInteger step) {
        return figure.subtract(figure.mod(step));
    }

    private static BigInteger ceiling(BigInteger figure, BigInteger step, BigInteger least) {
        var up = floor(figure.add(step).subtract(BigInteger.ONE), step);
        var bottom = floor(least, step);
        return up.compareTo(bottom) > 0 ? up : bottom.add(step);
    }

    /** Where a figure stands below the top of a picture of this height. */
    int below(BigInteger figure, int height) {
        return highest.subtract(figure)
                .multiply(BigInteger.valueOf(height))
                .divide(highest.subtract(lowest))
                .intValue();
    }

    /** The figures at the lines, from the top. */
    List<BigInteger> lines() {
        var lines = new ArrayList<BigInteger>();
        for (var line = highest; line.compareTo(lowest) >= 0; line = line.subtract(step)) {
            lines.add(line);
        }
        return lines;
    }

    /** A round figure in few letters: {@code 200k}. */
    String label(BigInteger figure) {
        var units = new BigDecimal(figure, currency.minorDigits());
        var widest = new BigDecimal(highest.abs().max(lowest.abs()), currency.minorDigits());
        if (widest.compareTo(BILLION) >= 0) {
            return in(units, BILLION, "bn");
        }
        if (widest.compareTo(MILLION) >= 0) {
            return in(units, MILLION, "m");
        }
        return widest.compareTo(THOUSAND) >= 0
                ? in(units, THOUSAND, "k")
                : in(units, BigDecimal.ONE, "");
    }

    private static String in(BigDecimal figure, BigDecimal unit, String word) {
        var text =
                figure.abs()
                        .divide(unit, 4, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString();
        return (figure.signum() < 0 ? "\u2212" : "") + text + (figure.signum() == 0 ? "" : word);
    }
}
