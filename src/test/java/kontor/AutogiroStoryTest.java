package kontor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.StreamSupport;
import kontor.core.BankCalendar;
import org.junit.jupiter.api.Test;

/**
 * Autogiro told once from outside, on the clock of a sandbox: a Swedish company asks for mandates
 * by file, collects, and hears of each what Bankgirot did.
 */
class AutogiroStoryTest {

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final Client developer = sandbox.developer();
    private final String account = sandbox.bankgiroAccount();
    private final LocalDate day = BankCalendar.SWEDEN.plus(sandbox.today(), 6);

    @Test
    void collections_goFromMandateByFileToReconciledMoney() {
        // Consent by file: nothing is collected before Bankgirot has agreed.
        Reply mandate = sandbox.aMandate().byAutogiro("1001").made();
        assertThat(mandate.at("/status")).isEqualTo("CREATED");
        String paid = collect(mandate, 24_900);
        String retried = collect(sandbox.aMandate().byAutogiro("998209").made(), 10_000);
        String uncovered = collect(sandbox.aMandate().byAutogiro("998201").made(), 5_000);
        String never = collect(sandbox.aMandate().byAutogiro("998291").made(), 3_300);
        String broughtBack = collect(sandbox.aMandate().byAutogiro("997702").made(), 7_700);
        String cancelled = collect(sandbox.aMandate().byAutogiro("991111").made(), 1_100);
        Reply waiting = debit(paid);
        assertThat(waiting.at("/status")).isEqualTo("APPROVED");
        assertThat(waiting.at("/waitsFor")).isEqualTo("MANDATE");
        assertThat(
                        developer
                                .get("/payments/v2beta/direct-debits/" + paid + "/timeline")
                                .at("/upcoming/0/kind"))
                .isEqualTo("MANDATE");
        assertThat(Browser.of(sandbox.owner()).open("/direct-debits/" + paid).html())
                .contains("It waits for the mandate: Bankgirot has not agreed to it yet.")
                .contains("Waits for the mandate");
        assertThat(waiting.at("/submissionDeadline"))
                .isEqualTo(
                        BankCalendar.SWEDEN
                                .plus(day, -1)
                                .atTime(18, 30)
                                .atZone(ZoneId.of("Europe/Stockholm"))
                                .toInstant()
                                .toString());

        // What Bankgirot refuses takes the waiting collection with it, with code and cure.
        Reply refused = sandbox.aMandate().byAutogiro("990405").made();
        String lost = collect(refused, 100);
        // One of a portfolio is known there: nobody is asked.
        Reply known = sandbox.aMandate().byAutogiro("2001").active().made();
        String ofPortfolio = collect(known, 2_000);
        assertThat(debit(ofPortfolio).at("/waitsFor")).isEmpty();

        advance(2);
        assertThat(status(mandate)).isEqualTo("ACCEPTED");
        assertThat(names(mandate)).containsSubsequence("SENT_TO_BANK", "ACCEPTED");
        assertThat(status(known)).isEqualTo("ACTIVE");
        assertThat(debit(paid).at("/waitsFor")).isEmpty();
        assertThat(status(refused)).isEqualTo("FAILED");
        String mandatePage = "/mandates/" + refused.at("/id");
        assertThat(Browser.of(sandbox.owner()).open(mandatePage).html())
                .containsPattern("by the bank[.] [^<]*personal number is wrong")
                .contains("Failed</span> <span class=\"state-detail\">account number or")
                .contains("What helps: correct account and personal number with the payer.")
                .contains("New mandate of this payer");
        assertThat(debit(lost).at("/status")).isEqualTo("FAILED");
        assertThat(debit(lost).at("/statusReason/code")).isEqualTo("AUTOGIRO-MANDATE-05");
        assertThat(debit(lost).at("/statusReason/known")).isEqualTo("true");

        // The day of the collection: paid in one sum, some not.
        sandbox.advanceTo(day);
        for (String one : List.of(paid, ofPortfolio)) {
            assertThat(debit(one).at("/status")).isEqualTo("EXECUTED");
        }
        assertThat(status(mandate)).isEqualTo("ACTIVE");
        assertThat(debit(retried).at("/status")).isEqualTo("PENDING_AT_BANK");
        assertThat(debit(uncovered).at("/statusReason/code")).isEqualTo("AUTOGIRO-PAYMENT-1");
        assertThat(debit(cancelled).at("/statusReason/code")).isEqualTo("AUTOGIRO-CANCELLED-11");
        Reply sum =
                developer.get(
                        "/financial-data/v2/transactions/"
                                + debit(paid).at("/attachedTransactions/0/id"));
        assertThat(sum.at("/amount/stringValue")).isEqualTo("346.00");
        assertThat(sum.at("/reconciliationStatus")).isEqualTo("RECONCILED");

        // A covered retry, and money that goes back two bank days later.
        sandbox.advanceTo(BankCalendar.SWEDEN.plus(day, 2));
        assertThat(debit(retried).at("/status")).isEqualTo("EXECUTED");
        assertThat(names("direct-debits/" + retried))
                .containsSubsequence("SENT_TO_BANK", "RETRY_ANNOUNCED", "EXECUTED");
        Reply returned = debit(broughtBack);
        assertThat(returned.at("/status")).isEqualTo("RETURNED");
        assertThat(returned.at("/statusReason/code")).isEqualTo("AUTOGIRO-REFUND-02");
        assertThat(returned.json().path("attachedTransactions")).hasSize(2);
        assertThat(names("direct-debits/" + broughtBack))
                .containsSubsequence("RETURNED", "RECONCILED")
                .containsOnlyOnce("RETURNED");

        // The consent ends: Bankgirot is told, and says so.
        developer.post("/payments/v2/mandates/" + mandate.at("/id") + ":cancel", "{}").accepted();
        assertThat(status(mandate)).isEqualTo("PENDING_CANCELLATION_SUBMISSION");
        sandbox.advanceTo(BankCalendar.SWEDEN.plus(day, 4));
        assertThat(status(mandate)).isEqualTo("CANCELLED");
        assertThat(debit(never).at("/statusReason/code")).isEqualTo("AUTOGIRO-PAYMENT-1");
        assertThat(names("direct-debits/" + never))
                .containsSubsequence(
                        "RETRY_ANNOUNCED", "RETRY_ANNOUNCED", "RETRY_ANNOUNCED", "FAILED")
                .doesNotContain("BANK_SILENT");
        assertThat(sandbox.owner().get("/financial-data/v2beta/cases?status=OPEN").ok().items())
                .isEmpty();
    }

