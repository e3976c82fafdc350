package kontor.approvals;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.TestKontor;
import kontor.core.AccountLimit;
import kontor.core.Caller;
import kontor.core.Ids;
import kontor.core.Money;
import kontor.core.OrganizationId;
import kontor.core.Outcome;
import kontor.db.Tx;
import kontor.wire.PageRequest;
import org.junit.jupiter.api.Test;

/** Who may take which step of a payment. */
class ApprovalsTest {

    private static final UUID OWNER = Ids.next();
    private static final UUID PAYMENT = Ids.next();

    private final OrganizationId organization = TestKontor.shared().organization();
    private final Caller key = caller(OWNER, true);
    private final Caller person = caller(OWNER, false);
    private final Caller developer = caller(Ids.next(), false);

    private Caller caller(UUID role, boolean programmatic) {
        return new Caller(
                organization, Ids.next(), "u", "U", role, false, programmatic, Set.of(), 100);
    }

    private static Approvals approvals(boolean keysMayDecide) {
        return new Approvals(
                new OwnerStep() {
                    @Override
                    public UUID ownerRole(Tx tx) {
                        return OWNER;
                    }

                    @Override
                    public boolean keysMayDecide(Tx tx) {
                        return keysMayDecide;
                    }
                },
                TestKontor.shared().wiring().parties().approvals().assents());
    }

    private Subject subject(UUID payment) {
        return new Subject(
                payment,
                PaymentType.DIRECT_DEBIT,
                Money.of(100, "EUR"),
                person,
                Ids.next(),
                Ids.next());
    }

    private static ApprovalStep step(int number, UUID chain, boolean allowCreator) {
        return new ApprovalStep(
                PAYMENT,
                PaymentType.DIRECT_DEBIT,
                Optional.empty(),
                number,
                Ids.next(),
                chain,
                List.of(OWNER),
                allowCreator,
                ApprovalStep.Status.PENDING,
                false,
                Optional.empty(),
                Optional.empty());
    }

    /** The code of the refusal; empty when it was approved. */
    private String approve(
            boolean keysMayDecide,
            Caller caller,
            Optional<UUID> creator,
            List<ApprovalStep> steps,
            String stepId) {
        return TestKontor.shared()
                .database()
                .write(
                        organization,
                        tx ->
                                switch (approvals(keysMayDecide)
                                        .approve(tx, caller, creator, steps, stepId)) {
                                    case Outcome.Refused<List<ApprovalStep>>(var refusal) ->
                                            refusal.code();
                                    case Outcome.Done<List<ApprovalStep>> _ -> "";
                                });
    }

    @Test
    void waiting_isOfTheKindsThatTheCallerMayReadAndOfTheAccountsOfItsLimit() {
        var subject = subject(Ids.next());
        var limit = AccountLimit.to(Set.of(subject.accountId()), Set.of());
        var elsewhere = AccountLimit.to(Set.of(Ids.next()), Set.of());
        var approvals = approvals(true);
        TestKontor.shared()
                .database()
                .write(
                        organization,
                        tx -> {
                            approvals.open(tx, approvals.required(tx, List.of(subject)));
                            return true;
                        });
        assertThat(waiting(reader("direct_debits:read").within(limit))).hasSize(1);
        assertThat(waiting(reader("direct_debits:read").within(elsewhere))).isEmpty();
        assertThat(waiting(reader("credit_transfers:read"))).isEmpty();
    }

    private Caller reader(String permission) {
        return new Caller(
                organization,
                Ids.next(),
                "u",
                "U",
                Ids.next(),
                false,
                false,
                Set.of(permission),
                100);
    }

    private List<ApprovalStep> waiting(Caller caller) {
        var all = new WaitingFilter(Optional.empty(), Optional.empty(), false);
        var page = new PageRequest(10, Optional.empty(), "");
        return TestKontor.shared()
                .database()
                .read(organization, tx -> approvals(true).waiting(tx, caller, all, page))
                .items();
    }

