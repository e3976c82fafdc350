package kontor.statements;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.events.Event;
import kontor.pending.PendingTransactions;
import org.junit.jupiter.api.Test;

/** From the test bank's intraday report to its statement, over HTTP. */
class PendingStoryTest {

    private final TestKontor kontor = TestKontor.shared();
    private final SandboxOrganization sandbox = kontor.sandbox();

    @Test
    void postedTransaction_isAnnouncedAndThenBookedOnce() {
        String account = sandbox.accountIn("EUR");
        var day = sandbox.today().plusDays(3);
        sandbox.owner()
                .post("/v1/testbank/clock:advance", "{\"to\": \"%s\"}".formatted(day.minusDays(1)));
        var posted =
                sandbox.owner()
                        .post(
                                "/v1/testbank/transactions",
                                """
                                {"accountId": "%s", "date": "%s", "amount": {"currency": "EUR", "value": -4711},
                                 "remittanceInformation": {"type": "UNSTRUCTURED", "value": "Rent"}}\
                                """
                                        .formatted(account, day),
                                "X-Testbank-Authorization",
                                "Basic dXNlcjI6cGFzczI=");
        assertThat(posted.status()).as(posted.body()).isEqualTo(201);
        sandbox.owner().post("/v1/testbank/clock:advance", "{\"to\": \"%s\"}".formatted(day));
        var events = announced();
        assertThat(events).extracting(event -> event.name()).containsExactly("CREATED", "BOOKED");
        String transaction =
                events.getLast().details().orElseThrow().replaceAll(".*:\"(.*)\".*", "$1");
        assertThat(
                        sandbox.owner()
                                .get("/financial-data/v2/transactions/" + transaction)
                                .at("/amount/value"))
                .isEqualTo("-4711");
        assertThat(items("/financial-data/v2/pending-transactions")).isEmpty();
        assertThat(items("/financial-data/v2/transactions?date=" + day)).hasSize(1);
        var summary =
                items(
                                "/financial-data/v2beta/accounts/"
                                        + account
                                        + "/end-of-day-summaries?date="
                                        + day)
                        .getFirst();
        assertThat(summary.at("/totalDebits/value").longValue()).isEqualTo(4711);
    }

    private List<Event> announced() {
        return kontor
                .database()
                .read(
                        sandbox.organization(),
                        tx -> kontor.wiring().ground().events().feed(tx, 0, 10_000))
                .stream()
                .filter(event -> event.resource().equals(PendingTransactions.RESOURCE))
                .toList();
    }

    private List<JsonNode> items(String path) {
        return StreamSupport.stream(
                        sandbox.owner().get(path).json().get("items").spliterator(), false)
                .toList();
    }
}
