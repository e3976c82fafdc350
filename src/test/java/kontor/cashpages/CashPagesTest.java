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
    void days_areChosenInTheAddress() {
        String path = "/accounts/" + account;
        String day = ours.today().toString();
        assertThat(browser.open(path + "?from=" + day + "&to=" + day).html())
                .contains("value=\"" + day + "\"");
        assertThat(browser.open(path + "?to=1999-12-31").html())
                .contains("No day among these is booked");
        assertThat(browser.open(path + "?days=30").html())
                .contains("?days=30\" aria-current=\"true\"");
        assertThat(browser.open(path + "?from=2026-12-02&to=2026-12-01").status()).isEqualTo(400);
        assertThat(browser.open(path + "?from=tomorrow").status()).isEqualTo(400);
    }

    @Test
    void metadataOfATransaction_areChangedWithTheVersionThatWasSeen() {
        String path = "/transactions/" + transaction;
        String version = browser.open(path).find("name=\"version\" value=\"([0-9]+)\"");
        var sent =
                browser.submit(
                        path,
                        "version",
                        version,
                        "metadata.key",
                        "ledger",
                        "metadata.value",
                        "<b>8400</b>",
                        "key",
                        "one");
        assertThat(browser.follow(sent).html()).contains("&lt;b&gt;8400", "metadata is changed");
        var stale =
                browser.submit(
                        path,
                        "version",
                        version,
                        "metadata.key",
                        "ledger",
                        "metadata.value",
                        "8500",
                        "key",
                        "two");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.html()).contains("8500", "somebody changed it meanwhile");
        String next = browser.open(path).find("name=\"version\" value=\"([0-9]+)\"");
        var odd =
                browser.submit(
                        path,
                        "version",
                        next,
                        "metadata.key",
                        "a/b",
                        "metadata.value",
                        "x",
                        "key",
                        "three");
        assertThat(odd.status()).isEqualTo(400);
        var reader = Browser.of(ours.clientWith(Set.of("transactions:read")));
        assertThat(reader.open(path).html()).doesNotContain("name=\"metadata.key\"");
        assertThat(reader.submit(path, "version", next, "key", "four").status()).isEqualTo(403);
        var foreign = Browser.of(TestKontor.shared().sandbox().owner());
        assertThat(foreign.submit(path, "version", next, "key", "five").status()).isEqualTo(404);
    }

    @Test
    void columns_areHiddenForWhoChoseSo_andTheListIsWhereItWas() {
        String list = "/transactions?accountId=" + account;
        var chosen =
                browser.submit(
                        "/columns", "list", "TRANSACTIONS", "column", "date", "address", list);
        assertThat(chosen.location()).isEqualTo(list);
        for (String elsewhere : new String[] {"//evil.example", "/transactions\r\nX: y", "x"}) {
            assertThat(
                            browser.submit("/columns", "list", "TRANSACTIONS", "address", elsewhere)
                                    .location())
                    .isEqualTo("/transactions");
        }
        assertThat(browser.submit("/columns", "list", "users").status()).isEqualTo(404);
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