    @Test
    void required_isOneStepOfTheOwnerWhereNoChainApplies() {
        List<ApprovalStep> steps =
                TestKontor.shared()
                        .database()
                        .write(
                                organization,
                                tx ->
                                        approvals(true)
                                                .required(
                                                        tx,
                                                        List.of(
                                                                subject(PAYMENT),
                                                                subject(Ids.next()))));
        assertThat(steps)
                .hasSize(2)
                .allSatisfy(
                        step -> {
                            assertThat(step.requiredRoleIds()).containsExactly(OWNER);
                            assertThat(step.chainId()).isEqualTo(organization.value());
                            assertThat(step.allowCreator()).isFalse();
                        });
    }

    @Test
    void approve_refusesInTheOrderOfTheRules() {
        UUID chain = Ids.next();
        var first = step(1, chain, false);
        var second = step(2, chain, false);
        var decided = first.decidedBy(person, ApprovalStep.Status.APPROVED, Instant.EPOCH);
        var pending = List.of(first, second);
        var half = List.of(decided, second);
        String one = first.id().toString();
        String two = second.id().toString();
        var nobody = Optional.<UUID>empty();
        assertThat(approve(true, developer, nobody, pending, "x"))
                .isEqualTo("approval_step_not_pending");
        assertThat(approve(true, developer, nobody, half, one))
                .isEqualTo("approval_step_not_pending");
        assertThat(approve(true, developer, nobody, pending, two))
                .isEqualTo("earlier_step_pending");
        assertThat(approve(true, developer, Optional.of(developer.userId()), pending, one))
                .isEqualTo("role_not_required");
        assertThat(approve(true, person, Optional.of(person.userId()), half, two))
                .isEqualTo("creator_may_not_approve");
        assertThat(approve(true, person, nobody, half, two)).isEqualTo("one_step_per_chain");
        assertThat(approve(true, key, nobody, half, two)).isEmpty();
        assertThat(approve(true, person, nobody, pending, one)).isEmpty();
    }

    @Test
    void chains_areIndependentOfEachOther() {
        var first =
                step(1, Ids.next(), false)
                        .decidedBy(person, ApprovalStep.Status.APPROVED, Instant.EPOCH);
        var other = step(2, Ids.next(), false);
        assertThat(
                        approve(
                                true,
                                person,
                                Optional.empty(),
                                List.of(first, other),
                                other.id().toString()))
                .isEmpty();
    }

    @Test
    void creator_mayApproveWhereTheStepAllowsIt() {
        var step = step(1, Ids.next(), true);
        assertThat(
                        approve(
                                true,
                                person,
                                Optional.of(person.userId()),
                                List.of(step),
                                step.id().toString()))
                .isEmpty();
    }

    @Test
    void ownerStep_isForPeopleUnlessTheOrganizationLetsKeys() {
        var step = step(1, organization.value(), false);
        assertThat(approve(false, key, Optional.empty(), List.of(step), step.id().toString()))
                .isEqualTo("people_only");
        assertThat(approve(false, person, Optional.empty(), List.of(step), step.id().toString()))
                .isEmpty();
        assertThat(approve(true, key, Optional.empty(), List.of(step), step.id().toString()))
                .isEmpty();
        var ofChain = step(1, Ids.next(), false);
        assertThat(approve(false, key, Optional.empty(), List.of(ofChain), ofChain.id().toString()))
                .isEmpty();
    }

    @Test
    void reject_decidesTheFirstPendingStepOnly() {
        var steps =
                List.of(step(1, organization.value(), false), step(2, organization.value(), false));
        var after =
                TestKontor.shared()
                        .database()
                        .write(organization, tx -> approvals(true).reject(tx, developer, steps));
        assertThat(after)
                .extracting(ApprovalStep::status)
                .containsExactly(ApprovalStep.Status.REJECTED, ApprovalStep.Status.PENDING);
    }
}
