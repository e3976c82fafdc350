package kontor.statements;

import static kontor.statements.StatementBuilder.MONDAY;
import static kontor.statements.StatementBuilder.aStatement;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import kontor.Client;
import kontor.TestKontor;
import kontor.accounts.Account;
import kontor.accounts.AccountFixtures;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.iso20022.Balance;
import kontor.iso20022.Code;
import kontor.iso20022.StatementFile;
import org.junit.jupiter.api.Test;

/** A day of an account is told once the statement that ends it is booked. */
class EndOfDaySummariesTest {

    private final TestKontor kontor = TestKontor.shared();
    private final OrganizationId organization = kontor.organization();
    private final Account account = AccountFixtures.aEuroAccount(kontor, organization);
    private final StatementFiles files =
            new StatementFiles(
                    kontor.database(),
                    kontor.wiring().ground().changes(),
                    kontor.wiring().parties().accounts(),
                    new Statements(
                            kontor.wiring().ground().journal(),
                            kontor.wiring().banking().cases(),
                            kontor.wiring().parties().accounts(),
                            kontor.wiring().parties().balances(),
                            (_, _) -> {}));
    private final Client client =
            kontor.client(organization, Set.of("accounts:read", "account_balances:read"));

    @Test
    void statement_makesItsDayComplete() {
        assertThat(summaries("")).isEmpty();
        read(aStatement().opening(1_000).entry(5_000, "A").entry(-300, "B").entry(200, "C"));
        var day = summaries("").getFirst();
        assertThat(day.get("accountId").textValue()).isEqualTo(account.id().toString());
        assertThat(day.get("date").textValue()).isEqualTo(MONDAY.toString());
        assertThat(day.at("/openingBalance/stringValue").textValue()).isEqualTo("10.00");
        assertThat(day.at("/closingBalance/stringValue").textValue()).isEqualTo("59.00");
        assertThat(day.get("transactionCount").intValue()).isEqualTo(3);
        assertThat(day.at("/totalCredits/value").longValue()).isEqualTo(5_200);
        assertThat(day.at("/totalDebits/value").longValue()).isEqualTo(300);
        assertThat(day.get("statementIds")).hasSize(1);
        assertThat(day.get("processed").textValue()).endsWith("Z");
    }

    @Test
    void sameStatementTwice_countsOnce() {
        var statement = aStatement().entry(5_000, "A");
        read(statement);
        var once = summaries("");
        read(statement);
        assertThat(summaries("")).hasSize(1).isEqualTo(once);
    }

    @Test
    void statementWithoutEntries_endsItsDayToo() {
        read(aStatement().opening(700));
        assertThat(summaries("").getFirst().get("transactionCount").intValue()).isZero();
        assertThat(summaries("").getFirst().at("/closingBalance/value").longValue()).isEqualTo(700);
    }

    @Test
    void statementOfSeveralDays_endsEachOfThem() {
        var statement = aStatement().on(MONDAY.plusDays(2)).since(MONDAY).opening(100);
        statement.entry(30, "C");
        statement.on(MONDAY).entry(-10, "A");
        statement.on(MONDAY.plusDays(2));
        read(statement);
        assertThat(summaries(""))
                .extracting(
                        day ->
                                day.get("date").textValue()
                                        + " "
                                        + day.at("/openingBalance/value")
                                        + " "
                                        + day.at("/closingBalance/value")
                                        + " "
                                        + day.get("transactionCount"))
                .containsExactly(
                        MONDAY.plusDays(2) + " 90 120 1",
                        MONDAY.plusDays(1) + " 90 90 0",
                        MONDAY + " 100 90 1");
    }

    @Test
    void overlappingExtract_leavesCompleteDaysAsTheyAre() {
        read(aStatement().opening(0).entry(100, "A"));
        var before = summaries("");
        var extract =
                aStatement().named("EXTRACT", 9).on(MONDAY.plusDays(1)).since(MONDAY).opening(0);
        extract.entry(50, "B");
        extract.on(MONDAY).entry(100, "A");
        extract.on(MONDAY.plusDays(1));
        read(extract);
        assertThat(summaries("?date=" + MONDAY)).isEqualTo(before);
        assertThat(
                        summaries("?date=" + MONDAY.plusDays(1))
                                .getFirst()
                                .at("/openingBalance/value")
                                .longValue())
                .isEqualTo(100);
    }

    /** An extract of several days says them by its balances and entries, also without a period. */
    @Test
    void extractWithoutPeriod_addsUpOnEachOfItsDays() {
        read(aStatement().opening(0).entry(500, "A"));
        read(twoDays("OPBD", MONDAY).entry(300, "B"));
        assertThat(sums()).containsExactly(tuesday() + " 500 + 300 - 0 = 800", first());
    }

    @Test
    void extractWithoutPeriod_firstOfAll_addsUpToo() {
        read(twoDays("OPBD", MONDAY).entry(300, "B"));
        read(aStatement().opening(0).entry(500, "A"));
        assertThat(sums()).containsExactly(tuesday() + " 500 + 300 - 0 = 800", first());
    }

    @Test
    void previousClosingBalance_opensTheDayAfterItsOwn() {
        read(twoDays("PRCD", MONDAY.minusDays(3)).entry(300, "B"));
        assertThat(sums()).containsExactly(tuesday() + " 500 + 300 - 0 = 800", first());
    }

