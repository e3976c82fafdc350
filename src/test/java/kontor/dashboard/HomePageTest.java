package kontor.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Set;
import kontor.Browser;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.core.BankCalendar;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The first page: what it shows, to whom, and of which accounts. */
class HomePageTest {

    /** The bank books and returns what is collected from it. */
    private static final String RETURNS = "DE40500105176499974616";

    private static SandboxOrganization ours;
    private static String waiting;

    @BeforeAll
    static void live() {
        ours = TestKontor.shared().sandbox();
        var payer = ours.aCounterparty().named("Anna Larsson").accountId();
        var mandate = ours.aMandate().of(payer).id();
        var broke = ours.aCounterparty().named("Broke").withIban(RETURNS).accountId();
        ours.aDirectDebit().under(ours.aMandate().of(broke).id()).approved();
        var executed = ours.aDirectDebit().under(mandate).executed();
        ours.advanceTo(BankCalendar.TARGET.plus(LocalDate.parse(executed.at("/effectiveDate")), 2));
        waiting = ours.aDirectDebit().under(mandate).made().at("/id");
        ours.aDirectDebit().under(mandate).of("EUR", 4_200).approved();
    }

    private static Browser.Page home(Browser browser) {
        var page = browser.open("/");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.html()).doesNotContain(" style=", " onclick=");
        return page;
    }

    @Test
    void home_showsWhereThingsStand() {
        var page = home(Browser.of(ours.owner())).html();
        assertThat(page)
                .as("balances")
                .contains("Booked, ", "class=\"step\"", "The same as a table", "/accounts/")
                .contains("/?currency=SEK");
        assertThat(page).as("flows").contains("Flows by day", "class=\"in\"");
        assertThat(page)
                .as("outcomes")
                .contains("50.00 %", "AM04", "insufficient funds", "1 executed, 1 returned, 0");
        assertThat(page).as("what waits").contains("/direct-debits/" + waiting, "Anna Larsson");
        assertThat(page)
                .as("deadlines")
                .contains("SDD_CORE collections for", "1 approved, 42.00 EUR; 1 waits")
                .contains("SCT transfers for", "Test bank, user");
        assertThat(page).as("silence").contains("Silent banks");
        assertThat(page).doesNotContain("First steps");
    }

    @Test
    void currency_isChosenInTheAddress_andAnUnknownOneIsNone() {
        var browser = Browser.of(ours.owner());
        assertThat(browser.open("/?currency=SEK").html())
                .contains("Closing, SEK")
                .contains("href=\"/?currency=SEK\" aria-current=\"true\"");
        for (String odd : new String[] {"XXX", "%3Cscript%3E", "EUR%00", ""}) {
            var page = browser.open("/?currency=" + odd);
            assertThat(page.status()).as(odd).isIn(200, 400);
            assertThat(page.html()).as(odd).doesNotContain("<script>");
        }
    }

    @Test
    void counts_standInTheRailForThoseWhoMayDecide() {
        assertThat(home(Browser.of(ours.owner())).html())
                .containsPattern("Approvals<span class=\"count\">1<");
        var reader = Browser.of(ours.clientWith(Set.of("direct_debits:read")));
        assertThat(home(reader).html()).doesNotContain("class=\"count\"");
    }

    @Test
    void roleWithoutPermissions_seesNoFigures() {
        var nobody = Browser.of(ours.clientWith(Set.of("users:read")));
        assertThat(home(nobody).html())
                .contains("Your role does not see balances", "Nothing waits for you")
                .doesNotContain("class=\"step\"", "AM04", "Next bank deadlines", "Silent banks")
                .doesNotContain("Anna Larsson", "42.00");
    }

    @Test
    void accountLimit_holdsForEachFigure() {
        var limited =
                Browser.of(
                        ours.aRole(
                                        "accounts:read",
                                        "account_balances:read",
                                        "direct_debits:read",
                                        "direct_debits:update",
                                        "credit_transfers:read",
                                        "transactions:read",
                                        "cases:read")
                                .limitedTo(ours.accountIn("SEK"))
                                .member()
                                .client());
        assertThat(home(limited).html())
                .contains("Closing, SEK", "/accounts/" + ours.accountIn("SEK"))
                .doesNotContain("EUR", "AM04", "Anna Larsson", "/accounts/" + ours.account())
                .doesNotContain("Direct debits, last 30 days", "class=\"count\"");
    }

    @Test
    void anotherOrganization_hasNothingOfOursAndSeesItsFirstSteps() {
        var theirs = TestKontor.shared().sandbox();
        assertThat(home(Browser.of(theirs.owner())).html())
                .contains("First steps", "Add a counterparty", "Let days pass at the test bank")
                .doesNotContain("Anna Larsson", "AM04", waiting);
        var party = theirs.aCounterparty().made();
        assertThat(party.status()).isEqualTo(201);
        assertThat(home(Browser.of(theirs.owner())).html()).contains("<li class=\"done\">");
    }

    @Test
    void silence_isSaidOfAnAccountWithoutItsUsualStatements() {
        var theirs = TestKontor.shared().sandbox();
        theirs.aDirectDebit().executed();
        assertThat(home(Browser.of(theirs.owner())).html()).contains("Statements come as usual");
        theirs.aDirectDebit().executed();
        theirs.tamper(
                """
                UPDATE end_of_day_summaries SET date = date - 30
                WHERE organization_id = :org AND account_id = :account::uuid
                """,
                "account",
                theirs.account());
        assertThat(home(Browser.of(theirs.owner())).html())
                .contains("account is silent", "bank days ago; usual are statements");
    }
}
