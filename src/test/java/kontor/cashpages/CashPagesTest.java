package kontor.cashpages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import kontor.Browser;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Pages of own accounts and transactions, over real HTTP. */
class CashPagesTest {

    private static SandboxOrganization ours;
    private static Browser browser;
    private static String account;
    private static String transaction;

    @BeforeAll
    static void collect() {
        ours = TestKontor.shared().sandbox();
        browser = Browser.of(ours.owner());
        var debit = ours.aDirectDebit().executed();
        account = debit.at("/destination/id");
        transaction =
                ours.owner()
                        .get("/financial-data/v2/transactions?accountId=" + account)
                        .items()
                        .getFirst()
                        .path("id")
                        .asText();
    }

    @Test
    void accounts_areListedWithBalanceAndDay() {
        var page = browser.open("/accounts");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.html())
                .contains("/accounts/" + account, "Booked, EUR", ours.today().getYear() + "-")
                .doesNotContain(" style=", " onclick=");
    }

    @Test
    void account_showsWhatItsStatementsProve() {
        var page = browser.open("/accounts/" + account);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.html())
                .contains("Adds up", "class=\"step\"", "Statements by day", "as of the statement")
                .contains("/transactions?accountId=" + account);
    }

    @Test
    void transactions_areFilteredAndShownAsTheBankToldThem() {
        var list = browser.open("/transactions?accountId=" + account);
        assertThat(list.html()).contains("/transactions/" + transaction, "Reconciled");
        assertThat(browser.open("/transactions?reconciliationStatus=PARTIALLY_RECONCILED").html())
                .contains("No transaction is like this");
        assertThat(browser.open("/transactions?date%5Bgte%5D=nonsense").status()).isEqualTo(400);
        assertThat(browser.open("/transactions/pending").html()).contains("Nothing is announced");
        var one = browser.open("/transactions/" + transaction);
        assertThat(one.html())
                .contains("As the bank told it", "/direct-debits/", "/accounts/" + account);
    }

    @Test
    void whatIsOfAnotherOrganization_orOfAnotherAccount_isUnknown() {
        var foreign = Browser.of(TestKontor.shared().sandbox().owner());
        var limited =
                Browser.of(
                        ours.aRole("accounts:read", "transactions:read")
                                .limitedTo(ours.accountIn("SEK"))
                                .member()
                                .client());
        for (String path : new String[] {"/accounts/" + account, "/transactions/" + transaction}) {
            assertThat(foreign.open(path).status()).as(path).isEqualTo(404);
            assertThat(limited.open(path).status()).as(path).isEqualTo(404);
        }
        assertThat(foreign.open("/transactions/pending/" + transaction).status()).isEqualTo(404);
        assertThat(limited.open("/accounts").html()).doesNotContain(account);
    }

    @Test
    void roleWithoutPermission_isRefusedAndSeesNoBalances() {
        var reader = Browser.of(ours.clientWith(Set.of("accounts:read")));
        assertThat(reader.open("/accounts/" + account).html())
                .contains("Your role does not see balances")
                .doesNotContain("class=\"step\"", "Statements by day", "Its transactions");
        assertThat(reader.open("/transactions").status()).isEqualTo(403);
        assertThat(reader.open("/transactions/" + transaction).status()).isEqualTo(403);
        var nobody = Browser.of(ours.clientWith(Set.of("mandates:read")));
        assertThat(nobody.open("/accounts").status()).isEqualTo(403);
    }
}
