package kontor.forms;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kontor.core.Currency;
import kontor.core.Fault;
import kontor.core.Refusal;
import kontor.visits.FormFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1250|1250",
                "1.250,00|1250.00",
                "1,250.00|1250.00",
                "1 250,5|1250.5",
                "1'250.00|1250.00",
                "12,50|12.50",
                "12.50|12.50",
                "1.250.000|1250000",
                "1,250,000|1250000",
                "1,250|1.250",
                "-5,00|-5.00",
                "twelve|twelve",
                "1,2x|1,2x",
                "12,|12,",
            })
    void amount_isReadAsPeopleWriteIt(String typed, String read) {
        assertThat(Amounts.read(typed)).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource({"12, EUR, 12.00", "12.5, EUR, 12.50", "12.505, EUR, 12.505", "1250, JPY, 1250"})
    void decimals_areThoseOfTheCurrency(String typed, String currency, String read) {
        assertThat(Amounts.read(typed, Currency.find(currency))).isEqualTo(read);
    }

    @Test
    void form_isTheBodyThatAProgramWouldSend() {
        var fields =
                FormFields.of(
                        ("iban=de64+5001&amount.value=1.250,00&amount.currency=EUR&empty=&note=+a+"
                                        + "&metadata.key=k&metadata.value=v"
                                        + "&metadata.key=&metadata.value=w")
                                .getBytes(UTF_8));
        var body =
                new FormJson(fields)
                        .withoutBlanks("iban")
                        .amount("amount.value", "amount.currency")
                        .texts("empty", "note")
                        .metadata()
                        .body();
        assertThat(body)
                .hasToString(
                        "{\"iban\":\"de645001\",\"amount\":{\"value\":\"1250.00\",\"currency\":"
                                + "\"EUR\"},\"note\":\"a\",\"metadata\":{\"k\":\"v\"}}");
    }

    /** As while a preview that the form asked for by itself is being made. */
    @Test
    void whoMustWait_losesNothingTyped() {
        var busy =
                new Refusal(
                        Refusal.Category.BUSY, "preview_running", "ask again after it", List.of());
        assertThat(Deeds.again(busy))
                .isEqualTo(
                        new Deeds.Sent.Again(
                                429,
                                List.of(new Fault("", "preview_running", "ask again after it"))));
    }
}
