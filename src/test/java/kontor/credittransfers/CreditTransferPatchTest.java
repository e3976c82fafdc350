package kontor.credittransfers;

import static kontor.credittransfers.Transfers.accepted;
import static kontor.credittransfers.Transfers.assertRefused;
import static kontor.credittransfers.Transfers.created;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import kontor.Client;
import kontor.Reply;
import kontor.TestKontor;
import org.junit.jupiter.api.Test;

/**
 * What may be changed of a transfer: its date while it is here, its status by hand once it is with
 * a bank.
 */
class CreditTransferPatchTest {

    private final Transfers kontor = new Transfers();

    private Reply date(Reply transfer, java.time.LocalDate date, String... headers) {
        return kontor.patch(
                kontor.developer,
                transfer,
                "{'op': 'replace', 'path': '/date', 'value': '" + date + "'}",
                headers);
    }

    private Reply force(Client client, Reply transfer, String status) {
        return kontor.patch(
                client,
                transfer,
                "{'op': 'replace', 'path': '/status', 'value': '" + status + "'}");
    }

    /** As if the file had been handed over. */
    private Reply sent(String difference) {
        var transfer = kontor.approved(difference);
        TestKontor.shared()
                .database()
                .write(
                        kontor.sandbox.organization(),
                        tx ->
                                tx.sql()
                                        .createUpdate(
                                                """
                                                UPDATE credit_transfers SET status = 'SENT' WHERE organization_id = :org AND id = :id
                                                """)
                                        .bind("org", tx.organization().value())
                                        .bind("id", UUID.fromString(transfer.at("/id")))
                                        .execute());
        return transfer;
    }

    @Test
    void date_isMovedUntilScheduled() {
        var today = kontor.sandbox.today();
        var transfer = created(kontor.pay(""));
        var moved = accepted(date(transfer, today.plusDays(20), "If-Match", "version:1"));
        assertThat(moved.at("/date")).isEqualTo(today.plusDays(20).toString());
        assertThat(moved.at("/effectiveDate")).isGreaterThanOrEqualTo(moved.at("/date"));
        assertThat(moved.at("/submissionDeadline"))
                .isNotEqualTo(transfer.at("/submissionDeadline"));
        assertThat(moved.at("/version")).isEqualTo("2");
        assertThat(date(transfer, today.plusDays(21), "If-Match", "version:1").status())
                .isEqualTo(412);
        assertRefused(date(transfer, today.minusDays(1)), "date_in_past", "date");
        assertRefused(date(transfer, today.plusDays(366)), "date_too_far", "date");
        accepted(kontor.approve(kontor.owner, transfer));
        assertThat(accepted(date(transfer, today.plusDays(22))).at("/status"))
                .isEqualTo("APPROVED");
        assertThat(kontor.events(transfer))
                .containsExactly("CREATED", "DATE_CHANGED", "FULLY_APPROVED", "DATE_CHANGED");
        assertRefused(date(sent(""), today.plusDays(9)), "payment_not_open", "date");
        assertThat(date(created(new Transfers().pay("")), today.plusDays(9)).status())
                .isEqualTo(404);
    }

    @Test
    void status_isForcedOnlyWithThePermission_andOnlyToWhatABankSays() {
        var waiting = created(kontor.pay(""));
        assertRefused(force(kontor.owner, waiting, "EXECUTED"), "status_not_forcible", "status");
        var transfer = sent("");
        var weak = kontor.sandbox.clientWith(java.util.Set.of("credit_transfers:update"));
        var refused = force(weak, transfer, "RETURNED");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.at("/message")).contains("credit_transfers:force");
        assertRefused(force(kontor.owner, transfer, "APPROVED"), "status_not_forcible", "status");
        assertThat(accepted(force(kontor.owner, transfer, "EXECUTED")).at("/status"))
                .isEqualTo("EXECUTED");
        var returned = accepted(force(kontor.owner, transfer, "RETURNED"));
        assertThat(returned.at("/status")).isEqualTo("RETURNED");
        assertThat(returned.at("/statusReason/code")).isEqualTo("OPERATOR");
        assertThat(kontor.events(transfer))
                .endsWith("OPERATOR_FORCE_UPDATE", "OPERATOR_FORCE_UPDATE");
        var event =
                kontor.developer
                        .get(Transfers.PATH + "/" + transfer.at("/id") + "/events")
                        .json()
                        .at("/items")
                        .get(3);
        assertThat(event.path("originator").asText()).matches("[0-9a-f-]{36}");
    }

    @Test
    void patch_takesNothingElse() {
        var transfer = created(kontor.pay(""));
        assertThat(
                        kontor.patch(
                                        kontor.owner,
                                        transfer,
                                        "{'op': 'replace', 'path': '/reference', 'value': 'x'}")
                                .at("/details/0/code"))
                .isEqualTo("invalid_operation");
        assertThat(
                        kontor.patch(kontor.owner, transfer, "{'op': 'remove', 'path': '/date'}")
                                .at("/details/0/code"))
                .isEqualTo("invalid_operation");
        assertThat(force(kontor.owner, transfer, "PAID").at("/details/0/code"))
                .isEqualTo("invalid_value");
    }
}
