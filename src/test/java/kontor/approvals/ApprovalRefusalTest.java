package kontor.approvals;

import static kontor.approvals.ApprovalRefusal.*;

import java.util.Set;
import java.util.stream.Stream;
import kontor.ApprovalChainBuilder;
import kontor.Client;
import kontor.Jsons;
import kontor.Member;
import kontor.PaymentClient;
import kontor.RefusalOrder;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whoever may not approve for several reasons is told the first, always the same one. */
class ApprovalRefusalTest {

    private static final Set<String> PAYER =
            Set.of(
                    "credit_transfers:create",
                    "credit_transfers:read",
                    "credit_transfers:update",
                    "accounts:read",
                    "entities:read",
                    "external_accounts:read",
                    "counterparties:read");

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final Member clerk = sandbox.member(PAYER);
    private final Member chief = sandbox.member(PAYER);
    private final Member stranger = sandbox.member(PAYER);

    private Reply transfer(Client by) {
        return sandbox.aCreditTransfer().by(by).made();
    }

    /** Clerk, chief, clerk; the first also of payments that the clerk made. */
    private ApprovalChainBuilder chain() {
        return sandbox.anApprovalChain()
                .without("autoApprove")
                .with(
                        """
                        'approvalSteps': [
                            {'requiredRoleIds': ['%1$s'], 'allowCreatorApproval': true},
                            {'requiredRoleIds': ['%2$s']}, {'requiredRoleIds': ['%1$s']}]
                        """
                                .formatted(clerk.roleId(), chief.roleId()));
    }

    private Reply approve(Client by, Reply payment, int step) {
        return by.post(
                PaymentClient.CREDIT_TRANSFERS + "/" + payment.at("/id") + ":approve",
                Jsons.json(
                        "{'approvalStepId': '%s'}"
                                .formatted(payment.at("/approvalSteps/" + step + "/id"))));
    }

    private void onlyPeopleApproveAsOwner() {
        sandbox.owner()
                .patch(
                        "/iam/v2beta/organization",
                        Jsons.json(
                                """
                                [{'op': 'replace', 'path': '/programmaticOwnerApproval', 'value': false}]
                                """))
                .ok();
    }

    @TestFactory
    Stream<DynamicTest> severalFaults_answerTheFirst() {
        onlyPeopleApproveAsOwner();
        var ofTheOwner = transfer(sandbox.owner());
        chain().made();
        var ofTheStranger = transfer(stranger.client());
        var ofTheClerk = transfer(clerk.client());
        approve(clerk.client(), ofTheClerk, 0).accepted();
        approve(chief.client(), ofTheClerk, 1).accepted();
        return new RefusalOrder<>(ApprovalRefusal.class)
                .row(
                        "a step that is decided, by somebody of another role",
                        () -> approve(stranger.client(), ofTheClerk, 0),
                        APPROVAL_STEP_NOT_PENDING,
                        ROLE_NOT_REQUIRED)
                .row(
                        "a later step by the creator, who is of another role",
                        () -> approve(stranger.client(), ofTheStranger, 1),
                        EARLIER_STEP_PENDING,
                        ROLE_NOT_REQUIRED,
                        CREATOR_MAY_NOT_APPROVE)
                .row(
                        "a step by the creator, who is of another role",
                        () -> approve(stranger.client(), ofTheStranger, 0),
                        ROLE_NOT_REQUIRED,
                        CREATOR_MAY_NOT_APPROVE)
                .row(
                        "the owner's step by the key that made the payment",
                        () -> approve(sandbox.owner(), ofTheOwner, 0),
                        PEOPLE_ONLY,
                        CREATOR_MAY_NOT_APPROVE)
                .row(
                        "a second step by the creator, who took the first",
                        () -> approve(clerk.client(), ofTheClerk, 2),
                        CREATOR_MAY_NOT_APPROVE,
                        ONE_STEP_PER_CHAIN)
                .tests();
    }
}
