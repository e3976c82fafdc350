package kontor.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import kontor.AtOnce;
import kontor.Client;
import kontor.Jsons;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.iam.Permissions;
import kontor.retention.Keep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statements as those bring them who should not, or what no bank would send. */
class ReportAttacksTest {

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final Client developer = sandbox.developer();
    private final String account = sandbox.account();
    private final String sek = sandbox.accountIn("SEK");
    private final LocalDate day = sandbox.today().minusDays(20);
    private final String reports = reportsOf(account);

    private String reportsOf(String one) {
        String connection = developer.get("/financial-data/v2/accounts/" + one).at("/connectionId");
        return "/connectivity/v2beta/connections/" + connection + "/reports";
    }

    private static String balance(String which, String currency, String minor) {
        return """
        {'type': 'BOOKED', 'reportedType': '%s', 'amount': {'currency': '%s', 'value': %s}}
        """
                .formatted(which, currency, minor);
    }

    private static String statement(
            String account, String currency, Object day, String close, String entries) {
        return "{'accountId': '%s', 'localDate': '%s', 'balances': [%s, %s], 'transactions': [%s]}"
                .formatted(
                        account,
                        day,
                        balance("OPEN", currency, "0"),
                        balance("CLOSE", currency, close),
                        entries);
    }

    private static String body(String... statements) {
        return Jsons.json("{'statements': [" + String.join(",", statements) + "]}");
    }

    private static String entry(String minor, String more) {
        return "{'amount': {'currency': 'EUR', 'value': %s}%s}".formatted(minor, more);
    }

    private String good() {
        return body(statement(account, "EUR", day, "5", entry("5", "")));
    }

    private Client limitedTo(String... accounts) {
        String role = sandbox.aRole(Permissions.DEVELOPER).limitedTo(accounts).id();
        return sandbox.memberIn(role).client();
    }

    private Reply file(Client by, String file) {
        return by.send("POST", reports, file, "Content-Type", "application/xml");
    }

    private String camt() {
        var first = developer.post(reports, good()).created();
        String path = reports + "/" + first.at("/id") + "/content?format=ISO20022";
        return developer.get(path).ok().body();
    }

    private long brought() {
        return developer.get(reports + "?limit=500").ok().values("origin").stream()
                .filter("BROUGHT"::equals)
                .count();
    }

    @Test
    void sameBytes_areOneReport_forALimitedRoleToo_andWhoeverAsksAtOnce() throws Exception {
        var limited = limitedTo(account);
        var first = limited.post(reports, good()).created();
        assertThat(limited.post(reports, good()).ok().at("/id")).isEqualTo(first.at("/id"));
        try (var other = TestKontor.shared().anotherNode()) {
            String next = body(statement(account, "EUR", day.plusDays(1), "5", entry("5", "")));
            Callable<Reply> here = () -> developer.post(reports, next);
            Callable<Reply> there = () -> other.as(limited).post(reports, next);
            var replies = AtOnce.all(List.of(here, there, here, there));
            assertThat(replies).extracting(Reply::status).containsOnly(200, 201);
            assertThat(replies).extracting(Reply::status).containsOnlyOnce(201);
            assertThat(replies)
                    .extracting(one -> one.at("/id"))
                    .containsOnly(replies.getFirst().at("/id"));
        }
        assertThat(brought()).isEqualTo(2);
    }

    @Test
    void whatOthersBrought_isNotTakenFromWhoMayNotSeeItsAccounts() {
        String camt = camt().replace(day.toString(), day.plusDays(1).toString());
        assertThat(file(developer, camt).status()).isEqualTo(201);
        var limited = limitedTo(sek);
        for (String sent : List.of(camt, camt + " ")) {
            file(limited, sent).assertRefused("account_not_reported", "statements.0");
        }
        limited.post(reports, good())
                .assertRefused("account_not_reported", "statements.0.accountId");
        assertThat(limited.get(reports).ok().items()).isEmpty();
        assertThat(brought()).isEqualTo(2);
    }

