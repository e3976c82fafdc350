package kontor.approvals;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import kontor.ApprovalChainBuilder;
import kontor.Client;
import kontor.Jsons;
import kontor.Member;
import kontor.PaymentClient;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import org.junit.jupiter.api.Test;

/** Payments under approval chains, from the making to the last approval. */
class ApprovalFlowTest {

    private static final String RATES = "/payments/v2beta/exchange-rates";
    private static final String WAITING = "/payments/v2beta/approvals";
    private static final Set<String> APPROVER =
            Set.of("direct_debits:read", "direct_debits:update");

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final PaymentClient directDebits = sandbox.directDebits();
    private final String mandate = sandbox.aMandate().of(sandbox.aCounterparty().accountId()).id();
    private final Member clerk = sandbox.member(APPROVER);
    private final Member chief = sandbox.member(APPROVER);

    private static String[] step(Member... members) {
        return Stream.of(members).map(Member::roleId).toArray(String[]::new);
    }

    /** A chain in force with these steps; answers its id. */
    private String manual(String condition, String[]... steps) {
        var chain = sandbox.anApprovalChain().when(condition);
        for (String[] roles : steps) {
            chain.step(roles);
        }
        return chain.id();
    }

    private void rate(String base, String quote, String rate, LocalDate day) {
        var reply =
                sandbox.owner()
                        .post(
                                RATES,
                                Jsons.json(
                                        "{'rates': [{'base': '%s', 'quote': '%s', 'rate': '%s', 'date': '%s'}]}"
                                                .formatted(base, quote, rate, day)));
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    }

    private LocalDate today() {
        return TestKontor.shared()
                .database()
                .read(sandbox.organization(), tx -> tx.today(ZoneOffset.UTC));
    }

    private Reply debit(long minor) {
        return sandbox.aDirectDebit().under(mandate).of("EUR", minor).made();
    }

    private static List<String> chains(Reply payment) {
        return values(payment, "approvalChainId");
    }

    private static List<String> values(Reply payment, String member) {
        return StreamSupport.stream(payment.json().at("/approvalSteps").spliterator(), false)
                .map(step -> step.path(member).asText())
                .toList();
    }

    private Reply approve(Client client, Reply payment, int step, String... headers) {
        return client.post(
                PaymentClient.DIRECT_DEBITS + "/" + payment.at("/id") + ":approve",
                Jsons.json(
                        "{'approvalStepId': '%s'}"
                                .formatted(payment.at("/approvalSteps/" + step + "/id"))),
                headers);
    }

    private void assertRefused(Reply refused, int status, String code, Reply payment) {
        assertThat(refused.status()).as(refused.body()).isEqualTo(status);
        assertThat(refused.at("/type")).endsWith("#" + code);
        assertThat(directDebits.get(payment).body()).isEqualTo(payment.body());
    }

    private String owner() {
        return sandbox.organizationId();
    }

    @Test
    void threshold_isConvertedAtTheRateOfTheDay() {
        String large =
                manual(
                        "{'amount': {'gte': {'currency': 'SEK', 'value': 50000}, 'convertCurrency':"
                                + " true}}",
                        step(clerk));
        rate("EUR", "SEK", "11.5", today());
        rate("EUR", "SEK", "1", today().minusDays(1));
        rate("EUR", "SEK", "10000", today().plusDays(1));
        assertThat(chains(debit(4_347))).containsExactly(owner());
        assertThat(chains(debit(4_348))).containsExactly(large);
    }

    @Test
    void threshold_isConvertedTheOtherWayRoundAndThroughTheEvaluationCurrency() {
        String large =
                manual(
                        "{'amount': {'gte': {'currency': 'SEK', 'value': 50000}, 'convertCurrency':"
                                + " true}}",
                        step(clerk));
        rate("USD", "EUR", "0.5", today());
        rate("USD", "SEK", "10", today());
        assertThat(chains(debit(2_500))).as("no way through EUR").containsExactly(large, owner());
        var changed =
                sandbox.owner()
                        .patch(
                                "/payments/v2beta/approval-settings",
                                "[{\"op\": \"replace\", \"path\": \"/evaluationCurrency\","
                                        + " \"value\": \"USD\"}]");
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(chains(debit(2_499))).containsExactly(owner());
        assertThat(chains(debit(2_500))).containsExactly(large);
        rate("SEK", "EUR", "0.1", today().minusDays(30));
        assertThat(chains(debit(4_999))).as("a direct rate comes first").containsExactly(owner());
        assertThat(chains(debit(5_000))).containsExactly(large);
    }

