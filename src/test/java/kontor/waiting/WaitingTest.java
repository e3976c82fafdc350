package kontor.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import kontor.Client;
import kontor.Member;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import org.junit.jupiter.api.Test;

/** What waits for whom, and who may not decide it, over HTTP. */
class WaitingTest {

    private static final String PATH = "/payments/v2beta/approvals";
    private static final String BY_DEADLINE = PATH + "?sort=submissionDeadline";
    private static final Set<String> CLERK =
            Set.of(
                    "direct_debits:read",
                    "direct_debits:update",
                    "direct_debits:create",
                    "accounts:read",
                    "external_accounts:read",
                    "counterparties:read");

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final Client owner = sandbox.owner();
    private final String payer = sandbox.aCounterparty().named("Anna Larsson").accountId();
    private final String mandate = sandbox.aMandate().of(payer).id();

    private Reply debit(int days) {
        return sandbox.aDirectDebit().under(mandate).on(sandbox.today().plusDays(days)).made();
    }

    private static List<String> payments(Reply list) {
        return list.ok().values("paymentId");
    }

    @Test
    void byDeadline_isTheEarliestFirst_overBothKinds_pageByPage() {
        String late = debit(40).at("/id");
        String early = debit(10).at("/id");
        String between = debit(25).at("/id");
        String transfer =
                sandbox.aCreditTransfer().on(sandbox.today().plusDays(20)).made().at("/id");
        var wanted = List.of(early, transfer, between, late);
        assertThat(payments(owner.get(BY_DEADLINE))).isEqualTo(wanted);
        var walked = new ArrayList<String>();
        String token = "";
        do {
            var page = owner.get(BY_DEADLINE + "&limit=1&token=" + token);
            walked.addAll(payments(page));
            token = page.at("/nextToken");
        } while (!token.isEmpty());
        assertThat(walked).isEqualTo(wanted);
        assertThat(payments(owner.get(BY_DEADLINE + "&paymentType=CREDIT_TRANSFER")))
                .containsExactly(transfer);
        assertThat(payments(owner.get(PATH))).containsExactly(late, early, between, transfer);
        owner.get(PATH + "?sort=amount").assertRefused("invalid_value", "sort");
    }

    @Test
    void waiting_saysWhatOneMustKnow() {
        var debit = debit(10);
        for (String path : List.of(PATH, BY_DEADLINE)) {
            var item = owner.get(path).ok().items().getFirst();
            var payment = item.path("payment");
            assertThat(payment.path("amount")).isEqualTo(debit.json().path("amount"));
            assertThat(payment.path("partyName").asText()).isEqualTo("Anna Larsson");
            assertThat(payment.path("accountId").asText()).isEqualTo(sandbox.account());
            for (String same : List.of("submissionDeadline", "effectiveDate", "reference")) {
                assertThat(payment.path(same)).as(same).isEqualTo(debit.json().path(same));
            }
            assertThat(item.path("mayApprove").asBoolean()).isTrue();
            assertThat(item.has("whyNot")).isFalse();
        }
    }

    /** Whether each may, as the list says it, and what approving then really answers. */
    @Test
    void whyNot_isWhatApprovingAnswers() {
        Member first = sandbox.member(CLERK);
        Member second = sandbox.member(CLERK);
        Member reader = sandbox.member(Set.of("direct_debits:read"));
        sandbox.anApprovalChain().step(first.roleId()).step(first.roleId(), second.roleId()).id();
        var debit = sandbox.aDirectDebit().under(mandate).by(first.client()).made();
        assertThat(whyNot(first)).isEqualTo("creator_may_not_approve");
        assertThat(whyNot(second)).isEqualTo("role_not_required");
        assertThat(whyNot(reader)).isEqualTo("permission_missing");
        Member colleague = sandbox.memberIn(first.roleId());
        assertThat(whyNot(colleague)).isEmpty();
        var refused = sandbox.directDebits().approve(first.client(), debit);
        assertThat(refused.at("/type")).endsWith("#creator_may_not_approve");
        sandbox.directDebits().approve(colleague.client(), debit).accepted();
        assertThat(whyNot(colleague)).isEqualTo("one_step_per_chain");
        assertThat(whyNot(second)).isEmpty();
    }

    private static String whyNot(Member member) {
        var items = member.client().get(BY_DEADLINE).ok().items();
        assertThat(items).hasSize(1);
        var older = member.client().get(PATH).ok().items();
        assertThat(older).isEqualTo(items);
        return items.stream()
                .map(item -> item.at("/whyNot/code").asText())
                .collect(Collectors.joining());
    }

    @Test
    void waiting_isWhatTheCallerMaySee() {
        debit(10);
        Member elsewhere =
                sandbox.aRole("direct_debits:read").limitedTo(sandbox.bankgiroAccount()).member();
        Member none = sandbox.member(Set.of("mandates:read"));
        Member transfers = sandbox.member(Set.of("credit_transfers:read"));
        for (Member member : List.of(elsewhere, none, transfers)) {
            assertThat(payments(member.client().get(BY_DEADLINE))).isEmpty();
            assertThat(payments(member.client().get(PATH))).isEmpty();
        }
        assertThat(payments(TestKontor.shared().sandbox().owner().get(BY_DEADLINE))).isEmpty();
    }

    @Test
    void decided_waitsNoMore() {
        var debit = debit(10);
        sandbox.directDebits().reject(owner, debit, "{}").accepted();
        assertThat(payments(owner.get(BY_DEADLINE))).isEmpty();
    }
}
