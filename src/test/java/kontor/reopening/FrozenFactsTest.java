package kontor.reopening;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import kontor.Client;
import kontor.Jsons;
import kontor.Member;
import kontor.PaymentClient;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was approved is what leaves: facts that change afterwards ask again. */
class FrozenFactsTest {

    private static final Set<String> APPROVER =
            Set.of(
                    "credit_transfers:read",
                    "credit_transfers:update",
                    "direct_debits:read",
                    "direct_debits:update");

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final Client owner = sandbox.owner();
    private final Member chief = sandbox.member(APPROVER);
    private final String account = sandbox.account();
    private final String home = account().at("/entityId");

    private Reply account() {
        return owner.get("/financial-data/v2/accounts/" + account).ok();
    }

    private void giveTo(String entity) {
        owner.patch(
                        "/financial-data/v2/accounts/" + account,
                        Jsons.json(
                                "[{'op': 'replace', 'path': '/entityId', 'value': '%s'}]"
                                        .formatted(entity)),
                        "If-Match",
                        account().at("/etag"))
                .ok();
    }

    private String otherEntity() {
        var body =
                "{'legalName': 'Other GmbH', 'address': {'city': 'Berlin', 'country': 'DE'},"
                        + " 'sepaCreditorIdentifier': 'DE98ZZZ09999999999'}";
        return owner.post("/financial-data/v2/entities", Jsons.json(body)).created().at("/id");
    }

    private static String ofEntity(String entity) {
        return "{'initiatingEntityId': {'in': ['%s']}}".formatted(entity);
    }

    private Reply made(String kind) {
        return kind.equals("debit")
                ? sandbox.aDirectDebit().made()
                : sandbox.aCreditTransfer().made();
    }

    private PaymentClient client(String kind) {
        return kind.equals("debit") ? sandbox.directDebits() : sandbox.creditTransfers();
    }

    private static List<JsonNode> pending(Reply payment) {
        return StreamSupport.stream(payment.json().at("/approvalSteps").spliterator(), false)
                .filter(step -> step.path("status").asText().equals("PENDING"))
                .toList();
    }

    private static String step(Reply payment) {
        return pending(payment).getFirst().path("id").asText();
    }

    private static String path(PaymentClient client, Reply payment) {
        return client.path() + "/" + payment.at("/id");
    }

