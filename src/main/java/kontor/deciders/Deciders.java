package kontor.deciders;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import kontor.approvals.ApprovalStep;
import kontor.core.Caller;
import kontor.core.Use;
import kontor.db.Tx;
import kontor.deciders.DeciderTable.Place;

/** The door to who could decide a payment. */
public final class Deciders {

    private static final Use USERS = Use.of("users:read");
    private static final int NAMED = 10;

    private final DeciderTable table = new DeciderTable();

    /**
     * Who could decide the steps of one payment.
     *
     * @param steps those that wait for somebody
     * @param passable whether there are enough different people for the steps of each chain
     */
    public record Found(List<StepDeciders> steps, boolean passable) {

        public Found {
            steps = List.copyOf(steps);
        }
    }

    /**
     * Who could decide the steps of a payment that the caller makes.
     *
     * @param steps all of them; their payments are on one own account
     */
    public Found of(Tx tx, Caller maker, List<ApprovalStep> steps) {
        var open =
                steps.stream().filter(one -> one.status() == ApprovalStep.Status.PENDING).toList();
        if (open.isEmpty()) {
            return new Found(List.of(), true);
        }
        var all = table.deciders(tx, Place.of(open), maker.userId());
        var found = new ArrayList<StepDeciders>();
        var groups = new Groups(all.everybody());
        var chains = new LinkedHashMap<UUID, List<Set<UUID>>>();
        for (var step : open) {
            var able = all.able(tx, step);
            found.add(shown(maker, step, able, groups));
            chains.computeIfAbsent(step.chainId(), _ -> new ArrayList<>()).add(groups.of(able));
        }
        return new Found(found, chains.values().stream().allMatch(Deciders::isPassable));
    }

    private static StepDeciders shown(
            Caller reader, ApprovalStep step, List<Decider> able, Groups groups) {
        var people = able.stream().filter(one -> !one.program()).toList();
        var persons = groups.of(people);
        var systems = new HashSet<>(groups.of(able));
        systems.removeAll(persons);
        var names = people.stream().map(Decider::name).distinct().sorted().limit(NAMED).toList();
        return new StepDeciders(
                step.number(),
                persons.size(),
                systems.size(),
                reader.may(USERS) ? names : List.of());
    }

    /** Whether each step can have another person: a matching, by augmenting paths. */
    static boolean isPassable(List<Set<UUID>> steps) {
        var taken = new HashMap<UUID, Integer>();
        for (int step = 0; step < steps.size(); step++) {
            if (!isMatched(steps, step, taken, new HashSet<>())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isMatched(
            List<Set<UUID>> steps, int step, Map<UUID, Integer> taken, Set<UUID> tried) {
        for (var person : steps.get(step)) {
            if (tried.add(person)) {
                var other = taken.get(person);
                if (other == null || isMatched(steps, other, taken, tried)) {
                    taken.put(person, step);
                    return true;
                }
            }
        }
        return false;
    }

    /** Who counts as one: those whose principals meet, directly or by way of others. */
    private static final class Groups {

        private final Map<UUID, UUID> leaders = new HashMap<>();

        Groups(Collection<Decider> all) {
            for (var one : all) {
                var first = one.principals().iterator().next();
                one.principals().forEach(other -> leaders.put(leader(other), leader(first)));
            }
        }

        private UUID leader(UUID principal) {
            var next = leaders.getOrDefault(principal, principal);
            return next.equals(principal) ? principal : leader(next);
        }

        Set<UUID> of(List<Decider> some) {
            var found = new HashSet<UUID>();
            some.forEach(one -> found.add(leader(one.principals().iterator().next())));
            return found;
        }
    }
}
