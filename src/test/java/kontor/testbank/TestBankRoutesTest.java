package kontor.testbank;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kontor.Client;
import kontor.Reply;
import kontor.TestKontor;
import kontor.accounts.NewAccount;
import kontor.core.Currency;
import kontor.core.Ids;
import kontor.entities.NewEntity;
import kontor.testbankgirot.SimulatedBankgirot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The test bank's own routes over HTTP. */
class TestBankRoutesTest {

    private static final TestKontor KONTOR = TestKontor.shared();
    private static final String USER3 = "Basic dXNlcjM6cGFzczM=";
    private static final String SCENARIOS = "/v1/testbank/scenarios";

    private final Customer customer = new Customer();
    private final Client client =
            KONTOR.client(
                    customer.organization,
                    Set.of("testbank_transactions:create", "testbank_clock:update"));
    private final UUID euro = account(Customer.IBAN);

    /** An account of Kontor without a connection: the tests fetch the bank's files themselves. */
    private UUID account(String iban) {
        var bank = new NewAccount.Bank(Ids.next(), Ids.next(), Ids.next());
        return customer.database.write(
                customer.organization,
                tx -> {
                    var entity =
                            KONTOR.wiring()
                                    .parties()
                                    .entities()
                                    .add(tx, NewEntity.named("Holder"))
                                    .id();
                    return KONTOR.wiring()
                            .parties()
                            .accounts()
                            .add(
                                    tx,
                                    NewAccount.ofIban(
                                            entity,
                                            bank,
                                            iban,
                                            "ATLRDEFFXXX",
                                            Currency.EUR,
                                            BankChecks.ZONE))
                            .id();
                });
    }

    private static String transaction(UUID account, LocalDate date, String amount) {
        return """
        {"accountId": "%s", "date": "%s", "valueDate": "%s", "amount": %s,
         "remittanceInformation": {"type": "UNSTRUCTURED", "value": "Coffee"},
         "counterpartyDetails": {"name": "Cafe Möwe", "partyType": "COMPANY"}}
        """
                .formatted(account, date, date, amount);
    }

    private Reply post(String body, String... headers) {
        var all = Stream.concat(Stream.of("X-Testbank-Authorization", USER3), Stream.of(headers));
        return client.post("/v1/testbank/transactions", body, all.toArray(String[]::new));
    }

    private Reply advance(String body) {
        return client.post("/v1/testbank/clock:advance", body);
    }

