package kontor.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import kontor.Client;
import kontor.Jsons;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.iam.Permissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statements that somebody brings, and what is read of reports. */
class ReportsTest {

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final Client developer = sandbox.developer();
    private final String account = sandbox.accountIn("EUR");
    private final LocalDate day = sandbox.today().minusDays(20);
    private final String reports =
            "/connectivity/v2beta/connections/" + connectionOf(account) + "/reports";

    private String connectionOf(String account) {
        return developer.get("/financial-data/v2/accounts/" + account).at("/connectionId");
    }

    private String statement(String account, LocalDate day, int open, int close, String entries) {
        String currency = developer.get("/financial-data/v2/accounts/" + account).at("/currency");
        return """
        {'accountId': '%1$s', 'localDate': '%2$s', 'balances': [
         {'type': 'BOOKED', 'reportedType': 'OPEN', 'amount': {'currency': '%5$s', 'value': %3$d}},
         {'type': 'BOOKED', 'reportedType': 'CLOSE', 'amount': {'currency': '%5$s', 'value': %4$d}}],
         'transactions': [%6$s]}
        """
                .formatted(account, day, open, close, currency, entries);
    }

    private static String entry(int minor, String difference) {
        return "{'amount': {'currency': 'EUR', 'value': %d}%s}".formatted(minor, difference);
    }

    private Reply bring(Client by, String... statements) {
        String all = String.join(",", statements);
        return by.post(reports, Jsons.json("{'statements': [" + all + "]}"));
    }

    private Reply bringFile(Client by, String file) {
        return by.send("POST", reports, file, "Content-Type", "application/xml");
    }

    private void read() {
        sandbox.advanceTo(sandbox.today().plusDays(1));
    }

    private String content(Client by, String path) {
        return by.get(reports + path).ok().body();
    }

    @Test
    void day_isBookedAsIfTheBankHadToldIt_andSaysWhoDid() {
        String credit =
                entry(
                        4990,
                        ", 'reference': 'B-1', 'endToEndId': 'E-1', 'counterparty': {'name':"
                            + " 'Acme'}, 'remittanceInformation': {'type': 'UNSTRUCTURED', 'value':"
                            + " 'Invoice'}");
        String body =
                Jsons.json(
                        "{'statements': ["
                                + statement(
                                        account,
                                        day,
                                        10_000,
                                        14_000,
                                        credit + "," + entry(-990, ""))
                                + "]}");
        var brought = developer.post(reports, body).created();
        assertThat(brought.at("/origin")).isEqualTo("BROUGHT");
        assertThat(brought.at("/broughtBy/username")).isNotEmpty();
        assertThat(brought.at("/status")).isEqualTo("RECEIVED");
        var again = developer.post(reports, body).ok();
        assertThat(again.at("/id")).isEqualTo(brought.at("/id"));
        read();
        String one = "/" + brought.at("/id");
        var report = developer.get(reports + one).ok();
        assertThat(report.at("/status")).as(report.body()).isEqualTo("PROCESSED");
        assertThat(report.at("/statementType")).isEqualTo("BOOKED");
        assertThat(content(developer, one + "/content")).isEqualTo(body);
        assertThat(content(developer, one + "/content?format=ISO20022"))
                .contains("camt.053.001.08", "<EndToEndId>E-1</EndToEndId>");
        var statements = developer.get(reports + one + "/bank-statements").ok();
        assertThat(statements.values("status")).containsExactly("BOOKED");
        assertThat(statements.at("/items/0/opening/stringValue")).isEqualTo("100.00");
        assertThat(statements.at("/items/0/closing/stringValue")).isEqualTo("140.00");
        assertThat(statements.at("/items/0/broughtBy")).isEqualTo(report.at("/broughtBy"));
        String path = one + "/bank-statements/" + statements.at("/items/0/id");
        assertThat(developer.get(reports + path).ok().at("/localDate")).isEqualTo(day.toString());
        assertThat(content(developer, path + "/content")).contains("<Stmt>", "140.00");
        String booked = "/financial-data/v2/transactions?accountId=" + account;
        assertThat(developer.get(booked).body()).contains("Invoice", "Acme", "-9.90");
        String adjusted = "/balances?type=BOOKED_ADJUSTED";
        assertThat(developer.get("/financial-data/v2/accounts/" + account + adjusted).items())
                .anySatisfy(
                        balance ->
                                assertThat(balance.at("/amount/stringValue").asText())
                                        .isEqualTo("140.00"));
        // What it says is known now: the same is taken, another is not.
        bring(developer, statement(account, day, 10_000, 14_000, credit + "," + entry(-990, "")))
                .ok();
        bring(developer, statement(account, day, 10_000, 15_000, entry(5_000, "")))
                .assertRefused("statement_refused", "statements.0");
        var list = developer.get(reports + "?type=STATEMENT&statementType=BOOKED").ok();
        assertThat(list.values("id")).contains(brought.at("/id"));
        assertThat(developer.get(reports + "?statementType=PENDING").ok().values("id"))
                .doesNotContain(brought.at("/id"));
        assertThat(developer.get(reports + "?type=FX_RATES").ok().items()).isEmpty();
    }

