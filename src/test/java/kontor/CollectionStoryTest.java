package kontor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The main job of Kontor, told once from outside: from a payer's consent to reconciled money. */
class CollectionStoryTest {

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final Client developer = sandbox.developer();
    private final Client owner = sandbox.owner();
    private final String account = sandbox.accountIn("EUR");

    @Test
    void collection_goesFromConsentToReconciledMoney() {
        // A payer, and the payer's consent.
        Reply counterparty =
                developer
                        .post(
                                "/payments/v2/counterparties",
                                """
                                {"legalName": "Acme Corp", "partyType": "ORGANIZATION", "externalId": "acme-corp-123",
                                 "accounts": [{"market": "DE", "identifiers": [{"type": "IBAN", "number": "DE64500105173198833324"}]}]}
                                """)
                        .created();
        Reply mandate =
                developer
                        .post(
                                "/payments/v2/mandates",
                                """
                                {"type": "CORE", "externalAccountId": "%s", "signatureDate": "2025-12-01", "reference": "MANDATE-001"}
                                """
                                        .formatted(counterparty.at("/accounts/0/id")))
                        .created();
        assertThat(mandate.at("/status")).isEqualTo("CREATED");

        // A collection under it waits for the owner: whoever builds the integration cannot approve.
        LocalDate date = sandbox.today().plusDays(10);
        Reply debit =
                developer
                        .post(
                                "/payments/v2/direct-debits",
                                """
                                {"amount": {"currency": "EUR", "value": 5000}, "date": "%s", "scheme": "SDD_CORE",
                                 "source": {"type": "ACCOUNT", "id": "%s"}, "mandateId": "%s", "reference": "collection-001"}
                                """
                                        .formatted(date, account, mandate.at("/id")))
                        .created();
        assertThat(debit.at("/status")).isEqualTo("CREATED");
        String approval = "{\"approvalStepId\": \"%s\"}".formatted(debit.at("/approvalSteps/0/id"));
        String approve = "/payments/v2/direct-debits/" + debit.at("/id") + ":approve";
        Reply refused = developer.post(approve, approval);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.at("/message"))
                .isEqualTo("required approver roles didn't match user role");
        Reply approved = owner.post(approve, approval, "If-Match", "version:1");
        assertThat(approved.status()).isEqualTo(202);
        assertThat(approved.at("/status")).isEqualTo("APPROVED");

        // The bank's days pass: file out, answer in, booking, statement.
        LocalDate collected = LocalDate.parse(debit.at("/effectiveDate"));
        assertThat(
                        owner.post(
                                        "/v1/testbank/clock:advance",
                                        "{\"to\": \"%s\"}".formatted(collected))
                                .status())
                .isEqualTo(200);

        Reply executed = developer.get("/payments/v2/direct-debits/" + debit.at("/id"));
        assertThat(executed.at("/status")).isEqualTo("EXECUTED");
        assertThat(
                        names(
                                developer.get(
                                        "/payments/v2/direct-debits/"
                                                + debit.at("/id")
                                                + "/events")))
                .containsSubsequence(
                        "CREATED", "FULLY_APPROVED", "SENT_TO_BANK", "ACCEPTED", "EXECUTED");
        assertThat(developer.get("/payments/v2/mandates/" + mandate.at("/id")).at("/status"))
                .isEqualTo("ACTIVE");

        Reply transaction =
                developer.get(
                        "/financial-data/v2/transactions/"
                                + executed.at("/attachedTransactions/0/id"));
        assertThat(transaction.at("/amount/stringValue")).isEqualTo("50.00");
        assertThat(transaction.at("/reconciliationStatus")).isEqualTo("RECONCILED");
        assertThat(transaction.at("/attachedTransactables/0/id")).isEqualTo(debit.at("/id"));
        Reply balances =
                developer.get(
                        "/financial-data/v2/accounts/"
                                + account
                                + "/balances?mostRecent=true&type=BOOKED");
        assertThat(balances.at("/items/0/localDate")).isEqualTo(collected.toString());
    }

    @Test
    void collectionFromTheReturningAccount_comesBackWithItsReason() {
        Reply counterparty =
                developer
                        .post(
                                "/payments/v2/counterparties",
                                """
                                {"legalName": "Returning Payer", "partyType": "INDIVIDUAL",
                                 "accounts": [{"market": "DE", "identifiers": [{"type": "IBAN", "number": "DE40500105176499974616"}]}]}
                                """)
                        .created();
        String externalAccount = counterparty.at("/accounts/0/id");
        developer
                .post(
                        "/payments/v2/mandates",
                        """
                        {"scheme": "SDD_CORE", "externalAccountId": "%s", "mandateReference": "RETURNS-1"}
                        """
                                .formatted(externalAccount))
                .created();
        Reply debit =
                developer
                        .post(
                                "/payments/v2/direct-debits",
                                """
                                {"amount": {"currency": "EUR", "stringValue": "19.90"}, "date": "%s", "scheme": "SDD_CORE",
                                 "source": {"type": "EXTERNAL_ACCOUNT", "id": "%s"}, "destination": {"type": "ACCOUNT", "id": "%s"},
                                 "reference": "Sub 12"}
                                """
                                        .formatted(
                                                sandbox.today().plusDays(7),
                                                externalAccount,
                                                account))
                        .created();
        owner.post(
                "/payments/v2/direct-debits/" + debit.at("/id") + ":approve",
                "{\"approvalStepId\": \"%s\"}".formatted(debit.at("/approvalSteps/0/id")));

        LocalDate twoBankDaysLater =
                kontor.core.BankCalendar.TARGET.plus(
                        LocalDate.parse(debit.at("/effectiveDate")), 2);
        assertThat(
                        owner.post(
                                        "/v1/testbank/clock:advance",
                                        "{\"to\": \"%s\"}".formatted(twoBankDaysLater))
                                .status())
                .isEqualTo(200);

        Reply returned = developer.get("/payments/v2/direct-debits/" + debit.at("/id"));
        assertThat(returned.at("/status")).isEqualTo("RETURNED");
        assertThat(returned.at("/statusReason/code")).isEqualTo("AM04");
        assertThat(returned.json().at("/attachedTransactions")).hasSize(2);
        Reply back =
                developer.get(
                        "/financial-data/v2/transactions/"
                                + returned.at("/attachedTransactions/1/id"));
        assertThat(back.at("/amount/stringValue")).isEqualTo("-19.90");
        assertThat(back.at("/returned")).isEqualTo("true");
        assertThat(back.at("/returnReason/code")).isEqualTo("AM04");
    }

    private static List<String> names(Reply events) {
        return StreamSupport.stream(events.json().at("/items").spliterator(), false)
                .map((JsonNode event) -> event.path("name").asText())
                .toList();
    }
}
