package kontor.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import kontor.TestKontor;
import kontor.accounts.AccountFixtures;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What is booked for an account and day is what its statements prove: two bookings that look alike
 * are two, one that is told twice is one. A row reads: {@code 14-15 0 #2: 14=5@A 15=3} is a
 * statement of two days that opens with 0 and has the electronic number 2 ({@code L} the legal one,
 * {@code id=} a name, else a new one each), with an entry of 5 with reference A and one of 3
 * without.
 */
class SameMoneyTest {

    private final TestKontor kontor = TestKontor.shared();

    private record Row(String name, String booked, String cases, String... statements) {}

    private static final String NONE = "";
    private static final String ASIDE = "STATEMENT_NOT_BOOKED";
    private static final String DOUBT = "STATEMENT_MAY_BE_REPEATED";

    private static Row row(String name, String booked, String... statements) {
        return new Row(name, booked, NONE, statements);
    }

    @TestFactory
    Stream<DynamicTest> rows() {
        return Stream.of(
                        row(
                                "one reference, two statements of a day",
                                "14=5 14=5",
                                "14 0 #1: 14=5@X",
                                "14 5 #2: 14=5@X"),
                        row(
                                "the same without numbers",
                                "14=5 14=5",
                                "14 0: 14=5@X",
                                "14 5: 14=5@X"),
                        row("the second first", "14=5 14=5", "14 5 #2: 14=5@X", "14 0 #1: 14=5@X"),
                        row(
                                "without reference and number",
                                "14=5 14=5",
                                "14 0: 14=5",
                                "14 5: 14=5"),
                        row("one name for both", "14=5 14=5", "14 0 id=S: 14=5", "14 5 id=S: 14=5"),
                        row(
                                "one reference twice in one statement",
                                "14=5 14=5",
                                "14 0: 14=5@X 14=5@X"),
                        row(
                                "again under another name",
                                "14=5 14=5",
                                "14 0: 14=5@X 14=5@X",
                                "14 0: 14=5@X 14=5@X"),
                        row(
                                "again with another electronic number",
                                "14=5",
                                "14 0 #1: 14=5",
                                "14 0 #2: 14=5"),
                        row(
                                "again with the same legal number",
                                "14=5",
                                "14 0 #1 L7: 14=5",
                                "14 0 #2 L7: 14=5"),
                        row(
                                "a day, then two days",
                                "14=5 15=3",
                                "14 0: 14=5",
                                "14-15 0: 14=5 15=3"),
                        row(
                                "two days, then the first",
                                "14=5 15=3",
                                "14-15 0: 14=5 15=3",
                                "14 0: 14=5"),
                        row(
                                "two days, then the second",
                                "14=5 15=3",
                                "14-15 0: 14=5 15=3",
                                "15 5: 15=3"),
                        row(
                                "three ways",
                                "14=5 15=3 16=2",
                                "14-15 0: 14=5 15=3",
                                "15-16 5: 15=3 16=2",
                                "14-16 0: 14=5 15=3 16=2"),
                        row(
                                "three ways, the widest first",
                                "14=5 15=3 16=2",
                                "14-16 0: 14=5 15=3 16=2",
                                "15-16 5: 15=3 16=2",
                                "14-15 0: 14=5 15=3"),
                        row(
                                "two parts, then the day",
                                "14=5 14=5",
                                "14 0: 14=5",
                                "14 5: 14=5",
                                "14 0: 14=5 14=5"),
                        row(
                                "the day, then its parts",
                                "14=5 14=5",
                                "14 0: 14=5 14=5",
                                "14 0: 14=5",
                                "14 5: 14=5"),
                        row(
                                "twins told in both",
                                "14=5 14=5 15=3",
                                "14 0: 14=5 14=5",
                                "14-15 0: 14=5 14=5 15=3"),
                        row(
                                "three in the second",
                                "14=5 14=5 14=5",
                                "14 0: 14=5 14=5",
                                "14 0: 14=5 14=5 14=5"),
                        row(
                                "three first, then two",
                                "14=5 14=5 14=5",
                                "14 0: 14=5 14=5 14=5",
                                "14 0: 14=5 14=5"),
                        row(
                                "the end of one is the beginning of the other",
                                "14=5 14=5 14=5",
                                "14 0: 14=5 14=5",
                                "14 5: 14=5 14=5"),
                        row(
                                "another order",
                                "14=2 14=5 15=1",
                                "14 0: 14=5 14=2",
                                "14-15 0: 14=2 14=5 15=1"),
                        row(
                                "the newest first",
                                "14=2 14=5 15=1",
                                "14 0: 14=5 14=2",
                                "14-15 0: 15=1 14=2 14=5"),
                        row(
                                "an order of days between",
                                "14=5 15=3 15=4",
                                "14-15 0: 14=5 15=3 15=4",
                                "15 5: 15=4 15=3"),
                        row(
                                "entries of nothing",
                                "14=0 14=0 14=5",
                                "14 0: 14=5 14=0 14=0",
                                "14 0: 14=5 14=0 14=0"),
                        row(
                                "entries of nothing in two statements",
                                "14=0 14=0 14=5",
                                "14 0 #1: 14=5 14=0",
                                "14 5 #2: 14=0"),
                        row("backdated", "14=1 14=5 15=2", "14 0: 14=5", "15 5: 14=1 15=2"),
                        row(
                                "backdated, then both days",
                                "14=1 14=5 15=2",
                                "14 0: 14=5",
                                "15 5: 15=2 14=1",
                                "14-15 0: 14=5 14=1 15=2"),
                        row(
                                "both days, then backdated",
                                "14=1 14=5 15=2",
                                "14-15 0: 14=5 14=1 15=2",
                                "14 0: 14=5",
                                "15 5: 15=2 14=1"),
                        row(
                                "a booking and its reversal, twice by number",
                                "14=-5 14=-5 14=5 14=5",
                                "14 0 #1: 14=5 14=-5",
                                "14 0 #2: 14=5 14=-5"),
                        new Row(
                                "a booking and its reversal, which may be told again",
                                "14=-5 14=5",
                                DOUBT,
                                "14 0: 14=5 14=-5",
                                "14 0: 14=5 14=-5"),
                        row(
                                "a sweep between two that are alike",
                                "14=-5 14=5 14=5",
                                "14 0 #1: 14=5@X",
                                "14 5 #2: 14=-5@Y",
                                "14 0 #3: 14=5@X"),
                        row(
                                "the same, the sweep last",
                                "14=-5 14=5 14=5",
                                "14 0 #1: 14=5@X",
                                "14 5 #2: 14=-5@Y",
                                "14 0 #3: 14=5@X",
                                "14 0 #1: 14=5@X"),
                        row(
                                "out of order",
                                "14=5 15=5 16=5",
                                "16 10 #3: 16=5@X",
                                "14 0 #1: 14=5@X",
                                "15 5 #2: 15=5@X"),
                        row("a gap between", "14=5 14=5", "14 0 #1: 14=5@X", "14 900 #3: 14=5@X"),
                        row(
                                "reference told later",
                                "14=5 15=1",
                                "14 0: 14=5",
                                "14-15 0: 14=5@X 15=1"),
                        row("no entries", NONE, "14 5:", "14 5 id=Z:", "15 5:"),
                        new Row("corrected", "14=5", ASIDE, "14 0 id=S: 14=5", "14 0 id=S: 14=7"),
                        new Row(
                                "corrected under another name",
                                "14=5",
                                ASIDE,
                                "14 0: 14=5",
                                "14 0: 14=7"),
                        new Row(
                                "other entries, the same sum",
                                "14=5 14=3",
                                ASIDE,
                                "14 0: 14=5 14=3",
                                "14 0: 14=4 14=4"),
                        row(
                                "more of the day under the same name",
                                "14=3 14=5",
                                "14 0 id=S: 14=5",
                                "14 0 id=S: 14=5 14=3"),
                        new Row("without balances that prove", NONE, ASIDE, "14 0 closing=7: 14=5"))
                .map(row -> dynamicTest(row.name, () -> check(row)));
    }

    private void check(Row row) {
        var organization = kontor.organization();
        var account = AccountFixtures.aEuroAccount(kontor, organization).id().toString();
        var wiring = kontor.wiring();
        int number = 0;
        for (String statement : row.statements) {
            read(organization, StatementSpec.parse(statement, "S" + ++number));
        }
        assertThat(booked(organization)).containsExactlyInAnyOrderElementsOf(words(row.booked));
        wiring.banking().compareWithStatements(organization);
        assertThat(cases(organization)).containsExactlyElementsOf(words(row.cases));
        if (!row.name.contains("gap")) {
            assertSummariesAgree(organization, account);
        }
    }

    private void read(OrganizationId organization, StatementBuilder statement) {
        var wiring = kontor.wiring();
        var files =
                new StatementFiles(
                        kontor.database(),
                        wiring.ground().changes(),
                        wiring.parties().accounts(),
                        new Statements(
                                wiring.ground().journal(),
                                wiring.banking().cases(),
                                wiring.parties().accounts(),
                                wiring.parties().balances(),
                                (_, _) -> {}));
        files.read(organization, Ids.next(), statement.file());
    }

    @Test
    void whatIsMissing_isFoundByTheNightlyLookOnce_andNotMended() {
        var organization = kontor.organization();
        var account = AccountFixtures.aEuroAccount(kontor, organization).id();
        read(organization, StatementSpec.parse("14 0: 14=500 14=300", "S"));
        kontor.database()
                .write(
                        organization,
                        tx ->
                                tx.update(
                                                """
                                                DELETE FROM transaction_details WHERE organization_id = :org
                                                """)
                                        .execute());
        kontor.database()
                .write(
                        organization,
                        tx ->
                                tx.update(
                                                """
                                                DELETE FROM transactions WHERE organization_id = :org AND amount_minor = 300
                                                """)
                                        .execute());
        kontor.wiring().banking().compareWithStatements(organization);
        kontor.wiring().banking().compareWithStatements(organization);
        assertThat(cases(organization)).containsExactly("BOOKED_DIFFERS");
        assertThat(booked(organization)).containsExactly("14=500");
        var client = kontor.client(organization, Set.of("cases:read"));
        var found = client.get("/financial-data/v2beta/cases");
        assertThat(found.at("/items/0/accountId")).isEqualTo(account.toString());
        assertThat(found.at("/items/0/facts/provedCredits")).isEqualTo("8.00");
        assertThat(found.at("/items/0/facts/bookedCredits")).isEqualTo("5.00");
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).toList();
    }

    private List<String> booked(OrganizationId organization) {
        var client = kontor.client(organization, Set.of("transactions:read"));
        return client.get("/financial-data/v2/transactions?limit=500").items().stream()
                .map(one -> one.path("date").asText().substring(8) + "=" + one.at("/amount/value"))
                .toList();
    }

    private List<String> cases(OrganizationId organization) {
        var client = kontor.client(organization, Set.of("cases:read"));
        return client.get("/financial-data/v2beta/cases").values("kind");
    }

    /** The summaries of all days together count what is booked. */
    private void assertSummariesAgree(OrganizationId organization, String account) {
        var client = kontor.client(organization, Set.of("accounts:read", "account_balances:read"));
        var days =
                client.get("/financial-data/v2beta/accounts/" + account + "/end-of-day-summaries")
                        .items();
        var counts = new ArrayList<Integer>();
        days.forEach(day -> counts.add(day.path("transactionCount").asInt()));
        assertThat(counts.stream().mapToInt(one -> one).sum())
                .isEqualTo(booked(organization).size());
        for (var day : days) {
            assertThat(day.at("/closingBalance/value").asLong())
                    .as(day.toString())
                    .isEqualTo(
                            day.at("/openingBalance/value").asLong()
                                    + day.at("/totalCredits/value").asLong()
                                    - day.at("/totalDebits/value").asLong());
        }
    }
}
