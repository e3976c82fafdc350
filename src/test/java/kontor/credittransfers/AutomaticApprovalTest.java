package kontor.credittransfers;

import static kontor.PaymentClient.CREDIT_TRANSFERS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A chain that approves by itself: the answer to the creation is approved already (api-facts.md
 * 3.1).
 */
class AutomaticApprovalTest {

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();

    @BeforeEach
    void approveAllStraightThrough() {
        sandbox.anApprovalChain().with("name", "Straight through").made();
    }

    @Test
    void transfer_isApprovedInTheAnswer_asVersion2() {
        var transfer = sandbox.aCreditTransfer().made();
        assertThat(transfer.at("/status")).isEqualTo("APPROVED");
        assertThat(transfer.at("/version")).isEqualTo("2");
        assertThat(transfer.at("/etag")).isEqualTo("version:2");
        assertThat(transfer.header("ETag")).isEqualTo("version:2");
        assertThat(transfer.json().at("/approvalSteps")).hasSize(1);
        assertThat(transfer.at("/approvalSteps/0/status")).isEqualTo("APPROVED");
        assertThat(transfer.at("/approvalSteps/0/autoApproved")).isEqualTo("true");
        assertThat(transfer.json().at("/approvalSteps/0").has("requiredRoleIds")).isFalse();
        assertThat(transfer.json().at("/approvalSteps/0").has("approver")).isFalse();
        assertThat(sandbox.creditTransfers().get(transfer).body()).isEqualTo(transfer.body());
        String path = CREDIT_TRANSFERS + "/" + transfer.at("/id");
        var events = sandbox.developer().get(path + "/events");
        assertThat(events.values("name")).containsExactly("CREATED", "FULLY_APPROVED");
        assertThat(events.at("/items/1/originator")).isEqualTo("ATLAR");
    }

    @Test
    void replay_answersTheSame() {
        var transfer = sandbox.aCreditTransfer().scheme("SCT_INST");
        var first = transfer.made("Idempotency-Key", "once");
        assertThat(first.at("/version")).isEqualTo("2");
        var again = transfer.made("Idempotency-Key", "once");
        assertThat(again.body()).isEqualTo(first.body());
    }

    @Test
    void directDebit_isApprovedInTheAnswerToo() {
        var debit = sandbox.aDirectDebit().made();
        assertThat(debit.at("/status")).isEqualTo("APPROVED");
        assertThat(debit.at("/version")).isEqualTo("2");
        sandbox.advanceTo(LocalDate.parse(debit.at("/effectiveDate")));
        assertThat(sandbox.directDebits().get(debit).at("/status")).isEqualTo("EXECUTED");
    }
}