    @Test
    void fileOfABank_isTakenAsItIs_andEachSeesTheStatementsOfTheirAccounts() {
        String other = sandbox.accountIn("SEK");
        assertThat(connectionOf(other)).isNotEmpty();
        var first = bring(developer, statement(account, day, 0, 500, entry(500, "")));
        String camt =
                content(developer, "/" + first.created().at("/id") + "/content?format=ISO20022");
        String next =
                camt.replace(day.toString(), day.plusDays(1).toString())
                        .replace(">0.00<", ">5.00<");
        String moved = next.replaceFirst("(<Cd>CLBD</Cd>.{0,80}?)>5.00<", "$1>10.00<");
        var brought = bringFile(developer, moved);
        assertThat(brought.status()).as(moved + brought.body()).isEqualTo(201);
        assertThat(bringFile(developer, moved).ok().at("/id")).isEqualTo(brought.at("/id"));
        read();
        String one = "/" + brought.at("/id");
        assertThat(content(developer, one + "/content")).isEqualTo(moved);
        var statements = developer.get(reports + one + "/bank-statements").ok();
        assertThat(statements.values("accountId")).containsExactly(account);
        String limitedToOther = sandbox.aRole(Permissions.DEVELOPER).limitedTo(other).id();
        var stranger = sandbox.memberIn(limitedToOther).client();
        assertThat(stranger.get(reports).ok().items()).isEmpty();
        for (String path : List.of("", "/content", "/bank-statements")) {
            assertThat(stranger.get(reports + one + path).status()).as(path).isEqualTo(404);
        }
        bringFile(stranger, moved.replace("BROUGHT", "ELSE"))
                .assertRefused("account_not_reported", "statements.0");
        var own = sandbox.memberIn(sandbox.aRole(Permissions.DEVELOPER).limitedTo(account).id());
        assertThat(own.client().get(reports).ok().values("id")).contains(brought.at("/id"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "required      | statements | {}",
                "invalid_value | statements | {'statements': []}",
                "required      | statements.0.accountId | {'statements': [{}]}",
                "invalid_value | statements.0.accountId | {'statements': [{'accountId': 'mine'}]}",
                "invalid_value | statements.0.localDate | {'statements': [{'accountId': '%1$s',"
                        + " 'localDate': '2026-02-30', 'balances': []}]}",
                "invalid_value | statements.0.balances | {'statements': [{'accountId': '%1$s',"
                    + " 'localDate': '2026-02-03', 'balances': [{'type': 'BOOKED', 'reportedType':"
                    + " 'OPEN', 'amount': {'currency': 'EUR', 'value': 0}}]}]}",
                "account_not_reported | statements.0.accountId | {'statements': [{'accountId':"
                        + " '00000000-0000-7000-8000-000000000001', 'localDate': '2026-02-03',"
                        + " 'balances': %2$s}]}",
                "invalid_value | statements.0.transactions.0.localDate | {'statements':"
                    + " [{'accountId': '%1$s', 'localDate': '2026-02-03', 'balances': %2$s,"
                    + " 'transactions': [{'localDate': '2026-02-04', 'amount': {'currency': 'EUR',"
                    + " 'value': 1}}]}]}",
                "statement_refused | statements.0 | {'statements': [{'accountId': '%1$s',"
                        + " 'localDate': '2026-02-03', 'balances': %2$s, 'transactions':"
                        + " [{'amount': {'currency': 'EUR', 'value': 1}}]}]}",
                "invalid_value | statements.1.localDate | {'statements': [{'accountId': '%1$s',"
                        + " 'localDate': '2026-02-03', 'balances': %2$s}, {'accountId': '%1$s',"
                        + " 'localDate': '2026-02-03', 'balances': %2$s}]}",
            })
    void whatIsWrong_isToldAtItsPlace(String code, String field, String body) {
        String balances =
                "[{'type': 'BOOKED', 'reportedType': 'OPEN', 'amount': {'currency': 'EUR', 'value':"
                        + " 7}}, {'type': 'BOOKED', 'reportedType': 'CLOSE', 'amount': {'currency':"
                        + " 'EUR', 'value': 7}}]";
        developer
                .post(reports, Jsons.json(body.formatted(account, balances)))
                .assertRefused(code, field);
    }

    @Test
    void ofManyDaysThatDoNotJoin_theFirstTenAreTold() {
        var apart =
                IntStream.range(0, 15)
                        .mapToObj(
                                n ->
                                        statement(
                                                account,
                                                day.plusDays(n),
                                                n * 1_000,
                                                n * 1_000 + 1,
                                                entry(1, "")))
                        .toArray(String[]::new);
        assertThat(bring(developer, apart).created().json().path("warnings")).hasSize(10);
    }

    @Test
    void daysThatDoNotJoin_areTakenAndTold() {
        String first = statement(account, day, 0, 500, entry(500, ""));
        String apart = statement(account, day.plusDays(2), 900, 1_000, entry(100, ""));
        String gap = "the statement of %s opens with %s, but the one before it closed with %s";
        assertThat(gaps(bring(developer, first, apart)))
                .containsExactly(gap.formatted(day.plusDays(2), "9.00", "5.00"));
        read();
        // What is missing closes it; what goes on elsewhere before and behind is told twice.
        var between = statement(account, day.plusDays(1), 400, 700, entry(300, ""));
        assertThat(gaps(bring(developer, between)))
                .containsExactly(
                        gap.formatted(day.plusDays(1), "4.00", "5.00"),
                        gap.formatted(day.plusDays(2), "9.00", "7.00"));
        read();
        // What was read before tells nothing new, also written otherwise.
        assertThat(gaps(bring(developer, between + " "))).isEmpty();
        assertThat(gaps(bring(developer, between, apart))).isEmpty();
        String joins = statement(account, day.plusDays(3), 1_000, 1_200, entry(200, ""));
        assertThat(gaps(bring(developer, joins))).isEmpty();
        String early = statement(account, day.minusDays(1), -100, 0, entry(100, ""));
        assertThat(gaps(bring(developer, early))).isEmpty();
    }

    /** Those between the days of these tests: the sandbox's own bank tells the last one. */
    private List<String> gaps(Reply brought) {
        return StreamSupport.stream(brought.created().json().path("warnings").spliterator(), false)
                .map(JsonNode::asText)
                .filter(text -> LocalDate.parse(text.split(" ")[3]).isBefore(day.plusDays(15)))
                .toList();
    }

    @Test
    void oneBadStatement_keepsNothing() {
        bring(
                        developer,
                        statement(account, day, 0, 5, entry(5, "")),
                        statement(account, day.plusDays(1), 5, 9, entry(5, "")))
                .assertRefused("statement_refused", "statements.1");
        assertThat(developer.get(reports).ok().values("origin")).doesNotContain("BROUGHT");
    }

    @Test
    void whatCannotBeRead_isRefused() {
        for (String file : List.of("<Document>", "nothing", ":20:STARTUMS", "<!DOCTYPE a><a/>")) {
            bringFile(developer, file).assertRefused("report_unreadable", "content");
        }
        var first = bring(developer, statement(account, day, 0, 5, entry(5, ""))).created();
        String camt = content(developer, "/" + first.at("/id") + "/content?format=ISO20022");
        String intraday = camt.replace("camt.053", "camt.052").replace("Stmt>", "Rpt>");
        bringFile(developer, intraday.replace("BkToCstmrRpt>", "BkToCstmrAcctRpt>"))
                .assertRefused("report_empty", "statements");
        var zip = developer.send("POST", reports, "PK", "Content-Type", "application/zip");
        assertThat(zip.status()).isEqualTo(415);
        var large = developer.send("POST", reports, " ".repeat(11 << 20));
        assertThat(large.status()).isEqualTo(413);
    }

    @Test
    void whoMayNot_isRefused() {
        String good = statement(account, day, 0, 5, entry(5, ""));
        var reader = sandbox.clientWith(Set.of("connections:read", "reports:read"));
        assertThat(bring(reader, good).status()).isEqualTo(403);
        assertThat(bring(TestKontor.shared().sandbox().owner(), good).status()).isEqualTo(404);
    }
}
