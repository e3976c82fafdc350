package kontor.credittransfers;

import static kontor.credittransfers.Transfers.created;
import static org.assertj.core.api.Assertions.assertThat;

import kontor.Jsons;
import kontor.directdebits.Collections;
import org.junit.jupiter.api.Test;

/**
 * A chain that approves by itself: the answer to the creation is approved already (api-facts.md
 * 3.1).
 */
class AutomaticApprovalTest {

    @Test
    void transfer_isApprovedInTheAnswer_asVersion2() {
        var kontor = new Transfers();
        straightThrough(kontor.owner);
        var transfer = created(kontor.pay(""));
        assertThat(transfer.at("/status")).isEqualTo("APPROVED");
        assertThat(transfer.at("/version")).isEqualTo("2");
        assertThat(transfer.at("/etag")).isEqualTo("version:2");
        assertThat(transfer.header("ETag")).isEqualTo("version:2");
        assertThat(transfer.json().at("/approvalSteps")).hasSize(1);
        assertThat(transfer.at("/approvalSteps/0/status")).isEqualTo("APPROVED");
        assertThat(transfer.at("/approvalSteps/0/autoApproved")).isEqualTo("true");
        assertThat(transfer.json().at("/approvalSteps/0").has("requiredRoleIds")).isFalse();
        assertThat(transfer.json().at("/approvalSteps/0").has("approver")).isFalse();
        assertThat(kontor.get(transfer).body()).isEqualTo(transfer.body());
        var events =
                kontor.developer
                        .get(Transfers.PATH + "/" + transfer.at("/id") + "/events")
                        .json()
                        .at("/items");
        assertThat(events.findValuesAsText("name")).containsExactly("CREATED", "FULLY_APPROVED");
        assertThat(events.get(1).path("originator").asText()).isEqualTo("ATLAR");
    }

    @Test
    void replay_answersTheSame() {
        var kontor = new Transfers();
        straightThrough(kontor.owner);
        String body =
                Jsons.json(
                        "{'amount': {'currency': 'EUR', 'value': 100}, 'date': '"
                                + kontor.sandbox.today().plusDays(2)
                                + "', 'scheme': 'SCT_INST', 'reference': 'r', 'source': {'type':"
                                + " 'ACCOUNT', 'id': '"
                                + kontor.account
                                + "'}, "
                                + Transfers.inline("DE", "IBAN", Transfers.PAYEE, "")
                                + "}");
        var first = created(kontor.developer.post(Transfers.PATH, body, "Idempotency-Key", "once"));
        assertThat(first.at("/version")).isEqualTo("2");
        assertThat(
                        created(
                                        kontor.developer.post(
                                                Transfers.PATH, body, "Idempotency-Key", "once"))
                                .body())
                .isEqualTo(first.body());
    }

    @Test
    void directDebit_isApprovedInTheAnswerToo() {
        var kontor = new Collections();
        straightThrough(kontor.owner);
        var debit =
                Collections.created(
                        kontor.collect(
                                kontor.mandate(kontor.payer("Payer", Collections.PAYER), ""), ""));
        assertThat(debit.at("/status")).isEqualTo("APPROVED");
        assertThat(debit.at("/version")).isEqualTo("2");
        kontor.advanceTo(java.time.LocalDate.parse(debit.at("/effectiveDate")));
        assertThat(kontor.get(debit).at("/status")).isEqualTo("EXECUTED");
    }

    private static void straightThrough(kontor.Client owner) {
        var chain =
                owner.post(
                        "/payments/v2beta/approval-chains",
                        Jsons.json("{'name': 'Straight through', 'autoApprove': true}"));
        assertThat(chain.status()).as(chain.body()).isEqualTo(201);
    }
}
