package kontor.approvals;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.StreamSupport;
import kontor.Jsons;
import kontor.Member;
import kontor.PaymentClient;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import org.junit.jupiter.api.Test;

/** Credit transfers under approval chains, in a currency that the chain does not speak of. */
class TransferApprovalTest {

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final PaymentClient creditTransfers = sandbox.creditTransfers();
    private final Member clerk =
            sandbox.member(Set.of("credit_transfers:read", "credit_transfers:update"));

    private String chain(String terms) {
        return sandbox.owner()
                .post(
                        "/payments/v2beta/approval-chains",
                        Jsons.with(
                                "{'name': 'n', 'approvalSteps': "
                                        + "[{'requiredRoleIds': ['"
                                        + clerk.roleId()
                                        + "']}]}",
                                terms))
                .created()
                .at("/id");
    }

    private Reply kronor(long minor) {
        return sandbox.aCreditTransfer()
                .of("SEK", minor)
                .scheme("SE_GIRO")
                .from(sandbox.accountIn("SEK"))
                .toNumber("SE", "SE_BANKGIRO", "5805-6201")
                .made();
    }

    private static List<String> chains(Reply payment) {
        return StreamSupport.stream(payment.json().at("/approvalSteps").spliterator(), false)
                .map(step -> step.path("approvalChainId").asText())
                .toList();
    }

    @Test
    void kronor_areComparedWithAThresholdInEuro() {
        String large =
                chain(
                        "'triggerCondition': {'amount': {'gte': {'currency': 'EUR', 'value':"
                                + " 10000}, 'convertCurrency': true}}");
        String owner = sandbox.organizationId();
        assertThat(chains(kronor(1))).as("no rate").containsExactly(large, owner);
        var today =
                TestKontor.shared()
                        .database()
                        .read(sandbox.organization(), tx -> tx.today(ZoneOffset.UTC));
        sandbox.owner()
                .post(
                        "/payments/v2beta/exchange-rates",
                        Jsons.json(
                                "{'rates': [{'base': 'SEK', 'quote': 'EUR', 'rate': '0.08', 'date':"
                                        + " '"
                                        + today
                                        + "'}]}"));
        assertThat(chains(kronor(124_999))).containsExactly(owner);
        var payment = kronor(125_000);
        assertThat(chains(payment)).containsExactly(large);
        assertThat(creditTransfers.approve(clerk.client(), payment).accepted().at("/status"))
                .isEqualTo("APPROVED");
    }

    @Test
    void role_thatPaymentsWaitFor_isNotDeleted() {
        String role =
                sandbox.owner()
                        .post(
                                "/iam/v2beta/roles",
                                Jsons.json("{'name': 'board', 'permissions': []}"))
                        .created()
                        .at("/id");
        String chain = chain("'approvalSteps': [{'requiredRoleIds': ['" + role + "']}]");
        var payment = sandbox.aCreditTransfer().made();
        assertThat(sandbox.owner().delete("/payments/v2beta/approval-chains/" + chain).status())
                .isEqualTo(204);
        var refused = sandbox.owner().delete("/iam/v2beta/roles/" + role);
        assertThat(refused.at("/details/0/code")).as(refused.body()).isEqualTo("in_use");
        assertThat(refused.at("/message")).contains("payments wait for its approval");
        assertThat(
                        sandbox.owner()
                                .post(
                                        PaymentClient.CREDIT_TRANSFERS
                                                + "/"
                                                + payment.at("/id")
                                                + ":reject",
                                        "")
                                .status())
                .isEqualTo(202);
        assertThat(sandbox.owner().delete("/iam/v2beta/roles/" + role).status()).isEqualTo(204);
    }

    @Test
    void largestAmountOfAChain_isReadAgainForEachPayment() {
        String chain =
                chain(
                        "'triggerCondition': {'amount': {'lt': {'currency': 'JPY', 'value':"
                                + " 999999999999999999}, 'convertCurrency': true}}");
        assertThat(chains(sandbox.aCreditTransfer().made())).contains(chain);
    }

    @Test
    void stepId_isReadWithoutRegardToCase() {
        chain("'triggerCondition': {'paymentType': {'in': ['CREDIT_TRANSFER']}}");
        var payment = sandbox.aCreditTransfer().made();
        String step = payment.at("/approvalSteps/0/id");
        String one = PaymentClient.CREDIT_TRANSFERS + "/" + payment.at("/id");
        assertThat(
                        clerk.client()
                                .post(
                                        one + ":approve",
                                        Jsons.json(
                                                "{'approvalStepId': '"
                                                        + step.toUpperCase(Locale.ROOT)
                                                        + "'}"))
                                .accepted()
                                .at("/status"))
                .isEqualTo("APPROVED");
        assertThat(clerk.client().get(one + "/events").at("/items/1/details/approvalStepId"))
                .isEqualTo(step);
    }

    @Test
    void paymentType_tellsTransfersFromCollections() {
        chain("'triggerCondition': {'paymentType': {'in': ['DIRECT_DEBIT']}}");
        String transfers =
                chain(
                        "'triggerCondition': {'paymentType': {'in': ['CREDIT_TRANSFER']},"
                                + " 'currency': {'in': ['EUR']}}, 'autoApproveLimit': {'currency':"
                                + " 'EUR', 'value': 99}");
        assertThat(chains(kronor(100))).containsExactly(sandbox.organizationId());
        assertThat(chains(sandbox.aCreditTransfer().made())).containsExactly(transfers);
        var small = sandbox.aCreditTransfer().of("EUR", 99).made();
        assertThat(
                        List.of(
                                small.at("/status"),
                                small.at("/etag"),
                                small.at("/approvalSteps/0/autoApproved")))
                .containsExactly("APPROVED", "version:2", "true");
        var waiting =
                clerk.client()
                        .get(
                                "/payments/v2beta/approvals?paymentType=CREDIT_TRANSFER&roleId="
                                        + clerk.roleId());
        assertThat(waiting.json().at("/items")).hasSize(1);
        assertThat(waiting.at("/items/0/paymentType")).isEqualTo("CREDIT_TRANSFER");
    }
}