    @Test
    void transaction_isShownByTheStatementOfItsDate() {
        customer.at(Customer.firstDay(), 10, 0).statements();
        var saturday = Customer.firstDay().with(TemporalAdjusters.next(DayOfWeek.SATURDAY));
        var reply = post(transaction(euro, saturday, "{\"currency\": \"EUR\", \"value\": -450}"));
        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.at("/amount/stringValue")).isEqualTo("-4.50");
        assertThat(reply.at("/counterpartyDetails/partyType")).isEqualTo("COMPANY");
        assertThat(customer.at(saturday, 7, 59).fetch("camt.052")).isEmpty();
        assertThat(customer.at(saturday, 17, 59).statements()).isEmpty();
        var intraday = Customer.Statement.read(customer.fetch("camt.052").getFirst());
        var statement = customer.at(saturday, 18, 0).statements().getFirst();
        assertThat(statement.proves()).isTrue();
        var entry = statement.entries.getFirst();
        assertThat(intraday.entries.getFirst().head()).isEqualTo(entry.head());
        assertThat(entry.head().amount().amountMinor()).isEqualTo(-450);
        assertThat(entry.head().dates().booking()).contains(saturday);
        assertThat(entry.details().getFirst().counterparty().orElseThrow().name())
                .contains("Cafe Möwe");
        assertThat(entry.details().getFirst().remittance().orElseThrow().unstructured())
                .contains("Coffee");
    }

    @Test
    void transactionOfAClosedDay_isShownByTheNextStatement() {
        customer.at(Customer.firstDay(), 18, 30).statements();
        assertThat(
                        post(transaction(
                                        euro,
                                        Customer.firstDay(),
                                        "{\"currency\": \"EUR\", \"stringValue\": \"1.00\"}"))
                                .status())
                .isEqualTo(201);
        assertThat(customer.at(Customer.firstDay(), 23, 0).statements()).isEmpty();
        var statement = customer.at(Customer.firstDay().plusDays(1), 18, 0).statements().getFirst();
        assertThat(statement.entries.getFirst().head().dates().booking())
                .contains(Customer.firstDay());
    }

    @Test
    void transaction_underOneKeyHappensOnce() {
        customer.at(Customer.firstDay(), 10, 0).statements();
        String body =
                transaction(euro, Customer.firstDay(), "{\"currency\": \"EUR\", \"value\": 100}");
        var first = post(body, "Idempotency-Key", "coffee");
        var again = post(body, "Idempotency-Key", "coffee");
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(customer.at(Customer.firstDay(), 18, 0).statements().getFirst().entries)
                .hasSize(1);
    }

    @Test
    void transaction_isRefusedForWhatIsWrongWithIt() {
        var today = Customer.firstDay();
        String oneEuro = "{\"currency\": \"EUR\", \"value\": 1}";
        assertThat(post(transaction(new UUID(9, 9), today, oneEuro)).at("/details/0/code"))
                .isEqualTo("account_not_found");
        assertThat(
                        post(transaction(account(DebitFile.PAYER), today, oneEuro))
                                .at("/details/0/code"))
                .isEqualTo("not_a_testbank_account");
        assertThat(
                        post(transaction(euro, today, "{\"currency\": \"SEK\", \"value\": 1}"))
                                .at("/details/0/field"))
                .isEqualTo("amount.currency");
        assertThat(
                        post(transaction(euro, today, "{\"currency\": \"EUR\", \"value\": 0}"))
                                .at("/details/0/field"))
                .isEqualTo("amount.value");
        assertThat(
                        post(transaction(euro, today, oneEuro).replace("Coffee", "\\u0007"))
                                .at("/details/0/field"))
                .isEqualTo("remittanceInformation.value");
        assertThat(post("{}").json().at("/details").findValuesAsText("field"))
                .containsExactly("accountId", "date", "amount", "remittanceInformation");
        assertThat(
                        client.post("/v1/testbank/transactions", transaction(euro, today, oneEuro))
                                .status())
                .isEqualTo(401);
    }

    @Test
    void clock_stopsAfterTheStatementsOfTheDay() {
        var day = Customer.bankDay(3);
        customer.at(Customer.firstDay(), 10, 0);
        customer.send(
                "a.xml",
                new DebitFile("M1", Customer.bankDay(1))
                        .collect(700, Scenario.RETURNED_NO_FUNDS.iban())
                        .bytes());
        customer.statements();
        var start = Instant.now();
        var reply = advance("{\"to\": \"%s\"}".formatted(day));
        var took = Duration.between(start, Instant.now());
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.at("/date")).isEqualTo(day.toString());
        var statements = customer.statements();
        assertThat(statements).extracting(Customer.Statement::booked).containsExactly(700L, -700L);
        var local = Instant.parse(reply.at("/now")).atZone(ZoneId.of("Europe/London"));
        var halfPastSix = LocalTime.of(18, 30);
        assertThat(local.toLocalTime())
                .isBetween(halfPastSix, halfPastSix.plus(took).plusSeconds(1));
    }

    @Test
    void clock_movesByDaysAndNeverBack() {
        customer.at(Customer.firstDay(), 10, 0);
        assertThat(advance("{\"days\": 400}").at("/date"))
                .isEqualTo(Customer.firstDay().plusDays(400).toString());
        assertThat(
                        advance("{\"to\": \"%s\"}".formatted(Customer.firstDay()))
                                .at("/details/0/field"))
                .isEqualTo("to");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}",
                "{\"days\": 0}",
                "{\"days\": 401}",
                "{\"days\": 1, \"to\": \"2026-12-22\"}",
                "{\"to\": \"2020-01-01\"}",
                "{\"days\": \"1\"}"
            })
    void clock_refusesWhatIsNoWayForward(String body) {
        assertThat(advance(body).status()).isEqualTo(400);
    }

    /** As after the death of a node: what it had decided is there, its answer is not. */
    @Test
    void clock_brokenOff_goesOnToTheDayFirstMeant() {
        customer.at(Customer.firstDay(), 10, 0);
        String days = "{\"days\": 3}";
        var first =
                client.post("/v1/testbank/clock:advance", days, "Idempotency-Key", "three-days");
        customer.database.write(
                customer.organization,
                tx ->
                        tx.sql()
                                .createUpdate(
                                        """
                                        DELETE FROM idempotency_claims WHERE organization_id = :org AND answer LIKE '{%'
                                        """)
                                .bind("org", tx.organization().value())
                                .execute());
        var again =
                client.post("/v1/testbank/clock:advance", days, "Idempotency-Key", "three-days");
        assertThat(again.header("Idempotency-Replayed")).isEmpty();
        assertThat(again.at("/date")).isEqualTo(first.at("/date"));
        assertThat(client.get("/v1/testbank/clock").at("/date")).isEqualTo(first.at("/date"));
    }

    @Test
    void clock_ofARealOrganizationStaysAsItIs() {
        customer.database.systemDo(
                sql ->
                        sql.createUpdate("UPDATE organizations SET sandbox = false WHERE id = :id")
                                .bind("id", customer.organization.value())
                                .execute());
        assertThat(advance("{\"days\": 1}").at("/type")).endsWith("#not_a_sandbox");
        assertThat(client.get("/v1/testbank/clock").at("/type")).endsWith("#not_a_sandbox");
    }

    @Test
    void scenarios_listTheReturningIban() {
        var list = client.get(SCENARIOS).json();
        assertThat(list.get(0).get("trigger").asText())
                .isEqualTo(
                        "creditor or debtor IBAN DE40500105176499974616, or the name \"RETURNED NO"
                                + " FUNDS\" in any currency");
        assertThat(list.get(0).get("appliesTo").toString())
                .isEqualTo("[\"CREDIT_TRANSFER\",\"DIRECT_DEBIT\"]");
        assertThat(list)
                .hasSize(Scenario.values().length + 2 + SimulatedBankgirot.SCENARIOS.size());
    }

    @Test
    void idempotencyTest_answersAsAskedAndReplays() {
        String path = "/v1/idempotency-test?status=202&sleep=0.01";
        assertThat(client.post(path, "{}", "Idempotency-Key", "k1").status()).isEqualTo(202);
        var again = client.post(path, "{}", "Idempotency-Key", "k1");
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(client.post("/v1/idempotency-test?status=500", "{}").status()).isEqualTo(500);
        assertThat(client.post("/v1/idempotency-test?status=99", "{}").status()).isEqualTo(400);
        assertThat(client.post("/v1/idempotency-test?sleep=11", "{}").status()).isEqualTo(400);
    }

    @Test
    void idempotencyTest_refusesTwinsAndCrowds() {
        var twins = many(2, "twin");
        assertThat(twins).containsExactlyInAnyOrder(200, 425);
        // More than can be at work and wait, however slowly they come.
        assertThat(many(40, "")).contains(200, 429).containsOnly(200, 429);
    }

    private List<Integer> many(int count, String key) {
        var all =
                IntStream.range(0, count)
                        .mapToObj(
                                number ->
                                        CompletableFuture.supplyAsync(
                                                () ->
                                                        client.post(
                                                                        "/v1/idempotency-test?sleep=1",
                                                                        "{}",
                                                                        "Idempotency-Key",
                                                                        key.isEmpty()
                                                                                ? "crowd-" + number
                                                                                : key)
                                                                .status(),
                                                Thread::startVirtualThread))
                        .toList();
        return all.stream().map(CompletableFuture::join).toList();
    }
}
