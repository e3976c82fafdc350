package kontor.approvals;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.core.AccountLimit;
import kontor.core.Caller;
import kontor.core.Outcome;
import kontor.db.Tx;
import kontor.wire.Page;
import kontor.wire.PageRequest;

/** The door to approvals. */
public final class Approvals {

    private final ApprovalTable table = new ApprovalTable();
    private final ChainTable chains = new ChainTable();
    private final OwnerStep owner;

    public Approvals(OwnerStep owner) {
        this.owner = owner;
    }

    /**
     * The steps that each payment of a list needs by the chains of now, in order; written with
     * {@link #open}. One statement whatever the length, two more where amounts are converted. A
     * payment all of whose steps are APPROVED already needs nobody.
     */
    public List<ApprovalStep> required(Tx tx, List<Subject> payments) {
        if (payments.isEmpty()) {
            return List.of();
        }
        var live = chains.live(tx);
        var rates = ExchangeRates.today(tx, Evaluation.conversions(live, payments));
        var evaluation =
                new Evaluation(
                        live,
                        rates,
                        new Evaluation.OwnerDecides(
                                tx.organization().value(), owner.ownerRole(tx)));
        return payments.stream()
                .flatMap(payment -> evaluation.steps(payment, tx.now()).stream())
                .toList();
    }

    public void open(Tx tx, List<ApprovalStep> steps) {
        table.insert(tx, steps);
        tx.attachment(StepUnion.class, StepUnion::new).add(steps);
    }

    /** What the payments made in this transaction need, taken together. */
    public StepUnion opened(Tx tx) {
        return tx.attachment(StepUnion.class, StepUnion::new);
    }

    /** Gives a batch the steps of its payments, to be decided there for all of them. */
    public List<ApprovalStep> openBatch(Tx tx, UUID batch, PaymentType type, StepUnion union) {
        var steps = union.steps(batch, type, tx.now());
        table.insert(tx, steps);
        return steps;
    }

    /** All steps of each payment, in order. */
    public Map<UUID, List<ApprovalStep>> of(Tx tx, Collection<UUID> payments) {
        return table.of(tx, payments);
    }

    /** Which waiting steps are wanted, and of which accounts the caller may see any. */
    record Waiting(List<PaymentType> types, Optional<UUID> role, AccountLimit limit) {}

    /** Steps that somebody may take now, oldest first. */
    Page<ApprovalStep> waiting(Tx tx, Waiting wanted, PageRequest page) {
        var after = page.after().map(UUID::fromString).orElse(null);
        return Page.cut(
                table.waiting(tx, wanted, after, page.limit() + 1),
                page.limit(),
                step -> step.id().toString());
    }

    /**
     * Judges one approval against the payment's steps, by {@link ApprovalRefusal}.
     *
     * @param steps all steps of the payment, which its room holds locked
     * @return the steps after the approval; when none is pending the payment is fully approved
     */
    public Outcome<List<ApprovalStep>> approve(
            Tx tx, Caller caller, Optional<UUID> creator, List<ApprovalStep> steps, String stepId) {
        var wanted = steps.stream().filter(step -> step.id().toString().equals(stepId)).findFirst();
        var refused =
                wanted.isEmpty()
                        ? Optional.of(ApprovalRefusal.APPROVAL_STEP_NOT_PENDING)
                        : refusal(tx, caller, creator, steps, wanted.get());
        if (refused.isPresent()) {
            return Outcome.refused(refused.get().refusal());
        }
        var after = new ArrayList<ApprovalStep>();
        for (ApprovalStep step : steps) {
            after.add(
                    step.equals(wanted.get())
                            ? step.decidedBy(caller, ApprovalStep.Status.APPROVED, tx.now())
                            : step);
        }
        return Outcome.done(after);
    }

    private Optional<ApprovalRefusal> refusal(
            Tx tx,
            Caller caller,
            Optional<UUID> creator,
            List<ApprovalStep> steps,
            ApprovalStep step) {
        if (step.status() != ApprovalStep.Status.PENDING) {
            return Optional.of(ApprovalRefusal.APPROVAL_STEP_NOT_PENDING);
        }
        boolean earlierPending =
                steps.stream()
                        .anyMatch(
                                other ->
                                        other.chainId().equals(step.chainId())
                                                && other.number() < step.number()
                                                && other.status() == ApprovalStep.Status.PENDING);
        if (earlierPending) {
            return Optional.of(ApprovalRefusal.EARLIER_STEP_PENDING);
        }
        if (!step.requiredRoleIds().contains(caller.roleId())) {
            return Optional.of(ApprovalRefusal.ROLE_NOT_REQUIRED);
        }
        boolean ownerStep = step.chainId().equals(tx.organization().value());
        if (ownerStep && caller.programmatic() && !owner.keysMayDecide(tx)) {
            return Optional.of(ApprovalRefusal.PEOPLE_ONLY);
        }
        if (!step.allowCreator() && creator.equals(Optional.of(caller.userId()))) {
            return Optional.of(ApprovalRefusal.CREATOR_MAY_NOT_APPROVE);
        }
        boolean approvedAnother =
                steps.stream()
                        .anyMatch(
                                other ->
                                        other.chainId().equals(step.chainId())
                                                && other.approver()
                                                        .map(ApprovalStep.Approver::id)
                                                        .equals(Optional.of(caller.userId())));
        return approvedAnother ? Optional.of(ApprovalRefusal.ONE_STEP_PER_CHAIN) : Optional.empty();
    }

    /** What is still pending is rejected by the caller; needs no role of a step. */
    public List<ApprovalStep> reject(Tx tx, Caller caller, List<ApprovalStep> steps) {
        var after = new ArrayList<ApprovalStep>();
        boolean told = false;
        for (ApprovalStep step : steps) {
            boolean decides = !told && step.status() == ApprovalStep.Status.PENDING;
            told |= decides;
            after.add(
                    decides
                            ? step.decidedBy(caller, ApprovalStep.Status.REJECTED, tx.now())
                            : step);
        }
        return after;
    }

    /** Writes decisions; each step must still be pending in the database. */
    public void decide(Tx tx, List<ApprovalStep> decided) {
        table.decide(tx, decided.stream().filter(step -> step.decided().isPresent()).toList());
    }
}
