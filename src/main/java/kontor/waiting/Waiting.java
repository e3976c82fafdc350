package kontor.waiting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import kontor.approvals.ApprovalStep;
import kontor.approvals.Approvals;
import kontor.approvals.PaymentType;
import kontor.approvals.WaitingFilter;
import kontor.core.Caller;
import kontor.core.Refusal;
import kontor.db.Tx;
import kontor.principals.Principals;
import kontor.waiting.WaitingTable.Facts;
import kontor.waiting.WaitingTable.Place;
import kontor.wire.Page;
import kontor.wire.PageRequest;

/** The door to what waits for a person. */
public final class Waiting {

    /** A payment rarely falls under more; what is beyond is told when it is decided. */
    private static final int MOST_CHAINS = 8;

    private static final WaitingFilter EVERY_KIND =
            new WaitingFilter(Optional.empty(), Optional.empty(), true);

    private final WaitingTable table = new WaitingTable();
    private final Principals principals = new Principals();
    private final Approvals approvals;

    public Waiting(Approvals approvals) {
        this.approvals = approvals;
    }

    /**
     * The steps that can be decided now of the payments that the caller may see, each with whether
     * the caller may; oldest first. A caller without the permission to read any payments gets an
     * empty list.
     */
    public Page<WaitingStep> byAge(Tx tx, Caller caller, WaitingFilter filter, PageRequest page) {
        var steps = approvals.waiting(tx, caller, filter, page);
        return new Page<>(shown(tx, caller, steps.items()), steps.next());
    }

    /**
     * The same of single payments, the earliest submission deadline first. A batch has a deadline
     * for each of its payments, so its own steps are not among them.
     */
    public Page<WaitingStep> byDeadline(
            Tx tx, Caller caller, WaitingFilter filter, PageRequest page) {
        var types = types(caller, filter);
        var after = page.after().map(Place::read).orElse(null);
        var found = table.byDeadline(tx, types, filter, caller.accounts(), after, page.limit() + 1);
        var cut = Page.cut(found, page.limit(), Place::text);
        return new Page<>(shown(tx, caller, steps(tx, cut.items())), cut.next());
    }

    /**
     * The deadlines of the single payments that have a step which this person can decide now, the
     * earliest first.
     *
     * @param most after as many nobody looks further
     */
    public List<Instant> mine(Tx tx, Caller caller, int most) {
        var types =
                Stream.of(PaymentType.DIRECT_DEBIT, PaymentType.CREDIT_TRANSFER)
                        .filter(type -> caller.may(type.read()) && caller.may(type.decide()))
                        .map(Enum::name)
                        .toList();
        if (types.isEmpty()) {
            return List.of();
        }
        var same = principals.usersLike(tx, List.of(caller.userId()));
        return table.mine(tx, types, caller, same, most);
    }

    /**
     * The same of these payments; those of which nothing waits, or which the caller may not see,
     * are not among them.
     *
     * @param ids at most {@link PageRequest#MOST}
     */
    public List<WaitingStep> ofPayments(Tx tx, Caller caller, Collection<UUID> ids) {
        int most = PageRequest.MOST * MOST_CHAINS;
        var types = types(caller, EVERY_KIND);
        var found = table.ofPayments(tx, types, ids, caller.accounts(), most);
        return shown(tx, caller, steps(tx, found));
    }

    private static List<String> types(Caller caller, WaitingFilter filter) {
        return Arrays.stream(PaymentType.values())
                .filter(type -> filter.type().orElse(type) == type)
                .filter(type -> caller.may(type.read()))
                .map(Enum::name)
                .toList();
    }

    private List<ApprovalStep> steps(Tx tx, List<Place> places) {
        var all = approvals.of(tx, places.stream().map(Place::payment).distinct().toList());
        return places.stream()
                .flatMap(
                        place ->
                                all.getOrDefault(place.payment(), List.of()).stream()
                                        .filter(step -> step.number() == place.number()))
                .toList();
    }

    private List<WaitingStep> shown(Tx tx, Caller caller, List<ApprovalStep> steps) {
        Collection<UUID> ids = steps.stream().map(ApprovalStep::paymentId).distinct().toList();
        var facts = table.facts(tx, ids);
        var all = approvals.of(tx, ids);
        readPeople(tx, caller, facts, all);
        var shown = new ArrayList<WaitingStep>();
        for (var step : steps) {
            var known =
                    facts.getOrDefault(
                            step.paymentId(), new Facts(Optional.empty(), Optional.empty()));
            shown.add(
                    new WaitingStep(
                            step,
                            known.payment(),
                            whyNot(tx, caller, known.creator(), all, step),
                            others(all, step)));
        }
        return shown;
    }

    /** Whom it is about, read at once; what follows asks of each. */
    private void readPeople(
            Tx tx, Caller caller, Map<UUID, Facts> facts, Map<UUID, List<ApprovalStep>> all) {
        var creators = facts.values().stream().flatMap(one -> one.creator().stream());
        var deciders =
                all.values().stream()
                        .flatMap(List::stream)
                        .flatMap(step -> step.approver().stream())
                        .map(ApprovalStep.Approver::id);
        var people = Stream.concat(Stream.of(caller.userId()), Stream.concat(creators, deciders));
        principals.of(tx, people.distinct().toList());
    }

    private static int others(Map<UUID, List<ApprovalStep>> all, ApprovalStep step) {
        return (int)
                all.getOrDefault(step.paymentId(), List.of()).stream()
                        .filter(one -> one.status() == ApprovalStep.Status.PENDING)
                        .filter(one -> !one.id().equals(step.id()))
                        .count();
    }

    private Optional<Refusal> whyNot(
            Tx tx,
            Caller caller,
            Optional<UUID> creator,
            Map<UUID, List<ApprovalStep>> all,
            ApprovalStep step) {
        var needed = step.type().decide().permissions();
        for (String permission : needed) {
            if (!caller.may(permission)) {
                return Optional.of(
                        new Refusal(
                                Refusal.Category.FORBIDDEN,
                                "permission_missing",
                                "the role lacks the permission " + permission,
                                List.of()));
            }
        }
        var own = all.getOrDefault(step.paymentId(), List.of());
        return approvals.whyNot(tx, caller, creator, own, step);
    }
}