    /** Nobody said that the statement is of the day to which one of its entries is dated back. */
    @Test
    void entryDatedBack_countsOnTheDayOfItsStatement() {
        read(twoDays("OPBD", MONDAY.plusDays(1)).entry(300, "B"));
        assertThat(sums()).containsExactly(tuesday() + " 0 + 800 - 0 = 800");
    }

    /** An entry of 5.00 on Monday, and a closing balance of 8.00 on Tuesday. */
    private static StatementBuilder twoDays(String code, LocalDate opens) {
        var tuesday = MONDAY.plusDays(1);
        return aStatement()
                .named("EXTRACT", 0)
                .telling(balance(code, 0, opens), balance("CLBD", 800, tuesday))
                .entry(500, "A")
                .on(tuesday);
    }

    private static Balance balance(String code, long minor, LocalDate date) {
        return new Balance(Code.iso(code), StatementBuilder.euro(minor), Optional.of(date));
    }

    private static String tuesday() {
        return MONDAY.plusDays(1).toString();
    }

    private static String first() {
        return MONDAY + " 0 + 500 - 0 = 500";
    }

    private List<String> sums() {
        return summaries("").stream()
                .map(
                        day ->
                                "%s %s + %s - %s = %s"
                                        .formatted(
                                                day.get("date").textValue(),
                                                day.at("/openingBalance/value"),
                                                day.at("/totalCredits/value"),
                                                day.at("/totalDebits/value"),
                                                day.at("/closingBalance/value")))
                .toList();
    }

    @Test
    void secondStatementOfTheDay_goesOnWhereTheFirstEnded() {
        read(aStatement().opening(0).entry(100, "A"));
        read(aStatement().named("STMT-2", 2).opening(100).entry(-40, "B"));
        var day = summaries("").getFirst();
        assertThat(day.at("/openingBalance/value").longValue()).isZero();
        assertThat(day.at("/closingBalance/value").longValue()).isEqualTo(60);
        assertThat(day.get("transactionCount").intValue()).isEqualTo(2);
        assertThat(day.get("statementIds")).hasSize(2);
    }

    /** A part of the day may come before the whole of it, and they may overlap. */
    @Test
    void partBeforeTheWhole_isOneDay() {
        read(aStatement().opening(500).entry(700, "B"));
        read(aStatement().named("WHOLE", 0).opening(0).entry(500, "A").entry(700, "B"));
        assertThat(sums()).containsExactly(MONDAY + " 0 + 1200 - 0 = 1200");
    }

    @Test
    void statementsThatOverlapWithinTheDay_areOneDay() {
        read(aStatement().opening(500).entry(700, "B").entry(-300, "C"));
        read(aStatement().named("BEFORE", 0).opening(0).entry(500, "A").entry(700, "B"));
        assertThat(sums()).containsExactly(MONDAY + " 0 + 1200 - 300 = 900");
    }

    @Test
    void whatDoesNotEndADay_isNotToldAsOne() {
        read(aStatement().closing(9_999).entry(1, "A"));
        read(aStatement().ofKind(StatementFile.Kind.INTRADAY_REPORT).entry(1, "A"));
        assertThat(summaries("")).isEmpty();
    }

    @Test
    void list_filtersAndPages() {
        long balance = 0;
        for (int day = 0; day < 5; day++) {
            read(
                    aStatement()
                            .on(MONDAY.plusDays(day))
                            .named("S" + day, day)
                            .opening(balance)
                            .entry(10, "R" + day));
            balance += 10;
        }
        assertThat(summaries("?date=" + MONDAY.plusDays(3))).hasSize(1);
        assertThat(
                        summaries(
                                "?date%5Bgte%5D="
                                        + MONDAY.plusDays(1)
                                        + "&date%5Blte%5D="
                                        + MONDAY.plusDays(3)))
                .hasSize(3);
        var first = client.get(path(account.id().toString()) + "?limit=3");
        assertThat(first.at("/items/0/date")).isEqualTo(MONDAY.plusDays(4).toString());
        var second =
                client.get(
                        path(account.id().toString()) + "?limit=3&token=" + first.at("/nextToken"));
        assertThat(second.json().get("items")).hasSize(2);
        assertThat(client.get(path(account.id().toString()) + "?date=soon").status())
                .isEqualTo(400);
    }

    @Test
    void accountOfNobodyOrOfAnother_isUnknown() {
        var other = AccountFixtures.aEuroAccount(kontor, kontor.organization());
        assertThat(client.get(path(other.id().toString())).status()).isEqualTo(404);
        assertThat(client.get(path(Ids.next().toString())).status()).isEqualTo(404);
        assertThat(client.get(path("-")).status()).isEqualTo(404);
    }

    private static String path(String account) {
        return "/financial-data/v2beta/accounts/" + account + "/end-of-day-summaries";
    }

    private List<JsonNode> summaries(String query) {
        return StreamSupport.stream(
                        client.get(path(account.id().toString()) + query)
                                .json()
                                .get("items")
                                .spliterator(),
                        false)
                .toList();
    }

    private void read(StatementBuilder statement) {
        files.read(organization, Ids.next(), statement.file());
    }
}
