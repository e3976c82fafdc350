package kontor.credittransfers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import kontor.Client;
import kontor.PaymentClient;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import org.junit.jupiter.api.Test;

/**
 * What may be changed of a transfer: its date while it is here, its status by hand once it is with
 * a bank.
 */
class CreditTransferPatchTest {

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final PaymentClient creditTransfers = sandbox.creditTransfers();

    private Reply date(Reply transfer, java.time.LocalDate date, String... headers) {
        return creditTransfers.patch(
                sandbox.developer(),
                transfer,
                "{'op': 'replace', 'path': '/date', 'value': '" + date + "'}",
                headers);
    }

    private Reply force(Client client, Reply transfer, String status) {
        return creditTransfers.patch(
                client,
                transfer,
                "{'op': 'replace', 'path': '/status', 'value': '" + status + "'}");
    }

    /** As if the file had been handed over. */
    private Reply sent(String difference) {
        var transfer = sandbox.aCreditTransfer().with(difference).approved();
        sandbox.tamper(
                """
                UPDATE credit_transfers SET status = 'SENT' WHERE organization_id = :org AND id = :id
                """,
                "id",
                UUID.fromString(transfer.at("/id")));
        return transfer;
    }

    @Test
    void date_isMovedUntilScheduled() {
        var today = sandbox.today();
        var transfer = sandbox.aCreditTransfer().made();
        var moved = date(transfer, today.plusDays(20), "If-Match", "version:1").accepted();
        assertThat(moved.at("/date")).isEqualTo(today.plusDays(20).toString());
        assertThat(moved.at("/effectiveDate")).isGreaterThanOrEqualTo(moved.at("/date"));
        assertThat(moved.at("/submissionDeadline"))
                .isNotEqualTo(transfer.at("/submissionDeadline"));
        assertThat(moved.at("/version")).isEqualTo("2");
        assertThat(date(transfer, today.plusDays(21), "If-Match", "version:1").status())
                .isEqualTo(412);
        date(transfer, today.minusDays(1)).assertRefused("date_in_past", "date");
        date(transfer, today.plusDays(366)).assertRefused("date_too_far", "date");
        creditTransfers.approve(sandbox.owner(), transfer).accepted();
        assertThat(date(transfer, today.plusDays(22)).accepted().at("/status"))
                .isEqualTo("APPROVED");
        assertThat(creditTransfers.events(transfer))
                .containsExactly("CREATED", "DATE_CHANGED", "FULLY_APPROVED", "DATE_CHANGED");
        date(sent(""), today.plusDays(9)).assertRefused("payment_not_open", "date");
        assertThat(
                        date(
                                        TestKontor.shared().sandbox().aCreditTransfer().made(),
                                        today.plusDays(9))
                                .status())
                .isEqualTo(404);
    }

    @Test
    void status_isForcedOnlyWithThePermission_andOnlyToWhatABankSays() {
        var waiting = sandbox.aCreditTransfer().made();
        force(sandbox.owner(), waiting, "EXECUTED").assertRefused("status_not_forcible", "status");
        var transfer = sent("");
        var weak = sandbox.clientWith(java.util.Set.of("credit_transfers:update"));
        var refused = force(weak, transfer, "RETURNED");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.at("/message")).contains("credit_transfers:force");
        force(sandbox.owner(), transfer, "APPROVED").assertRefused("status_not_forcible", "status");
        assertThat(force(sandbox.owner(), transfer, "EXECUTED").accepted().at("/status"))
                .isEqualTo("EXECUTED");
        var returned = force(sandbox.owner(), transfer, "RETURNED").accepted();
        assertThat(returned.at("/status")).isEqualTo("RETURNED");
        assertThat(returned.at("/statusReason/code")).isEqualTo("OPERATOR");
        assertThat(creditTransfers.events(transfer))
                .endsWith("OPERATOR_FORCE_UPDATE", "OPERATOR_FORCE_UPDATE");
        var event =
                sandbox.developer()
                        .get(PaymentClient.CREDIT_TRANSFERS + "/" + transfer.at("/id") + "/events")
                        .json()
                        .at("/items")
                        .get(3);
        assertThat(event.path("originator").asText()).matches("[0-9a-f-]{36}");
    }

    @Test
    void patch_takesNothingElse() {
        var transfer = sandbox.aCreditTransfer().made();
        assertThat(
                        creditTransfers
                                .patch(
                                        sandbox.owner(),
                                        transfer,
                                        "{'op': 'replace', 'path': '/reference', 'value': 'x'}")
                                .at("/details/0/code"))
                .isEqualTo("invalid_operation");
        assertThat(
                        creditTransfers
                                .patch(
                                        sandbox.owner(),
                                        transfer,
                                        "{'op': 'remove', 'path': '/date'}")
                                .at("/details/0/code"))
                .isEqualTo("invalid_operation");
        assertThat(force(sandbox.owner(), transfer, "PAID").at("/details/0/code"))
                .isEqualTo("invalid_value");
    }
}
