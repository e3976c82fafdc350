package kontor.batches;

import static kontor.batches.BatchClient.DEBITS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import kontor.Client;
import kontor.Jsons;
import kontor.PaymentClient;
import kontor.Reply;
import kontor.TestKontor;
import org.junit.jupiter.api.Test;

/** Decisions about a whole batch, and how they reach its payments. */
class BatchApprovalTest {

    private final BatchClient batches = new BatchClient();

    private Reply batch(int records, String treatment) {
        return batches.completed(
                DEBITS,
                batches.send(DEBITS, batches.debits(records), "'treatment': '" + treatment + "'"));
    }

    private Reply approve(Client client, Reply batch, String step, String... headers) {
        return client.post(
                DEBITS + "/" + batch.at("/id") + ":approve",
                Jsons.json("{'approvalStepId': '" + step + "'}"),
                headers);
    }

    private Reply decided(Reply batch) {
        return batches.await(DEBITS, batch.at("/id"), "/approvalResults/status", "COMPLETED");
    }

    private List<String> statuses(Reply batch) {
        return batches.members(PaymentClient.DIRECT_DEBITS, batch).stream()
                .map(payment -> payment.path("status").asText())
                .distinct()
                .toList();
    }

    @Test
    void approval_reachesEveryPaymentWhateverTheTreatment() {
        for (String treatment : List.of("BATCH", "INDIVIDUAL_PAYMENTS")) {
            var batch = batch(RecordSlices.RECORDS + 3, treatment);
            assertThat(batch.json().at("/approvalSteps")).hasSize(1);
            assertThat(batch.at("/approvalSteps/0/batchId")).isEqualTo(batch.at("/id"));
            var answer =
                    approve(
                                    batches.owner,
                                    batch,
                                    batch.at("/approvalSteps/0/id"),
                                    "If-Match",
                                    batch.at("/etag"))
                            .accepted();
            assertThat(answer.at("/approvalSteps/0/status")).isEqualTo("APPROVED");
            assertThat(answer.at("/version")).isEqualTo("4");
            var after = decided(batch);
            assertThat(after.at("/version")).isEqualTo("5");
            assertThat(after.json().at("/approvalResults").toString())
                    .isEqualTo(
                            "{\"decision\":\"APPROVED\",\"status\":\"COMPLETED\","
                                    + "\"total\":503,\"succeeded\":503,\"failed\":0}");
            assertThat(statuses(batch)).containsExactly("APPROVED");
            var member = batches.members(PaymentClient.DIRECT_DEBITS, batch).getFirst();
            assertThat(member.at("/approvalSteps/0/approver/id"))
                    .isEqualTo(answer.json().at("/approvalSteps/0/approver/id"));
        }
    }

    @Test
    void batchDecidedWhilePaused_waitsAndLeavesAfterwards() {
        String organization = "/iam/v2beta/organization";
        var batch = batch(3, "BATCH");
        batches.owner.post(organization + ":pause", "").ok();
        approve(batches.owner, batch, batch.at("/approvalSteps/0/id")).accepted();
        decided(batch);
        var later = batches.sandbox.today().plusDays(20);
        batches.sandbox.advanceTo(later);
        assertThat(statuses(batch)).containsExactly("APPROVED");
        batches.owner.post(organization + ":resume", "").ok();
        batches.sandbox.advanceTo(later.plusDays(20));
        assertThat(statuses(batch)).containsExactly("EXECUTED");
    }

    @Test
    void paymentsDecidedAlready_areLeft() {
        var batch = batch(3, "BATCH");
        List<JsonNode> members = batches.members(PaymentClient.DIRECT_DEBITS, batch);
        batches.owner
                .post(
                        PaymentClient.DIRECT_DEBITS
                                + "/"
                                + members.get(0).path("id").asText()
                                + ":reject",
                        "{}")
                .accepted();
        batches.owner
                .post(
                        PaymentClient.DIRECT_DEBITS
                                + "/"
                                + members.get(1).path("id").asText()
                                + ":approve",
                        Jsons.json(
                                "{'approvalStepId': '"
                                        + members.get(1).at("/approvalSteps/0/id").asText()
                                        + "'}"))
                .accepted();
        approve(batches.owner, batch, batch.at("/approvalSteps/0/id")).accepted();
        var after = decided(batch);
        assertThat(after.at("/approvalResults/succeeded")).isEqualTo("1");
        assertThat(after.at("/approvalResults/failed")).isEqualTo("2");
        assertThat(statuses(batch)).containsExactlyInAnyOrder("APPROVED", "REJECTED");
    }

    @Test
    void rejection_reachesEveryPaymentAndEndsDecisions() {
        var batch = batch(2, "BATCH");
        batches.developer
                .post(
                        DEBITS + "/" + batch.at("/id") + ":reject",
                        Jsons.json("{'reason': 'a mistake'}"))
                .accepted();
        var after = decided(batch);
        assertThat(after.at("/approvalResults/decision")).isEqualTo("REJECTED");
        assertThat(after.at("/approvalSteps/0/status")).isEqualTo("REJECTED");
        assertThat(statuses(batch)).containsExactly("REJECTED");
        assertThat(
                        batches.members(PaymentClient.DIRECT_DEBITS, batch)
                                .getFirst()
                                .at("/statusReason/description")
                                .asText())
                .isEqualTo("a mistake");
        approve(batches.owner, batch, batch.at("/approvalSteps/0/id"))
                .assertRefused("batch_rejected", "status");
        assertThat(
                        batches.owner
                                .post(
                                        DEBITS.replace("v2beta", "v2")
                                                + "/"
                                                + batch.at("/id")
                                                + ":reject",
                                        "{}")
                                .status())
                .isEqualTo(400);
    }