    @Test
    void withoutARate_theChainAndTheOwnerAreAsked_neverApprovedByItself() {
        String large =
                manual(
                        "{'amount': {'lt': {'currency': 'SEK', 'value': 1}, 'convertCurrency':"
                                + " true}}",
                        step(clerk));
        sandbox.anApprovalChain()
                .when(
                        """
                        {'amount': {'gte': {'currency': 'NOK', 'value': 1}, 'convertCurrency': true}}
                        """)
                .made();
        var payment = debit(1);
        assertThat(chains(payment)).containsExactly(large, owner());
        assertThat(payment.at("/status")).isEqualTo("CREATED");
        assertThat(approve(clerk.client(), payment, 0).accepted().at("/status"))
                .isEqualTo("CREATED");
        assertThat(approve(sandbox.owner(), payment, 1).accepted().at("/status"))
                .isEqualTo("APPROVED");
    }

    @Test
    void conditions_lookAtMakerEntityAccountAndType() {
        var maker =
                sandbox.member(
                        Set.of(
                                "direct_debits:create",
                                "accounts:read",
                                "external_accounts:read",
                                "counterparties:read"));
        String entity = sandbox.developer().get("/financial-data/v2/entities").at("/items/0/id");
        String byRole =
                manual("{'creatorRoleId': {'in': ['%s']}}".formatted(maker.roleId()), step(clerk));
        String byUser =
                manual("{'creatorUserId': {'in': ['" + maker.userId() + "']}}", step(clerk));
        manual(
                "{'creatorRoleId': {'notIn': ['"
                        + maker.roleId()
                        + "']}, 'paymentType': {'in': ['CREDIT_TRANSFER']}}",
                step(clerk));
        manual("{'accountId': {'in': ['" + sandbox.accountIn("SEK") + "']}}", step(clerk));
        assertThat(chains(debit(1))).containsExactly(owner());
        String byEntity = manual("{'initiatingEntityId': {'in': ['" + entity + "']}}", step(clerk));
        String byAccount =
                manual("{'accountId': {'in': ['" + sandbox.account() + "']}}", step(clerk));
        assertThat(chains(debit(1))).containsExactly(byEntity, byAccount);
        var made = made(maker, 1);
        assertThat(chains(made)).containsExactly(byRole, byUser, byEntity, byAccount);
    }

    @Test
    void twoChains_takeTheirStepsInOrder_acrossChainsInAny() {
        var second = sandbox.memberIn(clerk.roleId());
        String first = manual("{}", step(clerk), step(chief, clerk));
        String other = manual("{}", step(chief, clerk));
        var made = debit(1);
        assertThat(chains(made)).containsExactly(first, first, other);
        assertRefused(approve(chief.client(), made, 1), 400, "earlier_step_pending", made);
        var one = approve(clerk.client(), made, 2).accepted();
        assertThat(values(one, "status")).containsExactly("PENDING", "PENDING", "APPROVED");
        assertThat(one.at("/version")).isEqualTo("2");
        var two = approve(clerk.client(), made, 0).accepted();
        assertRefused(approve(clerk.client(), made, 1), 403, "one_step_per_chain", two);
        var done = approve(second.client(), made, 1, "If-Match", "version:3").accepted();
        assertThat(done.at("/status")).isEqualTo("APPROVED");
        assertThat(done.at("/version")).isEqualTo("4");
        assertThat(done.at("/approvalSteps/1/approver/id")).isEqualTo(second.userId());
        assertThat(done.at("/approvalSteps/1/requiredRoleIds/1")).isEqualTo(clerk.roleId());
        assertThat(directDebits.events(made))
                .containsExactly("CREATED", "APPROVED", "APPROVED", "FULLY_APPROVED");
    }

    @Test
    void refusals_changeNothing() {
        manual("{}", step(clerk), step(clerk));
        var made = debit(1);
        var reader = sandbox.memberIn(made.created().at("/approvalSteps/0/requiredRoleIds/0"));
        var others = TestKontor.shared().sandbox();
        var refused = approve(chief.client(), made, 0);
        assertRefused(refused, 403, "role_not_required", made);
        assertThat(refused.at("/message"))
                .isEqualTo("required approver roles didn't match user role");
        assertRefused(approve(sandbox.developer(), made, 0), 403, "role_not_required", made);
        assertRefused(approve(others.owner(), made, 0), 404, "not_found", made);
        assertRefused(
                approve(clerk.client(), made, 0, "If-Match", "version:2"),
                412,
                "stale_version",
                made);
        assertRefused(approve(clerk.client(), made, 7), 400, "invalid_value", made);
        assertRefused(
                clerk.client()
                        .post(
                                PaymentClient.DIRECT_DEBITS + "/" + made.at("/id") + ":approve",
                                Jsons.json(
                                        "{'approvalStepId': '"
                                                + debit(1).at("/approvalSteps/0/id")
                                                + "'}")),
                400,
                "approval_step_not_pending",
                made);
        var half = approve(clerk.client(), made, 0).accepted();
        assertRefused(approve(reader.client(), half, 0), 400, "approval_step_not_pending", half);
        var rejected = directDebits.reject(chief.client(), half, "{}").accepted();
        assertRefused(approve(reader.client(), rejected, 1), 400, "payment_not_open", rejected);
        var whole = debit(1);
        approve(clerk.client(), whole, 0).accepted();
        var approved = approve(reader.client(), whole, 1).accepted();
        assertRefused(approve(reader.client(), approved, 1), 400, "payment_not_open", approved);
    }

