package kontor.reopening;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kontor.approvals.ApprovalStep;
import kontor.approvals.Approvals;
import kontor.core.Maps;
import kontor.db.Tx;

/** Which steps payments have that are judged anew. */
public final class Reopening {

    /** By how many days a date may be moved after somebody approved it. */
    private static final int DAYS = 7;

    private final MoveTable table = new MoveTable();
    private final Approvals approvals;

    public Reopening(Approvals approvals) {
        this.approvals = approvals;
    }

    /**
     * The new steps of those payments for which other chains hold at the new entity.
     *
     * @param steps those that they have
     */
    public Map<UUID, List<ApprovalStep>> whereEntityMoved(
            Tx tx, EntityMove move, List<Made> payments, Map<UUID, List<ApprovalStep>> steps) {
        var before = required(tx, payments, move.from());
        var after = required(tx, payments, move.to());
        var anew = new HashMap<UUID, List<ApprovalStep>>();
        after.forEach(
                (payment, required) -> {
                    if (!chains(required).equals(chains(before.getOrDefault(payment, List.of())))) {
                        var own = steps.getOrDefault(payment, List.of());
                        anew.put(payment, approvals.again(tx, own, required));
                    }
                });
        return anew;
    }

    private Map<UUID, List<ApprovalStep>> required(Tx tx, List<Made> payments, UUID entity) {
        var subjects = payments.stream().map(one -> one.at(tx.organization(), entity)).toList();
        return approvals.required(tx, subjects).stream()
                .collect(Collectors.groupingBy(ApprovalStep::paymentId));
    }

    private static Set<UUID> chains(List<ApprovalStep> steps) {
        return steps.stream().map(ApprovalStep::chainId).collect(Collectors.toSet());
    }

    /**
     * The new steps of a payment whose date is moved; empty where it is near enough to every date
     * that was approved.
     *
     * @param steps those that it has
     */
    public Optional<List<ApprovalStep>> whereDateMoved(
            Tx tx, Made payment, LocalDate to, List<ApprovalStep> steps) {
        var approved = approvals.datesApproved(tx, payment.payment());
        if (approved.stream().allMatch(date -> isNear(date, to))) {
            return Optional.empty();
        }
        var account = payment.account();
        UUID entity = Maps.required(table.entitiesOf(tx, List.of(account)), account);
        var subject = payment.at(tx.organization(), entity);
        var required = approvals.required(tx, List.of(subject));
        return Optional.of(approvals.again(tx, steps, required));
    }

    private static boolean isNear(LocalDate approved, LocalDate to) {
        return Math.abs(ChronoUnit.DAYS.between(approved, to)) <= DAYS;
    }
}
