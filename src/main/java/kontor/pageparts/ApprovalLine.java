package kontor.pageparts;

import java.time.ZoneId;
import java.util.List;
import kontor.approvals.ApprovalStep;
import kontor.core.Caller;
import kontor.db.Tx;
import kontor.pages.Figures;
import kontor.pages.State;

/**
 * An approval step on the page of a payment or of a batch.
 *
 * @param who may decide, or did
 * @param isYours the caller's role may decide it
 * @param chain the name of its chain; empty where the caller may not know it, or there is none
 */
public record ApprovalLine(
        String id,
        int number,
        State state,
        String who,
        String chain,
        String chainPath,
        boolean isOpen,
        boolean isYours) {

    private static final String SINGLY = "Decided payment by payment";

    /** In the order of the steps. */
    public static List<ApprovalLine> of(
            Tx tx, Caller caller, List<ApprovalStep> steps, ApprovalWords words, ZoneId zone) {
        return steps.stream().map(step -> of(tx, caller, step, words, zone)).toList();
    }

    /** The same of a batch of which no payment waits any more: each was decided by itself. */
    public ApprovalLine decidedSingly() {
        return isOpen ? like(new State(State.Shape.FULL, SINGLY, ""), false, false) : this;
    }

    /** The same of a batch of which no payment waits for the caller. */
    public ApprovalLine ofOthers() {
        return like(state, isOpen, false);
    }

    private ApprovalLine like(State other, boolean open, boolean yours) {
        return new ApprovalLine(id, number, other, who, chain, chainPath, open, yours);
    }

    private static ApprovalLine of(
            Tx tx, Caller caller, ApprovalStep step, ApprovalWords words, ZoneId zone) {
        String who =
                step.autoApproved()
                        ? "by the chain itself"
                        : step.approver()
                                .map(ApprovalLine::name)
                                .orElseGet(() -> words.roles(tx, caller, step.requiredRoleIds()));
        String when = step.decided().map(at -> ", " + Figures.moment(at, zone)).orElse("");
        String chain = words.chain(tx, caller, step.chainId()).orElse("");
        return new ApprovalLine(
                step.id().toString(),
                step.number(),
                state(step.status()),
                who + when,
                chain,
                chain.isEmpty() ? "" : "/approval-chains/" + step.chainId(),
                step.status() == ApprovalStep.Status.PENDING,
                step.requiredRoleIds().contains(caller.roleId()));
    }

    private static String name(ApprovalStep.Approver who) {
        return who.name().isBlank() ? who.username() : who.name();
    }

    private static State state(ApprovalStep.Status status) {
        var shape =
                switch (status) {
                    case PENDING -> State.Shape.RING;
                    case APPROVED -> State.Shape.FULL;
                    case REJECTED -> State.Shape.ENDED;
                };
        return State.of(shape, status.name());
    }
}
