package kontor.changes;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import kontor.changes.Changes.Waiting;
import kontor.core.OrganizationId;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.db.CommitUnknown;
import kontor.db.Database;
import kontor.db.DatabaseAway;
import kontor.db.Tx;
import kontor.wire.ResourceRef;

/**
 * Runs what a lane gathered: requests together in one transaction, work of Kontor's own one by one.
 */
final class Groups {

    private final Database database;
    private final ClaimTable claims;
    private final ExternalIds externalIds = new ExternalIds();

    Groups(Database database, ClaimTable claims) {
        this.database = database;
        this.claims = claims;
    }

    void run(OrganizationId organization, List<Waiting> group) {
        var together = new ArrayList<Waiting.Change<?>>();
        for (Waiting waiting : group) {
            if (waiting.result().isDone()) {
                continue; // nobody waits for it any more
            }
            switch (waiting) {
                case Waiting.Change<?> request -> together.add(request);
                case Waiting.Work<?> work -> {
                    runTogether(organization, together);
                    together.clear();
                    runWork(organization, work);
                }
            }
        }
        runTogether(organization, together);
    }

    private <R> void runWork(OrganizationId organization, Waiting.Work<R> work) {
        try {
            work.result().complete(database.write(organization, work.work()));
        } catch (RuntimeException | Error failed) {
            work.fail(failed);
        }
    }

    private void runTogether(OrganizationId organization, List<Waiting.Change<?>> group) {
        if (group.isEmpty()) {
            return;
        }
        try {
            tell(group, database.change(organization, tx -> apply(tx, group)));
        } catch (DatabaseAway away) {
            group.forEach(request -> request.fail(away));
        } catch (CommitUnknown unknown) {
            lookBeforeRepeating(organization, List.copyOf(group), unknown);
        } catch (RuntimeException | Error failed) {
            if (group.size() == 1) {
                group.getFirst().fail(failed);
                return;
            }
            // One of them broke the transaction; alone, the others go through and the broken one is
            // told.
            List.copyOf(group).forEach(request -> runTogether(organization, List.of(request)));
        }
    }

    /** COMMIT was sent and not answered: the first id of the group tells whether it happened. */
    private void lookBeforeRepeating(
            OrganizationId organization, List<Waiting.Change<?>> group, CommitUnknown unknown) {
        try {
            var happened = database.write(organization, tx -> confirmed(tx, group));
            if (happened.isEmpty()) {
                tellRepeated(group, database.change(organization, tx -> apply(tx, group)), unknown);
                return;
            }
            for (var request : group) {
                Snapshot snapshot = happened.get(request.request().id());
                if (snapshot != null) {
                    request.result().complete(fresh(request, snapshot));
                } else {
                    request.fail(unknown);
                }
            }
        } catch (RuntimeException stillAway) {
            group.forEach(request -> request.fail(unknown));
        }
    }

    /**
     * What happened, told only when it is as safe as an answer to the first try would have been.
     */
    private static Map<UUID, Snapshot> confirmed(Tx tx, List<Waiting.Change<?>> group) {
        var happened = snapshots(tx, group);
        if (!happened.isEmpty()) {
            tx.confirmFound();
        }
        return happened;
    }

    private static Map<UUID, Snapshot> snapshots(Tx tx, List<Waiting.Change<?>> group) {
        return tx.query(
                        """
                        SELECT DISTINCT ON (resource_id) resource, resource_id, version, snapshot
                        FROM events
                        WHERE organization_id = :org AND resource_id = ANY (:ids) AND request_id = ANY (:requests)
                        ORDER BY resource_id, version DESC
                        """)
                .bind(
                        "ids",
                        group.stream().map(request -> request.request().id()).toArray(UUID[]::new))
                .bind(
                        "requests",
                        group.stream()
                                .map(request -> request.request().requestId())
                                .toArray(UUID[]::new))
                .map(
                        (row, _) ->
                                new Snapshot(
                                        row.getString(1),
                                        row.getObject(2, UUID.class),
                                        row.getInt(3),
                                        row.getString(4)))
                .collectToMap(Snapshot::id, snapshot -> snapshot);
    }

    private static void tell(List<Waiting.Change<?>> group, List<Outcome<Changed>> results) {
        for (int i = 0; i < group.size(); i++) {
            group.get(i).result().complete(results.get(i));
        }
    }

    /** A key that is still held is held by the first try, whose COMMIT is not through yet. */
    private static void tellRepeated(
            List<Waiting.Change<?>> group, List<Outcome<Changed>> results, CommitUnknown unknown) {
        for (int i = 0; i < group.size(); i++) {
            if (results.get(i) instanceof Outcome.Refused<Changed>(var refusal)
                    && refusal.category() == Refusal.Category.TOO_EARLY) {
                group.get(i).fail(unknown);
            } else {
                group.get(i).result().complete(results.get(i));
            }
        }
    }

    private List<Outcome<Changed>> apply(Tx tx, List<Waiting.Change<?>> group) {
        var results = new TreeMap<Integer, Outcome<Changed>>();
        replay(tx, group, results);
        lookUpTargets(tx, group, results);
        // Requests of one lane are concurrent by definition, so those of one door may go together.
        byDoor(group, results)
                .forEach((door, places) -> applyDoor(tx, door, group, places, results));
        keepClaims(tx, group, results);
        if (results.values().stream().anyMatch(result -> isFound(tx, result))) {
            tx.confirmFound();
        }
        return List.copyOf(results.values());
    }