    @Test
    void wrongApprover_changesNothing() {
        var batch = batch(1, "BATCH");
        String step = batch.at("/approvalSteps/0/id");
        var creator = approve(batches.developer, batch, step);
        assertThat(creator.status()).isEqualTo(403);
        assertThat(creator.at("/message"))
                .isEqualTo("required approver roles didn't match user role");
        assertThat(approve(batches.owner, batch, step, "If-Match", "version:1").status())
                .isEqualTo(412);
        approve(batches.owner, batch, "none")
                .assertRefused("approval_step_not_pending", "approvalStepId");
        assertThat(batches.developer.get(DEBITS + "/" + batch.at("/id")).at("/version"))
                .isEqualTo("3");
        approve(batches.owner, batch, step).accepted();
        approve(batches.owner, batch, step)
                .assertRefused("approval_step_not_pending", "approvalStepId");
        decided(batch);
    }

    @Test
    void programOfItsMaker_mayApproveNeitherTheBatchNorItsPayments() {
        var batch = batch(1, "BATCH");
        var role = batches.owner.get("/iam/v2beta/users?limit=500").items().stream();
        String owners =
                role.filter(one -> one.path("name").asText().equals("Sandbox owner"))
                        .map(one -> one.path("roleId").asText())
                        .findFirst()
                        .orElseThrow();
        var made =
                batches.owner
                        .post(
                                "/iam/v2beta/users",
                                Jsons.json(
                                        """
                                        {'kind': 'PROGRAMMATIC', 'name': 'A', 'roleId': '%s', 'actsFor': {'userId': '%s'}}
                                        """
                                                .formatted(owners, batch.at("/creatorUserId"))))
                        .created();
        var program = TestKontor.shared().keyHolder(made.at("/accessKey"), made.at("/secret"));
        assertThat(approve(program, batch, batch.at("/approvalSteps/0/id")).at("/type"))
                .endsWith("#creator_may_not_approve");
        var payment = batches.members(PaymentClient.DIRECT_DEBITS, batch).getFirst();
        assertThat(
                        program.post(
                                        PaymentClient.DIRECT_DEBITS
                                                + "/"
                                                + payment.path("id").asText()
                                                + ":approve",
                                        Jsons.json(
                                                "{'approvalStepId': '%s'}"
                                                        .formatted(
                                                                payment.at("/approvalSteps/0/id")
                                                                        .asText())))
                                .at("/type"))
                .endsWith("#creator_may_not_approve");
    }

    @Test
    void approvalsOnTwoNodes_raceAndOneWins() {
        var batch = batch(3, "BATCH");
        try (var other = TestKontor.shared().anotherNode()) {
            var there =
                    CompletableFuture.supplyAsync(
                            () ->
                                    approve(
                                            other.as(batches.owner),
                                            batch,
                                            batch.at("/approvalSteps/0/id")));
            var here = approve(batches.owner, batch, batch.at("/approvalSteps/0/id"));
            assertThat(List.of(here.status(), there.join().status()))
                    .containsExactlyInAnyOrder(202, 400);
            assertThat(decided(batch).at("/approvalResults/succeeded")).isEqualTo("3");
        }
    }

    @Test
    void batchWithoutPayments_hasNothingToDecide() {
        var batch = batches.completed(DEBITS, batches.send(DEBITS, List.of("{}"), ""));
        assertThat(batch.json().at("/approvalSteps")).isEmpty();
        batches.owner
                .post(DEBITS + "/" + batch.at("/id") + ":reject", "{}")
                .assertRefused("batch_without_payments", "status");
    }

    @Test
    void chainsOfSeveralSteps_areUnitedByChainAndPlace() {
        var role =
                batches.owner
                        .get("/iam/v2beta/roles")
                        .json()
                        .at("/items")
                        .get(0)
                        .path("id")
                        .asText();
        var chain =
                batches.owner.post(
                        "/payments/v2beta/approval-chains",
                        Jsons.json(
                                "{'name': 'two', 'triggerCondition': {'amount': {'lt': {'currency':"
                                        + " 'EUR', 'value': 500}}}, 'approvalSteps':"
                                        + " [{'requiredRoleIds': ['"
                                        + role
                                        + "']}, {'requiredRoleIds': ['"
                                        + role
                                        + "']}]}"));
        assertThat(chain.status()).as(chain.body()).isEqualTo(201);
        var records = new ArrayList<>(batches.debits(2));
        records.add(batches.debit("'amount': {'currency': 'EUR', 'value': 1000}"));
        var batch = batches.completed(DEBITS, batches.send(DEBITS, records, ""));
        // Two of the chain for the small ones, the owner's for the large one.
        assertThat(batch.json().at("/approvalSteps")).as(batch.body()).hasSize(3);
        approve(batches.owner, batch, batch.at("/approvalSteps/1/id"))
                .assertRefused("earlier_step_pending", "approvalStepId");
    }

    @Test
    void batchSteps_waitInTheListOfApprovals() {
        var batch = batch(1, "BATCH");
        var waiting =
                batches.owner.get("/payments/v2beta/approvals?paymentType=DIRECT_DEBIT_BATCH");
        assertThat(waiting.at("/items/0/paymentId")).as(waiting.body()).isEqualTo(batch.at("/id"));
        var chains =
                batches.owner.post(
                        "/payments/v2beta/approval-chains",
                        Jsons.json(
                                "{'name': 'n', 'autoApprove': true, 'triggerCondition':"
                                        + " {'paymentType': {'in': ['DIRECT_DEBIT_BATCH']}}}"));
        assertThat(chains.status()).isEqualTo(400);
    }
}