    @Test
    void creator_approvesOnlyWhereTheStepAllowsIt() {
        var maker =
                sandbox.member(
                        Set.of(
                                "direct_debits:create",
                                "accounts:read",
                                "external_accounts:read",
                                "counterparties:read",
                                "direct_debits:update",
                                "direct_debits:read"));
        String strict =
                manual("{'amount': {'lt': {'currency': 'EUR', 'value': 100}}}", step(maker));
        String loose =
                sandbox.anApprovalChain()
                        .when("{'amount': {'gte': {'currency': 'EUR', 'value': 100}}}")
                        .without("autoApprove")
                        .with(
                                """
                                'approvalSteps': [
                                    {'requiredRoleIds': ['%s'], 'allowCreatorApproval': true}]
                                """
                                        .formatted(maker.roleId()))
                        .id();
        var small = made(maker, 99);
        assertThat(chains(small)).containsExactly(strict);
        assertRefused(approve(maker.client(), small, 0), 403, "creator_may_not_approve", small);
        approve(sandbox.memberIn(maker.roleId()).client(), small, 0).accepted();
        var large = made(maker, 100);
        assertThat(chains(large)).containsExactly(loose);
        assertThat(approve(maker.client(), large, 0).accepted().at("/status"))
                .isEqualTo("APPROVED");
    }

    private Reply made(Member maker, long minor) {
        return sandbox.aDirectDebit().by(maker.client()).under(mandate).of("EUR", minor).made();
    }

    @Test
    void roleLimit_keepsTheRoleOutOfTheStep() {
        sandbox.anApprovalChain()
                .without("autoApprove")
                .with(
                        """
                        'approvalSteps': [{'requiredRoleIds': ['%1$s', '%2$s'], 'roleLimits': [
                            {'roleId': '%1$s', 'amount': {'currency': 'EUR', 'value': 1000}}]}]
                        """
                                .formatted(clerk.roleId(), chief.roleId()))
                .made();
        var small = debit(1_000);
        var large = debit(1_001);
        assertThat(small.json().at("/approvalSteps/0/requiredRoleIds")).hasSize(2);
        assertThat(large.json().at("/approvalSteps/0/requiredRoleIds")).hasSize(1);
        assertThat(approve(clerk.client(), small, 0).accepted().at("/status"))
                .isEqualTo("APPROVED");
        assertRefused(approve(clerk.client(), large, 0), 403, "role_not_required", large);
        assertThat(approve(chief.client(), large, 0).accepted().at("/status"))
                .isEqualTo("APPROVED");
    }

    @Test
    void automaticChain_approvesInTheAnswerToThePost() {
        String automatic =
                sandbox.anApprovalChain()
                        .when("{'amount': {'lt': {'currency': 'EUR', 'value': 1000}}}")
                        .id();
        var made = debit(999);
        assertThat(made.at("/status")).isEqualTo("APPROVED");
        assertThat(made.at("/version")).isEqualTo("2");
        assertThat(made.at("/etag")).isEqualTo("version:2");
        var step = made.json().at("/approvalSteps/0");
        assertThat(made.json().at("/approvalSteps")).hasSize(1);
        assertThat(step.path("approvalChainId").asText()).isEqualTo(automatic);
        assertThat(step.path("status").asText()).isEqualTo("APPROVED");
        assertThat(step.path("autoApproved").asBoolean()).isTrue();
        assertThat(step.has("requiredRoleIds")).isFalse();
        assertThat(step.has("approver")).isFalse();
        assertThat(directDebits.get(made).body()).isEqualTo(made.body());
        assertThat(directDebits.events(made)).containsExactly("CREATED", "FULLY_APPROVED");
        assertThat(chains(debit(1_000))).containsExactly(owner());
        assertThat(directDebits.reject(chief.client(), made, "{}").accepted().at("/status"))
                .isEqualTo("REJECTED");
    }