    /** A yes to something that this transaction did not write itself. */
    private static boolean isFound(Tx tx, Outcome<Changed> result) {
        return result instanceof Outcome.Done<Changed>(Changed.Fresh(_, boolean existed))
                && (existed || !tx.willWrite());
    }

    private void replay(
            Tx tx, List<Waiting.Change<?>> group, Map<Integer, Outcome<Changed>> results) {
        var judged =
                claims.judge(
                        tx, group.stream().flatMap(request -> request.claim().stream()).toList());
        for (int i = 0; i < group.size(); i++) {
            int place = i;
            group.get(i)
                    .claim()
                    .map(claim -> judged.get(claim.key()))
                    .ifPresent(earlier -> results.put(place, earlier.map(Changed.Replay::new)));
        }
    }

    /** Whom they mean by external ids, in one statement; without any there is none. */
    private void lookUpTargets(
            Tx tx, List<Waiting.Change<?>> group, Map<Integer, Outcome<Changed>> results) {
        var texts = new HashSet<String>();
        for (var change : group) {
            if (change.target() instanceof ResourceRef.ByExternalId(var text)) {
                texts.add(text);
            }
        }
        var owners = externalIds.find(tx, texts);
        for (int i = 0; i < group.size(); i++) {
            int place = i;
            var change = group.get(i);
            change.door()
                    .changes()
                    .filter(_ -> !results.containsKey(place))
                    .map(kind -> ExternalIds.resolve(owners, kind, change.target()))
                    .flatMap(change::resolved)
                    .ifPresent(refused -> results.put(place, refused));
        }
    }

    /** The places of what is still to be done, door by door as they came. */
    private static Map<Door<?>, List<Integer>> byDoor(
            List<Waiting.Change<?>> group, Map<Integer, Outcome<Changed>> results) {
        var byDoor = new LinkedHashMap<Door<?>, List<Integer>>();
        for (int i = 0; i < group.size(); i++) {
            if (!results.containsKey(i)) {
                byDoor.computeIfAbsent(group.get(i).door(), _ -> new ArrayList<>()).add(i);
            }
        }
        return byDoor;
    }

    @SuppressWarnings("unchecked")
    private static <T> void applyDoor(
            Tx tx,
            Door<T> door,
            List<Waiting.Change<?>> group,
            List<Integer> places,
            Map<Integer, Outcome<Changed>> results) {
        var asked = new ArrayList<Request<T>>(places.size());
        places.forEach(place -> asked.add((Request<T>) group.get(place).request()));
        List<Outcome<Snapshot>> outcomes = door.apply(tx, asked);
        if (outcomes.size() != asked.size()) {
            throw new IllegalStateException(
                    "asked " + asked.size() + ", got " + outcomes.size() + " outcomes");
        }
        for (int i = 0; i < outcomes.size(); i++) {
            var request = group.get(places.get(i));
            results.put(
                    places.get(i), outcomes.get(i).flatMap(snapshot -> changed(request, snapshot)));
        }
    }

    private static Outcome<Changed> changed(Waiting.Change<?> request, Snapshot snapshot) {
        return request.door().asksBy().filter(snapshot.resource()::equals).isPresent()
                ? Outcome.done(new Changed.Asked(snapshot))
                : fresh(request, snapshot);
    }

    /**
     * A snapshot of another resource than the one to be made: it was there already. A door to what
     * exists makes none, unless it makes another one of it.
     */
    private static Outcome<Changed> fresh(Waiting.Change<?> request, Snapshot snapshot) {
        boolean makes = request.door().changes().isEmpty();
        boolean existed = makes && !snapshot.id().equals(request.request().id());
        return Outcome.done(new Changed.Fresh(snapshot, existed));
    }

    private void keepClaims(
            Tx tx, List<Waiting.Change<?>> group, Map<Integer, Outcome<Changed>> results) {
        var earned = new ArrayList<ClaimTable.Earned>();
        for (int i = 0; i < group.size(); i++) {
            var claim = group.get(i).claim();
            if (claim.isPresent() && results.get(i) instanceof Outcome.Done<Changed>(var changed)) {
                earned(claim.get(), changed).ifPresent(earned::add);
            }
        }
        claims.keep(tx, earned);
    }

    private static Optional<ClaimTable.Earned> earned(Claim claim, Changed changed) {
        return switch (changed) {
            case Changed.Fresh(var snapshot, boolean existed) ->
                    Optional.of(
                            new ClaimTable.Earned(
                                    claim,
                                    existed ? claim.statusIfThere() : claim.status(),
                                    Optional.of(snapshot),
                                    Optional.empty()));
            case Changed.Asked asked ->
                    Optional.of(
                            new ClaimTable.Earned(
                                    claim,
                                    asked.answer().status(),
                                    Optional.empty(),
                                    asked.answer().body()));
            case Changed.Replay _, Changed.Unanswered _ -> Optional.empty();
        };
    }
}