    private static Reply approve(PaymentClient client, Client by, Reply payment) {
        return by.post(
                path(client, payment) + ":approve",
                Jsons.json("{'approvalStepId': '%s'}".formatted(step(payment))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"debit", "transfer"})
    void accountMovedThereAndBack_approvesNothing(String kind) {
        String other = otherEntity();
        sandbox.anApprovalChain().when(ofEntity(home)).step(chief.roleId()).made();
        sandbox.anApprovalChain().when(ofEntity(other)).made();
        var client = client(kind);
        var waits = made(kind);
        var approved = approve(client, chief.client(), made(kind)).accepted();
        giveTo(other);
        var byItself = made(kind);
        assertThat(byItself.at("/status")).isEqualTo("APPROVED");
        var reopened = client.get(approved);
        assertThat(reopened.at("/status")).isEqualTo("CREATED");
        assertThat(step(reopened)).isNotEqualTo(approved.at("/approvalSteps/0/id"));
        assertThat(client.get(waits).at("/status")).isEqualTo("CREATED");
        giveTo(home);
        for (Reply payment : List.of(waits, approved, byItself)) {
            var now = client.get(payment);
            assertThat(now.at("/status")).as(now.body()).isEqualTo("CREATED");
            assertThat(pending(now)).hasSize(1);
            assertThat(approve(client, chief.client(), now).accepted().at("/status"))
                    .isEqualTo("APPROVED");
        }
        assertThat(owner.get(path(client, approved) + "/events").body())
                .contains("ACCOUNT_MOVED", "FULLY_APPROVED");
    }

    @Test
    void accountMoved_whereTheSameChainsHold_changesNothing() {
        sandbox.anApprovalChain().step(chief.roleId()).made();
        var client = sandbox.creditTransfers();
        var approved = approve(client, chief.client(), made("transfer")).accepted();
        giveTo(otherEntity());
        assertThat(client.get(approved).body()).isEqualTo(approved.body());
    }

    @Test
    void movesOfManyPayments_areJudgedInSlices_andNothingLeavesMeanwhile() {
        String other = otherEntity();
        sandbox.anApprovalChain().when(ofEntity(other)).step(chief.roleId()).made();
        var one = sandbox.aCreditTransfer().approved();
        sandbox.execute(
                """
                INSERT INTO entity_moves (organization_id, id, account_id, from_entity_id, to_entity_id,
                    moved, reached)
                SELECT a.organization_id, gen_random_uuid(), a.id, a.entity_id, :other, now(),
                    '00000000-0000-0000-0000-000000000000'
                FROM accounts a WHERE a.organization_id = :org AND a.id = :account
                """,
                "other",
                UUID.fromString(other),
                "account",
                UUID.fromString(account));
        var database = TestKontor.shared().database();
        assertThat(database.<Boolean>read(sandbox.organization(), EntityMoves::arePending))
                .isTrue();
        sandbox.advanceTo(LocalDate.parse(one.at("/effectiveDate")));
        var client = sandbox.creditTransfers();
        assertThat(client.get(one).at("/status")).isIn("APPROVED", "CREATED");
    }

    private Reply dated(PaymentClient client, Reply payment, LocalDate date) {
        return owner.patch(
                        path(client, payment),
                        Jsons.json(
                                "[{'op': 'replace', 'path': '/date', 'value': '%s'}]"
                                        .formatted(date)))
                .accepted();
    }

    @ParameterizedTest
    @CsvSource({"7, APPROVED", "8, CREATED", "0, APPROVED"})
    void dateMoved_asksAgainFromTheEighthDay(int days, String status) {
        var client = sandbox.creditTransfers();
        var approved = sandbox.aCreditTransfer().approved();
        var date = LocalDate.parse(approved.at("/date"));
        var moved = dated(client, approved, date.plusDays(days));
        assertThat(moved.at("/status")).isEqualTo(status);
        assertThat(moved.at("/date")).isEqualTo(date.plusDays(days).toString());
        assertThat(client.get(approved).body()).isEqualTo(moved.body());
    }

    @Test
    void dateMovedInSmallSteps_isSummedUp_andApprovedAnew() {
        var client = sandbox.creditTransfers();
        var approved = sandbox.aCreditTransfer().approved();
        var date = LocalDate.parse(approved.at("/date"));
        assertThat(dated(client, approved, date.plusDays(5)).at("/status")).isEqualTo("APPROVED");
        var reopened = dated(client, approved, date.plusDays(10));
        assertThat(reopened.at("/status")).isEqualTo("CREATED");
        assertThat(reopened.at("/approvalSteps/0/approver")).isEmpty();
        assertThat(reopened.at("/approvalSteps/0/id"))
                .isNotEqualTo(approved.at("/approvalSteps/0/id"));
        assertThat(client.approve(owner, approved).at("/details/0/code"))
                .isEqualTo("approval_step_not_pending");
        approve(client, owner, reopened).accepted();
        assertThat(dated(client, approved, date.plusDays(17)).at("/status")).isEqualTo("APPROVED");
        assertThat(owner.get(path(client, approved) + "/events").body())
                .contains(approved.at("/approvalSteps/0/id"));
    }

    @Test
    void dateMovedBetweenTwoSteps_takesTheFirstBack() {
        var other = sandbox.member(APPROVER);
        sandbox.anApprovalChain().step(chief.roleId()).step(other.roleId()).made();
        var client = sandbox.creditTransfers();
        var half = approve(client, chief.client(), made("transfer")).accepted();
        var date = LocalDate.parse(half.at("/date"));
        assertThat(pending(dated(client, half, date.plusDays(7)))).hasSize(1);
        assertThat(pending(dated(client, half, date.plusDays(8)))).hasSize(2);
    }

    @Test
    void smallPayment_staysApprovedByItsChain() {
        sandbox.anApprovalChain().made();
        var client = sandbox.creditTransfers();
        var small = made("transfer");
        var date = LocalDate.parse(small.at("/date"));
        assertThat(dated(client, small, date.plusDays(30)).at("/status")).isEqualTo("APPROVED");
        sandbox.anApprovalChain().step(chief.roleId()).made();
        assertThat(dated(client, small, date.plusDays(60)).at("/status")).isEqualTo("CREATED");
    }

    @Test
    void payeeChangedAfterwards_isPaidAsItWasApproved() {
        var payee = sandbox.aCounterparty();
        var made = sandbox.aCreditTransfer().to(payee.accountId()).made();
        var approved = sandbox.creditTransfers().approve(owner, made).accepted();
        owner.patch(
                        "/payments/v2/external-accounts/" + payee.accountId(),
                        Jsons.json(
                                "[{'op': 'add', 'path': '/identifiers/-', 'value': {'type':"
                                        + " 'NUMBER', 'number': '3198833324'}}]"))
                .ok();
        var now = sandbox.creditTransfers().get(approved);
        assertThat(now.json().at("/destination")).isEqualTo(approved.json().at("/destination"));
        assertThat(now.json().at("/destinationHolder"))
                .isEqualTo(approved.json().at("/destinationHolder"));
    }
}
