package kontor.exchangerates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import kontor.Client;
import kontor.Jsons;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import org.junit.jupiter.api.Test;

/** Exchange rates and the evaluation currency, as resources. */
class ExchangeRatesTest {

    private static final String RATES = "/payments/v2beta/exchange-rates";
    private static final String SETTINGS = "/payments/v2beta/approval-settings";

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final Client client =
            sandbox.clientWith(Set.of("approval_chains:read", "approval_chains:update"));

    private Reply store(String rates, String... headers) {
        return client.post(RATES, Jsons.json("{'rates': [" + rates + "]}"), headers);
    }

    private static String rate(String pair, String rate, String date) {
        return "{'base': '"
                + pair.substring(0, 3)
                + "', 'quote': '"
                + pair.substring(3)
                + "', 'rate': '"
                + rate
                + "', 'date': '"
                + date
                + "', 'source': 'ECB'}";
    }

    private static List<String> faults(Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        return StreamSupport.stream(reply.json().at("/details").spliterator(), false)
                .map(fault -> fault.path("field").asText() + " " + fault.path("code").asText())
                .toList();
    }

    @Test
    void store_answersInTheOrderOfTheRequest() {
        var reply =
                store(
                        rate("SEKEUR", "0.0869", "2026-11-02")
                                + ","
                                + rate("EURJPY", "000160.5000", "2026-11-01"));
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.values("base")).containsExactly("SEK", "EUR");
        assertThat(reply.values("rate")).containsExactly("0.0869", "160.5");
        assertThat(reply.values("version")).containsExactly("1", "1");
        assertThat(reply.at("/items/0/source")).isEqualTo("ECB");
        assertThat(client.get(RATES).json().at("/items")).isEqualTo(reply.json().at("/items"));
    }

    @Test
    void store_correctsWhatWasToldForTheDay() {
        var first = store(rate("EURSEK", "11", "2026-11-02"));
        var second =
                store(
                        rate("EURSEK", "12", "2026-11-02")
                                + ","
                                + rate("EURSEK", "13", "2026-11-03"));
        assertThat(second.values("version")).containsExactly("2", "1");
        assertThat(second.at("/items/0/id")).isEqualTo(first.at("/items/0/id"));
        assertThat(second.at("/items/0/created")).isEqualTo(first.at("/items/0/created"));
        assertThat(client.get(RATES).values("rate")).containsExactly("13", "12");
    }

    @Test
    void store_isReplayed() {
        var first = store(rate("EURSEK", "11", "2026-11-02"), "Idempotency-Key", "rates");
        assertThat(store(rate("EURSEK", "11", "2026-11-02"), "Idempotency-Key", "rates").body())
                .isEqualTo(first.body());
        assertThat(client.get(RATES).values("version")).containsExactly("1");
    }

    @Test
    void store_tellsAllFaultsAndStoresNothing() {
        assertThat(
                        faults(
                                store(
                                        rate("EURSEK", "11", "2026-11-02")
                                                + ",{}, {'base': 'eur', 'quote': 'XXQ', 'rate':"
                                                + " 11.5, 'date': '2026-02-30', 'source': ''},"
                                                + rate("SEKSEK", "0.000", "2026-11-02")
                                                + ","
                                                + rate("EURSEK", "1e3", "2026-11-03")
                                                + ","
                                                + rate("EURSEK", "-1", "2026-11-03")
                                                + ","
                                                + rate("EURSEK", "12", "2026-11-02"))))
                .containsExactlyInAnyOrder(
                        "rates.1.base required",
                        "rates.1.quote required",
                        "rates.1.date required",
                        "rates.1.rate required",
                        "rates.2.base invalid_value",
                        "rates.2.quote invalid_value",
                        "rates.2.rate invalid_value",
                        "rates.2.date invalid_value",
                        "rates.2.source invalid_value",
                        "rates.3.rate invalid_value",
                        "rates.3.quote invalid_value",
                        "rates.4.rate invalid_value",
                        "rates.5.rate invalid_value",
                        "rates.6 invalid_value");
        assertThat(faults(client.post(RATES, "{}"))).containsExactly("rates required");
        assertThat(faults(store(""))).containsExactly("rates invalid_value");
        assertThat(faults(store("null"))).containsExactly("rates.0 invalid_value");
        assertThat(faults(client.post(RATES, "{\"rates\": {}}")))
                .containsExactly("rates invalid_value");
        assertThat(client.get(RATES).json().at("/items")).isEmpty();
    }

    @Test
    void list_isPagedNewestDayFirstAndFiltered() {
        var all =
                IntStream.rangeClosed(1, 9)
                        .mapToObj(
                                day ->
                                        rate("EURSEK", "1" + day, "2026-11-0" + day)
                                                + ","
                                                + rate("EURNOK", "2" + day, "2026-11-0" + day))
                        .toList();
        assertThat(store(String.join(",", all)).status()).isEqualTo(200);
        var seen = new ArrayList<String>();
        String token = "";
        do {
            var page = client.get(RATES + "?limit=5&token=" + token);
            seen.addAll(page.values("rate"));
            token = page.at("/nextToken");
        } while (!token.isEmpty());
        assertThat(seen)
                .hasSize(18)
                .doesNotHaveDuplicates()
                .startsWith("19", "29", "18")
                .endsWith("11", "21");
        assertThat(client.get(RATES + "?quote=NOK").values("rate"))
                .hasSize(9)
                .allMatch(rate -> rate.startsWith("2"));
        assertThat(client.get(RATES + "?base=SEK").values("rate")).isEmpty();
        assertThat(faults(client.get(RATES + "?base=euro"))).containsExactly("base invalid_value");
        assertThat(TestKontor.shared().sandbox().owner().get(RATES).json().at("/items")).isEmpty();
    }

    @Test
    void settings_holdTheEvaluationCurrency() {
        var usual = client.get(SETTINGS);
        assertThat(List.of(usual.at("/evaluationCurrency"), usual.at("/etag")))
                .containsExactly("EUR", "version:0");
        String sek =
                Jsons.json("[{'op': 'replace', 'path': '/evaluationCurrency', 'value': 'SEK'}]");
        assertThat(client.patch(SETTINGS, sek, "If-Match", "version:1").status()).isEqualTo(412);
        var changed = client.patch(SETTINGS, sek, "If-Match", "version:0");
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(List.of(changed.at("/evaluationCurrency"), changed.at("/etag")))
                .containsExactly("SEK", "version:1");
        assertThat(client.get(SETTINGS).body()).isEqualTo(changed.body());
        assertThat(faults(client.patch(SETTINGS, sek.replace("SEK", "sek"))))
                .containsExactly("0.value invalid_value");
        assertThat(
                        faults(
                                client.patch(
                                        SETTINGS,
                                        Jsons.json(
                                                "[{'op': 'replace', 'path': '/evaluationCurrency',"
                                                    + " 'value': 'x'}, {'op': 'replace', 'path':"
                                                    + " '/evaluationCurrency', 'value': 'SEK'}]"))))
                .containsExactly("0.value invalid_value");
        assertThat(client.patch(SETTINGS, sek).at("/version")).isEqualTo("2");
        assertThat(TestKontor.shared().sandbox().owner().get(SETTINGS).at("/evaluationCurrency"))
                .isEqualTo("EUR");
    }
}
