package kontor.approvals;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import kontor.assents.Assent;
import kontor.assents.Assents;
import kontor.assents.Item;
import kontor.core.AccountLimit;
import kontor.core.Caller;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.db.Tx;
import kontor.exchangerates.ExchangeRates;
import kontor.principals.Principals;
import kontor.wire.Page;
import kontor.wire.PageRequest;

/** The door to the approval steps of payments. */
public final class Approvals {

    private final ApprovalTable table = new ApprovalTable();
    private final ChainTable chains = new ChainTable();
    private final SettingsTable settings = new SettingsTable();
    private final Principals principals = new Principals();
    private final OwnerStep owner;
    private final Assents assents;

    /**
     * @param assents with what people approve
     */
    public Approvals(OwnerStep owner, Assents assents) {
        this.owner = owner;
        this.assents = assents;
    }

    /** With what people approve. */
    public Assents assents() {
        return assents;
    }

    /**
     * The steps that the payments of a list need by the present chains, in order; {@link #open}
     * writes them. Takes one statement for any number of payments, and two more where amounts are
     * converted. A payment whose steps are all APPROVED needs no decision.
     */
    public List<ApprovalStep> required(Tx tx, List<Subject> payments) {
        if (payments.isEmpty()) {
            return List.of();
        }
        var live = chains.live(tx);
        var rates =
                ExchangeRates.today(
                        tx,
                        Evaluation.conversions(live, payments),
                        () -> settings.read(tx).evaluationCurrency());
        var ownerDecides =
                new Evaluation.OwnerDecides(tx.organization().value(), owner.ownerRole(tx));
        var evaluation = new Evaluation(live, rates, ownerDecides);
        return payments.stream()
                .flatMap(payment -> evaluation.steps(payment, tx.now()).stream())
                .toList();
    }

    /**
     * The steps that a payment like this would need, for somebody who asks before there is one;
     * none on an account that they do not see.
     */
    public List<ApprovalStep> foreseen(Tx tx, Caller caller, Subject payment) {
        return caller.accounts().allows(payment.accountId())
                ? required(tx, List.of(payment))
                : List.of();
    }

    /** Writes the steps of payments that are made in this transaction. */
    public void open(Tx tx, List<ApprovalStep> steps) {
        table.insert(tx, steps);
        tx.attachment(StepUnion.class, StepUnion::new).add(steps);
    }

    /** The union of all steps that this transaction has opened. */
    public StepUnion opened(Tx tx) {
        return tx.attachment(StepUnion.class, StepUnion::new);
    }

    /**
     * Writes the steps of a batch: the union of those of its payments, to be decided for all at
     * once.
     */
    public List<ApprovalStep> openBatch(Tx tx, UUID batch, PaymentType type, StepUnion union) {
        var steps = union.steps(batch, type, tx.now());
        table.insert(tx, steps);
        return steps;
    }

    /** All steps of each payment, in order. */
    public Map<UUID, List<ApprovalStep>> of(Tx tx, Collection<UUID> payments) {
        return table.of(tx, payments);
    }

    /** The kinds of payments, the role, and the accounts that the caller may see. */
    record Waiting(List<PaymentType> types, Optional<UUID> role, AccountLimit limit) {}

    /**
     * The steps that can be decided now, oldest first; only of payments that the caller may see. A
     * caller without the permission to read any payments gets an empty list.
     */
    public Page<ApprovalStep> waiting(
            Tx tx, Caller caller, WaitingFilter filter, PageRequest page) {
        var types =
                Arrays.stream(PaymentType.values())
                        .filter(type -> filter.type().orElse(type) == type)
                        .filter(type -> caller.may(type.read()))
                        .toList();
        var wanted = new Waiting(types, filter.role(), caller.accounts());
        var after = page.after().map(UUID::fromString).orElse(null);
        return Page.cut(
                table.waiting(tx, wanted, after, page.limit() + 1),
                page.limit(),
                step -> step.id().toString());
    }

    /**
     * Approves one step of a payment, without writing it. Refuses by {@link ApprovalRefusal}.
     *
     * @param creator the user who made the payment
     * @param steps all steps of the payment; the calling room has locked the payment
     * @param stepId the id of the step to approve
     * @return all steps after the approval; when none is pending the payment is approved
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

    /**
     * Judges with what somebody approves who may, see {@link Assents#given}.
     *
     * @param item what is approved by which step
     * @return the challenge that was answered; empty where none had to be
     */
    public Outcome<Optional<UUID>> given(
            Tx tx, Caller caller, Assent assent, List<ApprovalStep> steps, Item item) {
        boolean named =
                steps.stream()
                        .filter(step -> step.id().toString().equals(item.step()))
                        .noneMatch(step -> step.chainId().equals(tx.organization().value()));
        return assents.given(tx, caller, assent, item, named);
    }