    @Test
    void accountInAnotherCurrency_isNamedWithBoth_butNotToWhoMayNotSeeIt() {
        String dollars = camt().replace("<Ccy>EUR<", "<Ccy>USD<").replace("\"EUR\"", "\"USD\"");
        var refused = file(developer, dollars);
        refused.assertRefused("account_not_reported", "statements.0");
        assertThat(refused.at("/details/0/error"))
                .contains("it is in USD, but the account with its number is in EUR; correct");
        var limited = file(limitedTo(sek), dollars);
        limited.assertRefused("account_not_reported", "statements.0");
        assertThat(limited.body()).contains("it is in USD").doesNotContain("EUR");
    }

    @Test
    void manyFaults_areToldInPart_theFirstOnes() {
        String dollars = camt().replace("<Ccy>EUR<", "<Ccy>USD<").replace("\"EUR\"", "\"USD\"");
        int from = dollars.indexOf("<Stmt>");
        int to = dollars.indexOf("</Stmt>") + "</Stmt>".length();
        String many = dollars.substring(0, from) + dollars.substring(from, to).repeat(250);
        var refused = file(developer, many + dollars.substring(to));
        refused.assertRefused("account_not_reported", "statements.0");
        assertThat(refused.json().path("details")).hasSize(100);
        assertThat(refused.at("/details/99/field")).isEqualTo("statements.99");
        assertThat(brought()).isEqualTo(1);
    }

    @Test
    void strangersConnectionsAndAccounts_areUnknown() {
        var stranger = TestKontor.shared().sandbox();
        String theirs = stranger.account();
        developer
                .post(reports, body(statement(theirs, "EUR", day, "0", "")))
                .assertRefused("account_not_reported", "statements.0.accountId");
        var refused = stranger.developer().post(reports, good());
        assertThat(refused.status()).isEqualTo(404);
        String camt = camt();
        var file = stranger.developer().send("POST", reports, camt, "Content-Type", "text/xml");
        assertThat(file.status()).isEqualTo(404);
        assertThat(file.body()).doesNotContain(account);
    }

    @Test
    void hostileXml_isRefusedAndKeepsNothing() {
        String camt = camt();
        String lol =
                "<?xml version='1.0'?><!DOCTYPE d [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b"
                        + " '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;'>]>";
        String file = "<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>";
        String away = "<!DOCTYPE d SYSTEM 'http://127.0.0.1:1/evil.dtd'>";
        String root = camt.substring(camt.indexOf("<Document"));
        for (String head : List.of(lol, file, away)) {
            file(developer, head + root.replaceFirst("<MsgId>[^<]*", "<MsgId>&c;"))
                    .assertRefused("report_unreadable", "content");
        }
        String deep = "<a>".repeat(100_000);
        file(developer, deep).assertRefused("report_unreadable", "content");
        file(developer, root.replace("<Stmt>", "<Stmt>" + deep))
                .assertRefused("report_unreadable", "content");
        String half = root.substring(0, root.indexOf("<Ntry>") + 20);
        file(developer, half).assertRefused("report_unreadable", "content");
        var odd = root.replace(">EUR<", ">\u202eRUE<").replace("\"EUR\"", "\"eur\"");
        assertThat(file(developer, odd).status()).isEqualTo(400);
        assertThat(brought()).isEqualTo(1);
    }