    @Test
    void mandateOfAnInternetBank_arrivesWithItsPayerAndIsAgreedTo() {
        var entity = sandbox.owner().get("/financial-data/v2/entities").items().get(0);
        sandbox.owner()
                .patch(
                        "/financial-data/v2/entities/" + entity.path("id").asText(),
                        "[{\"op\": \"replace\", \"path\": \"/autogiroCustomerNumber\","
                                + " \"value\": \"123456\"}]",
                        "If-Match",
                        entity.path("etag").asText())
                .ok();
        sandbox.aMandate().byAutogiro("995201").made();
        advance(3);
        var made =
                developer.get("/payments/v2/mandates?scheme=AUTOGIRO").items().stream()
                        .filter(one -> one.path("mandateReference").asText().equals("8801"))
                        .findFirst()
                        .orElseThrow();
        assertThat(made.path("status").asText()).isEqualTo("ACCEPTED");
        assertThat(made.at("/sourceHolder/legalName").asText()).isEqualTo("ANNA EXEMPEL");
        assertThat(made.at("/source/identifiers/0/number").asText()).isEqualTo("50011234571");
        var created =
                developer
                        .get("/payments/v2/mandates/" + made.path("id").asText() + "/events")
                        .items()
                        .get(0);
        assertThat(created.at("/originator").asText() + created.at("/originatorId").asText())
                .contains("BANK");
    }

    private String collect(Reply mandate, long minor) {
        return sandbox.aDirectDebit()
                .byAutogiro(mandate.at("/id"), minor)
                .into(account)
                .on(day)
                .approved()
                .at("/id");
    }

    private Reply debit(String id) {
        return developer.get("/payments/v2/direct-debits/" + id).ok();
    }

    private String status(Reply mandate) {
        return developer.get("/payments/v2/mandates/" + mandate.at("/id")).at("/status");
    }

    private void advance(int bankDays) {
        sandbox.advanceTo(BankCalendar.SWEDEN.plus(sandbox.today(), bankDays));
    }

    private List<String> names(Reply mandate) {
        return names("mandates/" + mandate.at("/id"));
    }

    private List<String> names(String resource) {
        return StreamSupport.stream(
                        developer.get("/payments/v2/" + resource + "/events").items().spliterator(),
                        false)
                .map(event -> ((JsonNode) event).path("name").asText())
                .toList();
    }
}
