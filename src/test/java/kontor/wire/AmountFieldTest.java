package kontor.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import kontor.Jsons;
import kontor.core.Currency;
import kontor.core.InvalidRequest;
import kontor.core.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An amount that was taken can be read again as it is shown: approval chains are stored that way.
 */
class AmountFieldTest {

    private static final long LARGEST = 999_999_999_999_999_999L;

    private static Money read(String amount) {
        var body =
                JsonFields.of(
                        Jsons.json("{'amount': " + amount + "}").getBytes(StandardCharsets.UTF_8));
        var read = body.amount("amount");
        body.refuseFaults();
        return read.orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"JPY", "EUR", "KWD", "CLF"})
    void largest_isTheSameInBothForms(String code) {
        var currency = Currency.known(code);
        var largest = new Money(LARGEST, currency);
        assertThat(read("{'currency': '" + code + "', 'value': " + LARGEST + "}"))
                .isEqualTo(largest);
        assertThat(read("{'currency': '" + code + "', 'stringValue': '" + largest.plain() + "'}"))
                .isEqualTo(largest);
        assertThat(read(Json.write(Json.amount(largest)))).as("as it is shown").isEqualTo(largest);
        assertThatThrownBy(
                        () -> read("{'currency': '" + code + "', 'value': " + (LARGEST + 1) + "}"))
                .isInstanceOf(InvalidRequest.class);
        String more =
                new BigDecimal(LARGEST)
                        .add(BigDecimal.ONE)
                        .movePointLeft(currency.minorDigits())
                        .toPlainString();
        assertThatThrownBy(
                        () -> read("{'currency': '" + code + "', 'stringValue': '" + more + "'}"))
                .isInstanceOf(InvalidRequest.class);
    }

    @ParameterizedTest
    @CsvSource({
        "EUR,1.0",
        "EUR,1e2",
        "EUR,1",
        "EUR,-0.00",
        "EUR,0.00",
        "JPY,1.0",
        "JPY,-1",
        "KWD,1.00",
        "EUR,9999999999999999999.99"
    })
    void stringValue_isPlainPositiveAndExact(String currency, String text) {
        assertThatThrownBy(
                        () ->
                                read(
                                        "{'currency': '"
                                                + currency
                                                + "', 'stringValue': '"
                                                + text
                                                + "'}"))
                .isInstanceOf(InvalidRequest.class);
    }

    @Test
    void bothForms_mustAgree() {
        assertThat(read("{'currency': 'KWD', 'value': 1001, 'stringValue': '1.001'}"))
                .isEqualTo(Money.of(1001, "KWD"));
        assertThatThrownBy(() -> read("{'currency': 'KWD', 'value': 1001, 'stringValue': '1.010'}"))
                .isInstanceOf(InvalidRequest.class);
    }
}