    /** XML has no form for them, so no file could be written of it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "reference                   | 'reference': '%s'",
                "endToEndId                  | 'endToEndId': '%s'",
                "counterparty.name           | 'counterparty': {'name': '%s'}",
                "counterparty.iban           | 'counterparty': {'iban': 'DE123%s'}",
                "remittanceInformation.value | 'remittanceInformation': {'type': 'UNSTRUCTURED',"
                        + " 'value': '%s'}",
                "remittanceInformation.value | 'remittanceInformation': {'type': 'STRUCTURED',"
                        + " 'value': '%s'}"
            })
    void controlCharacter_isRefusedAtItsMember(String member, String said) {
        for (String escape : List.of("\\u0001", "a\\bb", "\\u001f", "\\ufffe", "\\u007f", "\\n")) {
            String entry = entry("5", ", " + said.formatted(escape));
            var refused = developer.post(reports, body(statement(account, "EUR", day, "5", entry)));
            refused.assertRefused("invalid_value", "statements.0.transactions.0." + member);
            assertThat(refused.json().path("details")).hasSize(1);
        }
    }

    @Test
    void memberThatIsReadForTwoThings_isFaultedOnce() {
        String entry = entry("5", ", 'counterparty': 5");
        var refused = developer.post(reports, body(statement(account, "EUR", day, "5", entry)));
        refused.assertRefused("invalid_value", "statements.0.transactions.0.counterparty");
        assertThat(refused.json().path("details")).hasSize(1);
    }

    @Test
    void daysAndAmountsThatCannotBe_areRefusedAtTheirPlace() {
        var ahead = sandbox.today().plusDays(2);
        developer
                .post(reports, body(statement(account, "EUR", ahead, "5", entry("5", ""))))
                .assertRefused("day_not_begun", "statements.0.localDate");
        for (String none : List.of("2027-02-29", "0000-00-00", "+99999-01-01", "2026-2-3")) {
            developer
                    .post(reports, body(statement(account, "EUR", none, "5", entry("5", ""))))
                    .assertRefused("invalid_value", "statements.0.localDate");
        }
        String far = camt().replace(day.toString(), "2029-12-31");
        file(developer, far).assertRefused("statement_refused", "statements.0");
        for (String amount : List.of("0", "1000000000000000000", "1e18", "5.5", "'5'", "null")) {
            var refused =
                    developer.post(
                            reports, body(statement(account, "EUR", day, "5", entry(amount, ""))));
            assertThat(refused.status()).as(amount).isEqualTo(400);
            assertThat(refused.body()).as(amount).contains("statements.0.transactions.0.amount");
        }
        developer
                .post(reports, body(statement(account, "SEK", day, "0", "")))
                .assertRefused("statement_refused", "statements.0");
        String huge = "999999999999999999";
        String many = String.join(",", java.util.Collections.nCopies(20, entry(huge, "")));
        developer
                .post(reports, body(statement(account, "EUR", day, huge, many)))
                .assertRefused("statement_refused", "");
        assertThat(brought()).isEqualTo(1);
    }

    @Test
    void dayThatIsNone_hidesNoOtherFault() {
        String wrong = entry("0", ", 'valueDate': 'soon', 'localDate': 'x'");
        var refused =
                developer.post(
                        reports,
                        body(
                                statement(account, "EUR", "2027-02-29", "'5'", wrong),
                                statement("none", "EUR", day, "5", wrong)));
        assertThat(refused.json().path("details").findValuesAsText("field"))
                .contains(
                        "statements.0.localDate",
                        "statements.0.balances.1.amount.value",
                        "statements.0.transactions.0.localDate",
                        "statements.0.transactions.0.amount.value",
                        "statements.0.transactions.0.valueDate",
                        "statements.1.accountId",
                        "statements.1.transactions.0.amount.value");
    }

    @Test
    void whatContradictsAReportThatNobodyHasRead_isTold() {
        String other = body(statement(account, "EUR", day, "7", entry("7", "")));
        developer.post(reports, good()).created();
        var refused = developer.post(reports, other);
        refused.assertRefused("statement_refused", "statements.0");
        assertThat(refused.at("/details/0/error"))
                .contains("one with other figures, in a report that is not read yet");
        String next = body(statement(account, "EUR", day.plusDays(1), "7", entry("7", "")));
        developer.post(reports, next).created();
        String told = good().replaceFirst("\\{", "{ ");
        developer.post(reports, told).created();
        sandbox.advanceTo(sandbox.today().plusDays(1));
        assertThat(developer.get(reports + "?limit=500").ok().values("status"))
                .containsOnly("PROCESSED");
        developer.post(reports, other).assertRefused("statement_refused", "statements.0");
        assertThat(brought()).isEqualTo(3);
    }

    @Test
    void contradictionsThatComeAtOnce_areNeverBothTaken() throws Exception {
        try (var other = TestKontor.shared().anotherNode()) {
            for (int days = 1; days <= 5; days++) {
                LocalDate one = day.plusDays(days);
                var here = body(statement(account, "EUR", one, "5", entry("5", "")));
                var there = body(statement(account, "EUR", one, "7", entry("7", "")));
                var replies =
                        AtOnce.all(
                                List.<Callable<Reply>>of(
                                        () -> developer.post(reports, here),
                                        () -> other.as(developer).post(reports, there)));
                assertThat(replies).extracting(Reply::status).containsOnlyOnce(201);
                assertThat(replies).extracting(Reply::status).containsAnyOf(400, 429);
            }
        }
        assertThat(brought()).isEqualTo(5);
    }

    @Test
    void statementsOfOneFileThatContradictEachOther_areTold() {
        String camt = camt().replace(day.toString(), day.plusDays(3).toString());
        int from = camt.indexOf("<Stmt>");
        int to = camt.indexOf("</Stmt>") + "</Stmt>".length();
        String one = camt.substring(from, to);
        String otherwise = one.replace(">0.05<", ">0.08<");
        var refused = file(developer, camt.substring(0, to) + otherwise + camt.substring(to));
        refused.assertRefused("statement_refused", "statements.1");
        assertThat(refused.at("/details/0/error"))
                .contains("one with other figures, as statements.0");
        assertThat(file(developer, camt.substring(0, to) + one + camt.substring(to)).status())
                .isEqualTo(201);
    }

    @Test
    void externalIdsOfPaymentsBeyondTheLimit_areNotTold() {
        var secret = sandbox.aDirectDebit().with("externalId", "SECRET-" + day).made();
        String endToEnd = secret.at("/id").replace("-", "");
        String open = sandbox.anAccount().withNumber("DE", "IBAN", "DE89370400440532013000").id();
        String there = reportsOf(open);
        var limited = limitedTo(open);
        String named = entry("5", ", 'endToEndId': '" + endToEnd + "'");
        var brought = limited.post(there, body(statement(open, "EUR", day, "5", named))).created();
        sandbox.advanceTo(sandbox.today().plusDays(1));
        String content = there + "/" + brought.at("/id") + "/content?format=ISO20022";
        String replaced = content + "&externalIdAsEndToEndId=true";
        assertThat(developer.get(replaced).ok().body()).contains("SECRET-");
        assertThat(limited.get(replaced).ok().body()).contains(endToEnd).doesNotContain("SECRET-");
    }

    @Test
    void whatWasSent_goesWithTheFileThatWasRead() {
        var brought = developer.post(reports, good()).created();
        String content = reports + "/" + brought.at("/id") + "/content";
        sandbox.advanceTo(sandbox.today().plusDays(1));
        assertThat(developer.get(content).ok().body()).isEqualTo(good());
        sandbox.execute(
                "UPDATE inbox_files SET processed = now() - interval '2 days'"
                        + " WHERE organization_id = :org");
        var keep = new Keep(Duration.ofDays(1), Duration.ofDays(1));
        TestKontor.shared().wiring().housekeeping(keep).round(sandbox.organization());
        for (String form : List.of("", "?format=RAW", "?format=ISO20022")) {
            assertThat(developer.get(content + form).refusal()).as(form).isEqualTo("deleted");
        }
        long left =
                TestKontor.shared()
                        .database()
                        .read(
                                sandbox.organization(),
                                tx ->
                                        tx.query(
                                                        """
                                                        SELECT count(*) FROM brought_reports
                                                        WHERE organization_id = :org AND content IS NOT NULL
                                                        """)
                                                .mapTo(Long.class)
                                                .one());
        assertThat(left).isZero();
        assertThat(developer.get(reports + "/" + brought.at("/id")).ok().at("/origin"))
                .isEqualTo("BROUGHT");
    }
}
