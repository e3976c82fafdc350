package kontor.changes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import kontor.core.Outcome;
import kontor.db.Tx;

/**
 * A change of resources that exist. Whoever asks may name them by their external ids, which {@link
 * Groups} looks up. For the whole list at once they are locked, and what is unknown, deleted or at
 * another version is refused; the room is asked only about the rest.
 *
 * <p>A resource that stands several times in a list is changed in as many turns, each of which sees
 * what the one before made of it.
 */
public final class ExistingDoor<T, V extends Versioned> implements Door<T> {

    /** Reads them as they are now and keeps others from changing them until the end. */
    @FunctionalInterface
    public interface Lock<V> {
        Map<UUID, V> lock(Tx tx, Collection<UUID> ids);
    }

    /** What the room does; no resource stands twice in its list. */
    @FunctionalInterface
    public interface Change<T, V> {
        List<Outcome<Snapshot>> apply(Tx tx, List<Found<T, V>> list);
    }

    /** A request, and what it is about. */
    public record Found<T, V>(Request<T> request, V now) {

        public T input() {
            return request.input();
        }
    }

    /** As they are now, by id. */
    public static <V> Map<UUID, V> now(List<? extends Found<?, V>> list) {
        var now = new LinkedHashMap<UUID, V>();
        list.forEach(one -> now.put(one.request().id(), one.now()));
        return now;
    }

    private final ResourceKind kind;
    private final Lock<V> lock;
    private final Change<T, V> change;

    public ExistingDoor(ResourceKind kind, Lock<V> lock, Change<T, V> change) {
        this.kind = kind;
        this.lock = lock;
        this.change = change;
    }

    @Override
    public Optional<ResourceKind> changes() {
        return Optional.of(kind);
    }

    @Override
    public List<Outcome<Snapshot>> apply(Tx tx, List<Request<T>> requests) {
        var outcomes = new TreeMap<Integer, Outcome<Snapshot>>();
        for (var turn : turns(requests)) {
            applyTurn(tx, requests, turn, outcomes);
        }
        return List.copyOf(outcomes.values());
    }

    /** The places in the list: first of each resource's first request, then of its second. */
    private static List<List<Integer>> turns(List<? extends Request<?>> requests) {
        var turns = new ArrayList<List<Integer>>();
        var before = new HashMap<UUID, Integer>();
        for (int place = 0; place < requests.size(); place++) {
            int turn = before.merge(requests.get(place).id(), 1, Integer::sum) - 1;
            if (turn == turns.size()) {
                turns.add(new ArrayList<>());
            }
            turns.get(turn).add(place);
        }
        return turns;
    }

    private void applyTurn(
            Tx tx,
            List<Request<T>> requests,
            List<Integer> turn,
            Map<Integer, Outcome<Snapshot>> outcomes) {
        var locked = lock.lock(tx, turn.stream().map(place -> requests.get(place).id()).toList());
        var found = new ArrayList<Found<T, V>>();
        var places = new ArrayList<Integer>();
        for (int place : turn) {
            var request = requests.get(place);
            switch (kind.found(request, Optional.ofNullable(locked.get(request.id())))) {
                case Outcome.Refused<V>(var refusal) ->
                        outcomes.put(place, Outcome.refused(refusal));
                case Outcome.Done<V>(var now) -> {
                    found.add(new Found<>(request, now));
                    places.add(place);
                }
            }
        }
        if (found.isEmpty()) {
            return;
        }
        var changed = change.apply(tx, found);
        if (changed.size() != found.size()) {
            throw new IllegalStateException(
                    "asked " + found.size() + ", got " + changed.size() + " outcomes");
        }
        for (int i = 0; i < places.size(); i++) {
            outcomes.put(places.get(i), changed.get(i));
        }
    }
}