    /** Keeps the challenge that proves a decision with it. */
    public void keep(Tx tx, Item item, Optional<UUID> proof) {
        proof.ifPresent(challenge -> assents.keep(tx, item, challenge));
    }

    /** What {@link #approve} would refuse; empty where it would approve. */
    public Optional<Refusal> whyNot(
            Tx tx,
            Caller caller,
            Optional<UUID> creator,
            List<ApprovalStep> steps,
            ApprovalStep step) {
        return refusal(tx, caller, creator, steps, step).map(ApprovalRefusal::refusal);
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
        var sameChain =
                steps.stream().filter(other -> other.chainId().equals(step.chainId())).toList();
        if (sameChain.stream().anyMatch(other -> isPendingBefore(other, step))) {
            return Optional.of(ApprovalRefusal.EARLIER_STEP_PENDING);
        }
        if (!step.requiredRoleIds().contains(caller.roleId())) {
            return Optional.of(ApprovalRefusal.ROLE_NOT_REQUIRED);
        }
        boolean ownerStep = step.chainId().equals(tx.organization().value());
        if (ownerStep && !decidesOwnersStep(tx, caller)) {
            return Optional.of(ApprovalRefusal.PEOPLE_ONLY);
        }
        if (!step.allowCreator() && isAmong(tx, caller, creator.stream())) {
            return Optional.of(ApprovalRefusal.CREATOR_MAY_NOT_APPROVE);
        }
        var deciders = sameChain.stream().flatMap(other -> other.approver().stream());
        return isAmong(tx, caller, deciders.map(ApprovalStep.Approver::id))
                ? Optional.of(ApprovalRefusal.ONE_STEP_PER_CHAIN)
                : Optional.empty();
    }

    /** Whether somebody with the owner role may decide the step of the owner. */
    public boolean decidesOwnersStep(Tx tx, Caller caller) {
        return !caller.programmatic() || owner.keysMayDecide(tx);
    }

    private static boolean isPendingBefore(ApprovalStep other, ApprovalStep step) {
        return other.number() < step.number() && other.status() == ApprovalStep.Status.PENDING;
    }

    /** People are counted, not users: see {@link Principals}. */
    private boolean isAmong(Tx tx, Caller caller, Stream<UUID> users) {
        return principals.isAmong(tx, caller, users.toList());
    }

    /**
     * Rejects the first pending step, without writing it, and with it the payment. Any caller who
     * may change payments may do that, without a role of the step.
     */
    public List<ApprovalStep> reject(Tx tx, Caller caller, List<ApprovalStep> steps) {
        var after = new ArrayList<ApprovalStep>();
        boolean rejected = false;
        for (ApprovalStep step : steps) {
            boolean decides = !rejected && step.status() == ApprovalStep.Status.PENDING;
            rejected |= decides;
            after.add(
                    decides
                            ? step.decidedBy(caller, ApprovalStep.Status.REJECTED, tx.now())
                            : step);
        }
        return after;
    }

    /**
     * The steps of a payment that is judged anew: those that people had to take, all open again,
     * and besides what present chains ask for that it has no step of.
     *
     * @param before the steps that it has
     * @param required what {@link #required} says now
     */
    public List<ApprovalStep> again(Tx tx, List<ApprovalStep> before, List<ApprovalStep> required) {
        var ofPeople = before.stream().filter(step -> !step.autoApproved()).toList();
        var chainIds = ofPeople.stream().map(ApprovalStep::chainId).toList();
        var more = required.stream().filter(step -> !chainIds.contains(step.chainId()));
        var all = Stream.concat(ofPeople.stream(), more).toList();
        var roles = all.stream().flatMap(step -> step.requiredRoleIds().stream()).toList();
        var live = table.liveRoles(tx, roles);
        var steps = new ArrayList<ApprovalStep>();
        for (ApprovalStep step : all) {
            var deciders = step.requiredRoleIds().stream().filter(live::contains).toList();
            boolean orphan = deciders.isEmpty() && !step.autoApproved();
            var roleIds = orphan ? List.of(owner.ownerRole(tx)) : deciders;
            steps.add(step.again(steps.size() + 1, roleIds));
        }
        return steps;
    }

    /** Writes these steps in the place of those that the payments have. */
    public void replace(Tx tx, List<ApprovalStep> steps) {
        table.delete(tx, steps.stream().map(ApprovalStep::paymentId).distinct().toList());
        table.insert(tx, steps);
    }

    /** For which dates a payment was approved, by people or by chains themselves. */
    public List<LocalDate> datesApproved(Tx tx, UUID payment) {
        return table.datesApproved(tx, payment);
    }

    /** Writes the decisions among these steps; what is decided in the database already stays. */
    public void decide(Tx tx, List<ApprovalStep> decided) {
        table.decide(tx, decided.stream().filter(step -> step.decided().isPresent()).toList());
    }
}
