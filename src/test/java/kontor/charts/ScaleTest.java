package kontor.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import kontor.core.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Round axes for any figures, and pictures that stay on their paper. */
class ScaleTest {

    private static final LocalDate DAY = LocalDate.of(2026, 12, 1);

    @ParameterizedTest
    @CsvSource({
        "31819025, 48231055, 30000000, 50000000, 5000000, 300k",
        "0, 0, 0, 100, 100, 0",
        "-1, 1, -100, 100, 100, \u22121",
        "-5000, 12000, -5000, 15000, 5000, \u221250",
        "900000000000000000000, 900000000000000000001, 900000000000000000000,"
                + " 900000000000000000100, 100, 9000000000bn",
        "12345, 12345, 12300, 12400, 100, 123",
    })
    void around_isRoundAndHoldsBoth(
            BigInteger least,
            BigInteger most,
            BigInteger lowest,
            BigInteger highest,
            BigInteger step,
            String label) {
        var scale = Scale.around(least, most, Currency.EUR);
        assertThat(scale.lowest()).isEqualTo(lowest);
        assertThat(scale.highest()).isEqualTo(highest);
        assertThat(scale.step()).isEqualTo(step);
        assertThat(scale.label(lowest)).isEqualTo(label);
        assertThat(scale.lines().size()).isBetween(2, 6);
        assertThat(scale.below(highest, 100)).isZero();
        assertThat(scale.below(lowest, 100)).isEqualTo(100);
    }

    @Test
    void currencyWithoutDecimals_hasWholeSteps() {
        var scale = Scale.around(BigInteger.ZERO, BigInteger.valueOf(3), Currency.known("JPY"));
        assertThat(scale.step()).isEqualTo(BigInteger.ONE);
        assertThat(scale.label(BigInteger.TWO)).isEqualTo("2");
    }

    @Test
    void steps_holdUntilTheNextDayAndEndWithTheLast() {
        var both =
                StepLine.of(
                        List.of(
                                new StepLine.Point(DAY, BigInteger.valueOf(10_000)),
                                new StepLine.Point(DAY.plusDays(5), BigInteger.valueOf(-20_000))),
                        DAY.plusDays(9),
                        Currency.EUR);
        assertThat(both.wide().line()).startsWith("M44 ").endsWith("H748").contains("H396V");
        assertThat(both.wide().marks())
                .extracting(Mark::title)
                .containsExactly("2026-12-01: 100.00 EUR", "2026-12-06: \u2212200.00 EUR");
        assertThat(both.slim().marks()).allMatch(one -> one.x() + one.width() <= 328);
        assertThat(both.wide().dates().getLast().text()).isEqualTo("10 Dec");
    }

    @Test
    void bars_standOverAndUnderTheLine() {
        var day = new DayBars.Day(DAY, euro(50), euro(20), euro(5));
        var quiet = new DayBars.Day(DAY.plusDays(1), euro(0), euro(0), euro(0));
        var bars = DayBars.of(List.of(day, quiet), Currency.EUR).wide();
        assertThat(bars.in()).hasSize(1);
        assertThat(bars.in().getFirst().y()).isLessThan(bars.zero());
        assertThat(bars.out().getFirst().y()).isEqualTo(bars.zero());
        var out = bars.out().getFirst();
        assertThat(bars.back().getFirst().y()).isEqualTo(out.y() + out.height());
        assertThat(bars.back().getFirst().title()).isEqualTo("2026-12-01: came back 5.00 EUR");
    }

    @Test
    void ring_showsSmallPartsAndLeavesOutNone() {
        var ring =
                Ring.of(
                        List.of(
                                new Ring.Part("good", 1_000_000, "executed"),
                                new Ring.Part("back", 1, "returned"),
                                new Ring.Part("bad", 0, "failed")));
        assertThat(ring.arcs()).hasSize(2);
        assertThat(ring.arcs().getLast().dashes()).isEqualTo("4 996");
        assertThat(ring.description()).isEqualTo("1000000 executed, 1 returned, 0 failed");
        assertThat(Ring.of(List.of(new Ring.Part("good", 0, "executed"))).arcs()).isEmpty();
    }

    private static BigInteger euro(long amount) {
        return BigInteger.valueOf(amount * 100);
    }
}
