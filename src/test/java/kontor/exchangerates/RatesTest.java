package kontor.exchangerates;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kontor.core.Currency;
import kontor.core.Money;
import org.junit.jupiter.api.Test;

/** Conversion: exact until the one rounding at the end. */
class RatesTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 2);

    private static Rates.Pair pair(String base, String quote) {
        return new Rates.Pair(Currency.known(base), Currency.known(quote));
    }

    private static Rates.Dated rate(String rate) {
        return new Rates.Dated(new BigDecimal(rate), DAY);
    }

    private static String converted(Rates rates, long minor, String from, String to) {
        return rates.converted(Money.of(minor, from), Currency.known(to))
                .map(BigDecimal::toPlainString)
                .orElse("none");
    }

    private static Rates rates(Map<Rates.Pair, Rates.Dated> newest, String... through) {
        return new Rates(newest, List.of(through).stream().map(Currency::known).toList());
    }

    @Test
    void straight_roundsHalfUpToTheMinorUnit() {
        var rates = rates(Map.of(pair("EUR", "SEK"), rate("11.005")));
        assertThat(converted(rates, 100, "EUR", "SEK")).isEqualTo("1101");
        assertThat(converted(rates, 300, "EUR", "SEK")).isEqualTo("3302");
        assertThat(converted(rates, 20, "EUR", "SEK")).isEqualTo("220");
        assertThat(converted(rates, 7, "EUR", "EUR")).isEqualTo("7");
    }

    @Test
    void inverse_isDividedNotMultipliedByARoundedInverse() {
        var rates = rates(Map.of(pair("EUR", "SEK"), rate("3")));
        assertThat(converted(rates, 300_000_000_000_001L, "SEK", "EUR"))
                .isEqualTo("100000000000000");
        assertThat(converted(rates, 300_000_000_000_002L, "SEK", "EUR"))
                .isEqualTo("100000000000001");
        assertThat(converted(rates, 1, "SEK", "EUR")).isEqualTo("0");
    }

    @Test
    void minorUnits_ofBothCurrenciesCount() {
        var rates =
                rates(
                        Map.of(pair("EUR", "JPY"), rate("160.5"), pair("EUR", "BHD"), rate("0.4")),
                        "EUR");
        assertThat(converted(rates, 100, "EUR", "JPY")).isEqualTo("161");
        assertThat(converted(rates, 161, "JPY", "EUR")).isEqualTo("100");
        assertThat(converted(rates, 100, "EUR", "BHD")).isEqualTo("400");
        assertThat(converted(rates, 16_050, "JPY", "BHD")).isEqualTo("40000");
    }

    @Test
    void largestAmount_overflowsNothing() {
        var rates = rates(Map.of(pair("BHD", "JPY"), rate("999999999999.999999999999")));
        assertThat(rates.compare(Money.of(Long.MAX_VALUE, "JPY"), Money.of(Long.MAX_VALUE, "BHD")))
                .hasValue(-1);
        assertThat(rates.isWithin(Money.of(Long.MAX_VALUE, "JPY"), Money.of(1, "BHD"))).isFalse();
    }

    @Test
    void newerOfBothDirections_isUsed() {
        var older = new Rates.Dated(new BigDecimal("10"), DAY.minusDays(1));
        assertThat(
                        converted(
                                rates(
                                        Map.of(
                                                pair("EUR", "SEK"),
                                                older,
                                                pair("SEK", "EUR"),
                                                rate("0.1"))),
                                100,
                                "EUR",
                                "SEK"))
                .isEqualTo("1000");
        assertThat(
                        converted(
                                rates(
                                        Map.of(
                                                pair("EUR", "SEK"),
                                                older,
                                                pair("SEK", "EUR"),
                                                rate("0.05"))),
                                100,
                                "EUR",
                                "SEK"))
                .isEqualTo("2000");
        assertThat(
                        converted(
                                rates(
                                        Map.of(
                                                pair("EUR", "SEK"),
                                                rate("12"),
                                                pair("SEK", "EUR"),
                                                rate("0.05"))),
                                100,
                                "EUR",
                                "SEK"))
                .as("as it stands, when both are of one day")
                .isEqualTo("1200");
    }

    @Test
    void cross_comesAfterADirectRateAndInTheOrderToldOf() {
        var eur = Map.of(pair("EUR", "SEK"), rate("11"), pair("EUR", "NOK"), rate("11"));
        var withUsd =
                Map.of(
                        pair("EUR", "SEK"),
                        rate("11"),
                        pair("EUR", "NOK"),
                        rate("11"),
                        pair("SEK", "USD"),
                        rate("0.1"),
                        pair("USD", "NOK"),
                        rate("20"));
        var direct =
                Map.of(
                        pair("EUR", "SEK"),
                        rate("11"),
                        pair("EUR", "NOK"),
                        rate("11"),
                        pair("NOK", "SEK"),
                        rate("4"));
        assertThat(converted(rates(eur, "EUR"), 100, "SEK", "NOK")).isEqualTo("100");
        assertThat(converted(rates(eur), 100, "SEK", "NOK")).isEqualTo("none");
        assertThat(converted(rates(withUsd, "USD", "EUR"), 100, "SEK", "NOK")).isEqualTo("200");
        assertThat(converted(rates(withUsd, "EUR", "USD"), 100, "SEK", "NOK")).isEqualTo("100");
        assertThat(converted(rates(direct, "EUR"), 100, "SEK", "NOK")).isEqualTo("25");
        assertThat(rates(eur, "EUR").compare(Money.of(1, "USD"), Money.of(1, "SEK"))).isEmpty();
    }

    @Test
    void serving_namesEveryStoredPairThatCouldHelp() {
        assertThat(Rates.serving(Set.of(pair("SEK", "NOK")), List.of(Currency.EUR)))
                .containsExactlyInAnyOrder(
                        pair("SEK", "NOK"),
                        pair("NOK", "SEK"),
                        pair("SEK", "EUR"),
                        pair("EUR", "SEK"),
                        pair("EUR", "NOK"),
                        pair("NOK", "EUR"));
        assertThat(Rates.serving(Set.of(pair("EUR", "NOK")), List.of(Currency.EUR)))
                .containsExactlyInAnyOrder(pair("EUR", "NOK"), pair("NOK", "EUR"));
        assertThat(Rates.serving(Set.of(), List.of(Currency.EUR))).isEmpty();
    }
}
