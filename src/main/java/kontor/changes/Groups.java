package kontor.changes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import kontor.changes.Changes.Waiting;
import kontor.core.OrganizationId;
import kontor.core.Outcome;
import kontor.db.CommitUnknown;
import kontor.db.Database;
import kontor.db.DatabaseAway;
import kontor.db.Tx;

/**
 * Runs what a lane gathered: requests together in one transaction, work of Kontor's own one by one.
 */
final class Groups {

    private final Database database;
    private final ClaimTable claims;

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
            tell(group, database.write(organization, tx -> apply(tx, group)));
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
            Map<UUID, Snapshot> happened = database.read(organization, tx -> snapshots(tx, group));
            if (happened.isEmpty()) {
                tell(group, database.write(organization, tx -> apply(tx, group)));
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

    private List<Outcome<Changed>> apply(Tx tx, List<Waiting.Change<?>> group) {
        var judged =
                claims.judge(
                        tx, group.stream().flatMap(request -> request.claim().stream()).toList());
        @SuppressWarnings({"unchecked", "rawtypes"})
        Outcome<Changed>[] results = new Outcome[group.size()];
        var byDoor = new HashMap<Door<?>, List<Integer>>();
        var doors = new ArrayList<Door<?>>();
        for (int i = 0; i < results.length; i++) {
            var request = group.get(i);
            var earlier = request.claim().map(claim -> judged.get(claim.key()));
            if (earlier.isPresent()) {
                results[i] = earlier.get().map(Changed.Replay::new);
            } else {
                byDoor.computeIfAbsent(
                                request.door(),
                                door -> {
                                    doors.add(door);
                                    return new ArrayList<>();
                                })
                        .add(i);
            }
        }
        // Requests of one lane are concurrent by definition, so those of one door may go together.
        for (Door<?> door : doors) {
            applyDoor(tx, door, group, Objects.requireNonNull(byDoor.get(door)), results);
        }
        keepClaims(tx, group, results);
        return List.of(results);
    }

    @SuppressWarnings("unchecked")
    private static <T> void applyDoor(
            Tx tx,
            Door<T> door,
            List<Waiting.Change<?>> group,
            List<Integer> places,
            Outcome<Changed>[] results) {
        var asked = new ArrayList<Request<T>>(places.size());
        places.forEach(place -> asked.add((Request<T>) group.get(place).request()));
        List<Outcome<Snapshot>> outcomes = door.apply(tx, asked);
        if (outcomes.size() != asked.size()) {
            throw new IllegalStateException(
                    "asked " + asked.size() + ", got " + outcomes.size() + " outcomes");
        }
        for (int i = 0; i < outcomes.size(); i++) {
            var request = group.get(places.get(i));
            results[places.get(i)] = outcomes.get(i).flatMap(snapshot -> fresh(request, snapshot));
        }
    }

    /** A snapshot of another resource than the one to be made: it was there already. */
    private static Outcome<Changed> fresh(Waiting.Change<?> request, Snapshot snapshot) {
        boolean existed = !snapshot.id().equals(request.request().id());
        return Outcome.done(new Changed.Fresh(snapshot, existed));
    }

    private void keepClaims(Tx tx, List<Waiting.Change<?>> group, Outcome<Changed>[] results) {
        var earned = new ArrayList<ClaimTable.Earned>();
        for (int i = 0; i < results.length; i++) {
            var request = group.get(i);
            if (request.claim().isPresent()
                    && results[i]
                            instanceof
                            Outcome.Done<Changed>(Changed.Fresh(var snapshot, boolean existed))) {
                var claim = request.claim().get();
                int status = existed ? claim.statusIfThere() : claim.status();
                earned.add(
                        new ClaimTable.Earned(
                                claim, status, Optional.of(snapshot), Optional.empty()));
            }
        }
        claims.keep(tx, earned);
    }
}