    @Test
    void automaticChain_besideAManualOneStillNeedsPeople() {
        String automatic = sandbox.anApprovalChain().id();
        String limited =
                sandbox.anApprovalChain()
                        .step(clerk.roleId())
                        .with("'autoApproveLimit': {'currency': 'EUR', 'value': 100}")
                        .id();
        var small = debit(100);
        assertThat(chains(small)).containsExactly(automatic, limited);
        assertThat(values(small, "autoApproved")).containsExactly("true", "true");
        assertThat(small.at("/status")).isEqualTo("APPROVED");
        var large = debit(101);
        assertThat(values(large, "status")).containsExactly("APPROVED", "PENDING");
        assertThat(large.at("/status")).isEqualTo("CREATED");
        assertThat(large.at("/version")).isEqualTo("1");
        assertRefused(approve(clerk.client(), large, 0), 400, "approval_step_not_pending", large);
        assertThat(approve(clerk.client(), large, 1).accepted().at("/status"))
                .isEqualTo("APPROVED");
    }

    @Test
    void changedChain_isForPaymentsMadeAfterwards() {
        String chain = manual("{}", step(clerk));
        var before = debit(1);
        sandbox.owner()
                .patch(
                        ApprovalChainBuilder.PATH + "/" + chain,
                        Jsons.json(
                                """
                                [{'op': 'replace', 'path': '/approvalSteps', 'value': [
                                    {'requiredRoleIds': ['%s']}]}]
                                """
                                        .formatted(chief.roleId())));
        var between = debit(1);
        sandbox.owner().delete(ApprovalChainBuilder.PATH + "/" + chain);
        var after = debit(1);
        assertThat(before.at("/approvalSteps/0/requiredRoleIds/0")).isEqualTo(clerk.roleId());
        assertThat(between.at("/approvalSteps/0/requiredRoleIds/0")).isEqualTo(chief.roleId());
        assertThat(chains(after)).containsExactly(owner());
        assertThat(approve(clerk.client(), before, 0).accepted().at("/status"))
                .isEqualTo("APPROVED");
        assertThat(approve(chief.client(), between, 0).accepted().at("/status"))
                .isEqualTo("APPROVED");
    }

    @Test
    void chainsOfOthers_areNotAsked() {
        var others = TestKontor.shared().sandbox();
        others.anApprovalChain().made();
        assertThat(chains(debit(1))).containsExactly(owner());
    }

    @Test
    void waiting_listsStepsWhoseTurnItIs() {
        manual("{}", step(clerk), step(chief));
        var first = debit(1);
        var second = debit(1);
        var rejected = debit(1);
        directDebits.reject(chief.client(), rejected, "{}").accepted();
        assertThat(waiting(clerk.client(), "?status=PENDING"))
                .containsExactly(stepId(first, 0), stepId(second, 0));
        assertThat(waiting(clerk.client(), "?roleId=" + chief.roleId())).isEmpty();
        assertThat(waiting(clerk.client(), "?paymentType=CREDIT_TRANSFER")).isEmpty();
        approve(clerk.client(), first, 0).accepted();
        assertThat(waiting(clerk.client(), "?roleId=" + chief.roleId()))
                .containsExactly(stepId(first, 1));
        var item = clerk.client().get(WAITING + "?limit=1");
        assertThat(item.at("/items/0/paymentType")).isEqualTo("DIRECT_DEBIT");
        assertThat(item.at("/items/0/paymentId")).isEqualTo(first.at("/id"));
        assertThat(item.json().at("/items/0/approvalStep"))
                .isEqualTo(directDebits.get(first).json().at("/approvalSteps/1"));
        assertThat(waiting(clerk.client(), "?limit=1&token=" + item.at("/nextToken")))
                .containsExactly(stepId(second, 0));
        assertThat(waiting(sandbox.member(Set.of("credit_transfers:read")).client(), "")).isEmpty();
        assertThat(waiting(TestKontor.shared().sandbox().owner(), "")).isEmpty();
        assertThat(clerk.client().get(WAITING + "?status=APPROVED").status()).isEqualTo(400);
    }

    private static String stepId(Reply payment, int step) {
        return payment.at("/approvalSteps/" + step + "/id");
    }

    private static List<String> waiting(Client client, String query) {
        var reply = client.get(WAITING + query);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return StreamSupport.stream(reply.json().at("/items").spliterator(), false)
                .map(item -> item.at("/approvalStep/id").asText())
                .toList();
    }
}
