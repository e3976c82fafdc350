package kontor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.StreamSupport;
import kontor.core.BankCalendar;
import org.junit.jupiter.api.Test;

/** What is changed after Bankgirot knows of it: payer numbers, and collections called back. */
class GiroChangesTest {

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final Client developer = sandbox.developer();
    private final String account = sandbox.bankgiroAccount();
    private final LocalDate day = BankCalendar.SWEDEN.plus(sandbox.today(), 3);

    @Test
    void payerNumber_changesWhenBankgirotAgrees_andCollectionsWaitForIt() {
        String agreed = mandate("1001");
        String refused = mandate("2002");
        String early = collect(agreed, 1_000, day);
        Reply back =
                sandbox.aCreditTransfer()
                        .underMandate(agreed, 300)
                        .from(account)
                        .on(day)
                        .approved();
        renumber(agreed, "1002").ok();
        renumber(refused, "990521").ok();
        Reply asked = mandateOf(agreed);
        assertThat(asked.at("/status")).isEqualTo("ACTIVE");
        assertThat(asked.at("/mandateReference")).isEqualTo("1002");
        assertThat(asked.at("/pendingAmendment/originalMandateReference")).isEqualTo("1001");
        assertThat(debit(early).at("/waitsFor")).isEqualTo("MANDATE");
        renumber(agreed, "1003").assertRefused("answer_outstanding", "mandateReference");
        renumber(agreed, "0012").assertRefused("payer_number_invalid", "mandateReference");
        patch(agreed, "externalAccountId", payer())
                .assertRefused("autogiro_not_changeable", "externalAccountId");
        patch(agreed, "creditorReference", "12345")
                .assertRefused("customer_number_invalid", "creditorReference");

        sandbox.advanceTo(BankCalendar.SWEDEN.plus(sandbox.today(), 2));
        assertThat(mandateOf(agreed).json().has("pendingAmendment")).isFalse();
        assertThat(events("mandates/" + agreed))
                .containsSubsequence("AMENDED", "CHANGE_SUBMISSION_STARTED", "CHANGE_ACCEPTED");
        assertThat(debit(early).at("/waitsFor")).isEmpty();
        assertThat(mandateOf(refused).at("/mandateReference")).isEqualTo("2002");
        assertThat(events("mandates/" + refused)).endsWith("CHANGE_REFUSED");
        assertThat(cases())
                .singleElement()
                .asString()
                .contains("keeps its payer number 2002, Bankgirot refuses 990521");

        sandbox.advanceTo(day);
        assertThat(debit(early).at("/status")).isEqualTo("EXECUTED");
        // What left says under which number.
        for (Reply left : List.of(debit(early), sandbox.creditTransfers().get(back))) {
            assertThat(left.at("/mandate/mandateReference")).isEqualTo("1002");
        }
        // Another customer number needs no order: the next file begins with it.
        patch(agreed, "creditorReference", "654321").ok();
        // What is cancelled is cancelled under the number that Bankgirot knows.
        developer.post("/payments/v2/mandates/" + agreed + ":cancel", "{}").accepted();
        sandbox.advanceTo(BankCalendar.SWEDEN.plus(day, 2));
        assertThat(mandateOf(agreed).at("/status")).isEqualTo("CANCELLED");
    }

    @Test
    void collection_isCalledBackWhileBankgirotTriesAgain() {
        String gone = collect(mandate("998291"), 5_000, day);
        String stays = collect(mandate("992513"), 6_000, day);
        String paid = collect(mandate("1001"), 7_000, day);
        cancel(gone).assertRefused("not_sent_yet", "status");
        sandbox.advanceTo(day, "12:00");
        assertThat(debit(gone).at("/status")).isEqualTo("PENDING_AT_BANK");
        cancel(paid).assertRefused("not_cancellable", "status");
        cancel(gone).accepted();
        cancel(stays).accepted();
        cancel(gone).assertRefused("cancellation_under_way", "status");
        assertThat(debit(gone).at("/status")).isEqualTo("PENDING_AT_BANK");

        sandbox.advanceTo(BankCalendar.SWEDEN.plus(day, 1));
        assertThat(debit(gone).at("/statusReason/code")).isEqualTo("AUTOGIRO-CANCELLED-25");
        assertThat(events("direct-debits/" + gone))
                .containsSubsequence("RETRY_ANNOUNCED", "CANCELLATION_REQUESTED", "FAILED");
        assertThat(debit(stays).at("/status")).isEqualTo("PENDING_AT_BANK");
        assertThat(events("direct-debits/" + stays))
                .containsSubsequence(
                        "CANCELLATION_REQUESTED", "CANCELLATION_REFUSED", "RETRY_ANNOUNCED");
        assertThat(cases())
                .singleElement()
                .asString()
                .contains("Bankgirot did not cancel collection " + stays);
        // Refused once, it may be asked for again; not in the evening before the next try.
        cancel(stays).assertRefused("cancelled_too_late", "status");
    }

    /** Known to Bankgirot already. */
    private String mandate(String payerNumber) {
        return sandbox.aMandate().byAutogiro(payerNumber).active().ofEntity().id();
    }

    private String payer() {
        return sandbox.aCounterparty().withNumber("SE", "NUMBER", "50011234571").accountId();
    }

    private Reply renumber(String mandate, String payerNumber) {
        return patch(mandate, "mandateReference", payerNumber);
    }

    private Reply patch(String mandate, String field, String value) {
        return developer.patch(
                "/payments/v2beta/mandates/" + mandate,
                Jsons.json(
                        "[{'op': 'replace', 'path': '/%s', 'value': '%s'}]"
                                .formatted(field, value)));
    }

    private String collect(String mandate, long minor, LocalDate on) {
        return sandbox.aDirectDebit()
                .byAutogiro(mandate, minor)
                .into(account)
                .on(on)
                .approved()
                .at("/id");
    }

    private Reply cancel(String debit) {
        return developer.post("/payments/v2beta/direct-debits/" + debit + ":cancel", "{}");
    }

    private Reply debit(String id) {
        return developer.get("/payments/v2/direct-debits/" + id).ok();
    }

    private Reply mandateOf(String id) {
        return developer.get("/payments/v2/mandates/" + id).ok();
    }

    private List<String> events(String resource) {
        return StreamSupport.stream(
                        developer.get("/payments/v2/" + resource + "/events").items().spliterator(),
                        false)
                .map(event -> ((JsonNode) event).path("name").asText())
                .toList();
    }

    private List<String> cases() {
        return sandbox.owner().get("/financial-data/v2beta/cases?status=OPEN").ok().items().stream()
                .map(one -> one.path("summary").asText())
                .toList();
    }
}
