package kontor.returnpages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import kontor.Browser;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.core.BankCalendar;
import org.junit.jupiter.api.Test;

/** What came back, as people see it, and what they do about it. */
class ReturnPagesTest {

    private final SandboxOrganization ours = TestKontor.shared().sandbox();
    private final Browser owner = Browser.of(ours.owner());

    private String ended(String iban, int bankDays) {
        String payer = ours.aCounterparty().withIban(iban).accountId();
        var debit = ours.aDirectDebit().under(ours.aMandate().of(payer).id()).approved();
        var day = LocalDate.parse(debit.at("/effectiveDate"));
        ours.advanceTo(BankCalendar.TARGET.plus(day, bankDays));
        return debit.at("/id");
    }

    @Test
    void list_tellsWhatCameBackByKindAndReason() {
        assertThat(owner.open("/returns").html()).contains("Nothing came back yet");
        String charged = ended("DE68999100000000002140", 2);
        String closed = ended("DE86999100000000001040", 0);
        var all = owner.open("/returns");
        assertThat(all.html())
                .contains("/direct-debits/" + charged, "/direct-debits/" + closed)
                .contains("Return", "Reject", "insufficient funds (AM04)", "AC04", "3.50")
                .contains("What to do: collect again, by hand or by the retry policy")
                .contains("<span class=\"muted\">none of ")
                .contains("/returns?code=AC04&amp;kind=REJECT")
                .doesNotContain(">0.00<");
        assertThat(all.html().split("none of ", -1)).as("in its row and its sum").hasSize(3);
        assertThat(owner.open("/returns?kind=REJECT").html())
                .contains("/direct-debits/" + closed)
                .doesNotContain("/direct-debits/" + charged);
        assertThat(owner.open("/returns?code=AM04").html())
                .contains("/direct-debits/" + charged)
                .doesNotContain("/direct-debits/" + closed);
        assertThat(owner.open("/returns.csv?kind=RETURN").html())
                .contains("AM04", "1.00", "3.50")
                .doesNotContain("AC04");
        assertThat(owner.open("/returns.csv?kind=REJECT").html())
                .contains("missed.stringValue,missed.currency", ",1.00,EUR,");
        assertThat(owner.open("/direct-debits/" + charged).html())
                .contains("The other bank sent the money back", "Banks took 3.50 EUR for it.")
                .contains("/direct-debits/" + charged + "/collect-again");
    }

    @Test
    void collectAgain_isOneForm_refusedWithTheCure() {
        String closed = ended("DE86999100000000001040", 0);
        String path = "/direct-debits/" + closed + "/collect-again";
        assertThat(owner.open(path).html()).contains("account closed");
        var version = version(closed);
        var refused = owner.submit(path, "version", version);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.html()).contains("change the mandate to another account");
        String returned = ended("DE40500105176499974616", 2);
        var done =
                owner.submit(
                        "/direct-debits/" + returned + "/collect-again",
                        "version",
                        version(returned));
        assertThat(owner.follow(done).html())
                .contains("It is made again", "retry of", "/direct-debits/" + returned);
        assertThat(owner.open("/direct-debits/" + returned).html())
                .contains("See the retry", "it is collected again already")
                .doesNotContain("You may collect it again");
    }

    @Test
    void collectAgain_isNotOffered_whereItsDoorWouldRefuseIt() {
        String refunded = ended("DE05999100000000002110", 10);
        String path = "/direct-debits/" + refunded;
        assertThat(owner.open(path).html())
                .contains("The payer asked for the money back", "would end the same way")
                .doesNotContain("/collect-again");
        assertThat(owner.open(path + "/collect-again").html())
                .contains("It cannot be collected again now", "settle it with the payer")
                .doesNotContain("<form class=\"form\"");

        String payer = ours.aCounterparty().withIban("DE40500105176499974616").accountId();
        String mandate = ours.aMandate().of(payer).id();
        var debit = ours.aDirectDebit().under(mandate).approved();
        String returned = "/direct-debits/" + debit.at("/id");
        var day = LocalDate.parse(debit.at("/effectiveDate"));
        ours.advanceTo(BankCalendar.TARGET.plus(day, 2));
        assertThat(owner.open(returned).html())
                .contains(returned + "/collect-again", "You may collect it again.");
        String page = "/mandates/" + mandate;
        assertThat(owner.open(page).html()).contains("New direct debit");
        String version = ours.owner().get("/payments/v2" + page).ok().at("/version");
        owner.submit(page + "/cancel", "version", version);
        assertThat(owner.open(page).html()).doesNotContain("New direct debit");
        assertThat(owner.open(returned).html())
                .contains("You cannot collect it again now: its mandate is cancelled")
                .doesNotContain("/collect-again");
    }

    private String version(String debit) {
        return ours.directDebits().get(debit).at("/version");
    }

    @Test
    void policy_isSetByAForm() {
        String path = "/settings/retry-policy";
        assertThat(owner.open(path).html())
                .contains("It makes no retries.", "<td class=\"mono small nowrap\">AM04</td>")
                .contains("<td class=\"mono small nowrap\">AUTOGIRO-PAYMENT-1</td>")
                .contains("you called it back; collect again by hand", "(CANC)")
                .doesNotContain("<td class=\"mono small nowrap\">CANC")
                .doesNotContain("<td class=\"mono small nowrap\">AUTOGIRO-REJECT-10")
                .doesNotContain("AUTOGIRO-MANDATE-")
                .doesNotContainPattern("<td[^>]*></td>");
        var wrong =
                owner.submit(
                        path,
                        "version",
                        "0",
                        "reasonCodes",
                        "MD06",
                        "attempts",
                        "1",
                        "afterDays",
                        "5");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.html()).contains("must not name MD06");
        var done =
                owner.submit(
                        path,
                        "version",
                        "0",
                        "reasonCodes",
                        "am04, AUTOGIRO-PAYMENT-1",
                        "attempts",
                        "2",
                        "daysOfMonth",
                        "25 1");
        assertThat(owner.follow(done).html())
                .contains("AM04, AUTOGIRO-PAYMENT-1", "1, 25", "makes its retries")
                .contains("Kontor collects again after: insufficient funds (AM04); ");
    }
}
