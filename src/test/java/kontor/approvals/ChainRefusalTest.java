package kontor.approvals;

import static kontor.approvals.ChainRefusal.*;

import java.util.stream.Stream;
import kontor.ApprovalChainBuilder;
import kontor.RefusalOrder;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.core.Ids;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Contradictions come before what is unknown, and both before the number of chains. */
class ChainRefusalTest {

    private static final String UNKNOWN = Ids.next().toString();
    private static final String UNKNOWN_IDS = "{'in': ['" + UNKNOWN + "']}";

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();

    /** A chain that asks for all that an organization can lack. */
    private ApprovalChainBuilder conditional() {
        return sandbox.anApprovalChain()
                .when(
                        """
                        {'creatorRoleId': %1$s, 'creatorUserId': %1$s, 'initiatingEntityId': %1$s,
                         'accountId': %1$s}
                        """
                                .formatted(UNKNOWN_IDS));
    }

    private ApprovalChainBuilder when(String member) {
        return sandbox.anApprovalChain().when("{'%s': %s}".formatted(member, UNKNOWN_IDS));
    }

    private ApprovalChainBuilder when(String first, String second) {
        return sandbox.anApprovalChain()
                .when("{'%s': %s, '%s': %s}".formatted(second, UNKNOWN_IDS, first, UNKNOWN_IDS));
    }

    private void fill() {
        for (int i = 0; i < ApprovalChains.MOST; i++) {
            sandbox.anApprovalChain().made();
        }
    }

    @TestFactory
    Stream<DynamicTest> severalFaults_answerTheFirst() {
        fill();
        return new RefusalOrder<>(ChainRefusal.class)
                .row(
                        "a chain without steps, with unknown conditions",
                        () -> conditional().without("autoApprove").send(),
                        APPROVAL_STEPS_MISSING,
                        ROLE_NOT_FOUND,
                        USER_NOT_FOUND,
                        ENTITY_NOT_FOUND,
                        ACCOUNT_NOT_FOUND,
                        TOO_MANY_CHAINS)
                .row(
                        "a chain that approves by itself and by an unknown role",
                        () -> conditional().step(UNKNOWN).with("'autoApprove': true").send(),
                        AUTO_APPROVE_WITH_STEPS,
                        ROLE_NOT_FOUND,
                        USER_NOT_FOUND,
                        ENTITY_NOT_FOUND,
                        ACCOUNT_NOT_FOUND,
                        TOO_MANY_CHAINS)
                .row(
                        "unknown conditions",
                        () -> conditional().send(),
                        ROLE_NOT_FOUND,
                        USER_NOT_FOUND,
                        ENTITY_NOT_FOUND,
                        ACCOUNT_NOT_FOUND,
                        TOO_MANY_CHAINS)
                .row(
                        "an unknown user and entity",
                        () -> when("creatorUserId", "initiatingEntityId").send(),
                        USER_NOT_FOUND,
                        ENTITY_NOT_FOUND,
                        TOO_MANY_CHAINS)
                .row(
                        "an unknown entity and account",
                        () -> when("initiatingEntityId", "accountId").send(),
                        ENTITY_NOT_FOUND,
                        ACCOUNT_NOT_FOUND,
                        TOO_MANY_CHAINS)
                .row(
                        "an unknown account in one chain too many",
                        () -> when("accountId").send(),
                        ACCOUNT_NOT_FOUND,
                        TOO_MANY_CHAINS)
                .tests();
    }
}
