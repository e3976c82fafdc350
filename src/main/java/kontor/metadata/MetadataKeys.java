package kontor.metadata;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import kontor.changes.Happened;
import kontor.changes.Journal;
import kontor.changes.Request;
import kontor.changes.Snapshot;
import kontor.changes.Versioned;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.db.Tx;
import kontor.events.NewEvent;
import kontor.wire.Page;
import kontor.wire.PageRequest;

/**
 * The door to metadata keys. An organization changes them one list at a time, so its limits hold.
 */
public final class MetadataKeys {

    static final String RESOURCE = "metadata_keys";
    static final int MOST = 100;
    static final int MOST_REQUIRED = 20;
    private static final String WHAT = "Metadata key";

    private final MetadataKeyTable table = new MetadataKeyTable();
    private final Journal journal;

    public MetadataKeys(Journal journal) {
        this.journal = journal;
    }

    /** Makes keys known; refuses by {@link MetadataKeyRefusal}. */
    List<Outcome<Snapshot>> create(Tx tx, List<Request<NewMetadataKey>> requests) {
        table.lockAll(tx);
        var live = byId(table.live(tx));
        var made = new ArrayList<MetadataKey>();
        var outcomes = new ArrayList<Outcome<Snapshot>>();
        for (var one : requests) {
            var key = MetadataKey.made(one.id(), one.input(), tx.now());
            var refused = refusal(key, live.values());
            if (refused.isPresent()) {
                outcomes.add(Outcome.refused(refused.get()));
                continue;
            }
            live.put(key.id(), key);
            made.add(key);
            outcomes.add(Outcome.done(recorded(tx, one, key, NewEvent.Type.CREATED)));
        }
        table.insert(tx, made);
        table.count(tx, made.size());
        return outcomes;
    }

    private static Optional<Refusal> refusal(MetadataKey wanted, Collection<MetadataKey> live) {
        var twin = live.stream().filter(key -> key.key().equals(wanted.key())).findFirst();
        if (twin.isPresent()) {
            return Optional.of(
                    MetadataKeyRefusal.METADATA_KEY_TAKEN.refusal("change " + twin.get().id()));
        }
        return live.size() >= MOST
                ? Optional.of(MetadataKeyRefusal.TOO_MANY_METADATA_KEYS.refusal())
                : tooManyRequired(wanted.id(), wanted.terms(), live);
    }

    private static Optional<Refusal> tooManyRequired(
            UUID id, KeyTerms terms, Collection<MetadataKey> live) {
        return terms.scopes().stream()
                .filter(KeyTerms.Scope::required)
                .map(KeyTerms.Scope::resource)
                .filter(
                        resource ->
                                live.stream()
                                                .filter(key -> !key.id().equals(id))
                                                .filter(key -> key.terms().isRequiredOf(resource))
                                                .count()
                                        >= MOST_REQUIRED)
                .findFirst()
                .map(
                        resource ->
                                MetadataKeyRefusal.TOO_MANY_REQUIRED_KEYS.refusal(resource.word()));
    }

    /** Changes what keys ask; refuses unknown, deleted, stale, {@code too_many_required_keys}. */
    List<Outcome<Snapshot>> patch(Tx tx, List<Request<MetadataKeyPatch>> requests) {
        table.lockAll(tx);
        var live = byId(table.live(tx));
        return change(
                tx,
                requests,
                NewEvent.Type.UPDATED,
                (one, key) -> {
                    var next = one.input().applyTo(key.terms());
                    var refused = tooManyRequired(key.id(), next, live.values());
                    if (refused.isPresent()) {
                        return Outcome.refused(refused.get());
                    }
                    var patched = key.patched(next, tx.now());
                    live.put(patched.id(), patched);
                    return Outcome.done(patched);
                });
    }

    /** Deletes keys, whose names are free then; refuses unknown, deleted, stale. */
    List<Outcome<Snapshot>> delete(Tx tx, List<Request<UUID>> requests) {
        table.lockAll(tx);
        var outcomes =
                change(
                        tx,
                        requests,
                        NewEvent.Type.DELETED,
                        (_, key) -> Outcome.done(key.delete(tx.now())));
        table.count(
                tx,
                -(int)
                        outcomes.stream()
                                .filter(outcome -> outcome instanceof Outcome.Done<Snapshot>)
                                .count());
        return outcomes;
    }

    private <T> List<Outcome<Snapshot>> change(
            Tx tx,
            List<Request<T>> requests,
            NewEvent.Type type,
            BiFunction<Request<T>, MetadataKey, Outcome<MetadataKey>> step) {
        var before = byId(table.of(tx, requests.stream().map(Request::id).distinct().toList()));
        var after = new LinkedHashMap<UUID, MetadataKey>();
        var outcomes = new ArrayList<Outcome<Snapshot>>();
        for (var one : requests) {
            var now = Optional.ofNullable(after.getOrDefault(one.id(), before.get(one.id())));
            var changed =
                    Versioned.refusal(one, WHAT, now)
                            .<Outcome<MetadataKey>>map(Outcome::refused)
                            .orElseGet(() -> step.apply(one, now.orElseThrow()));
            outcomes.add(
                    changed.map(
                            key -> {
                                after.put(key.id(), key);
                                return recorded(tx, one, key, type);
                            }));
        }
        table.update(tx, before, List.copyOf(after.values()));
        return outcomes;
    }

    private static Map<UUID, MetadataKey> byId(List<MetadataKey> keys) {
        var byId = new LinkedHashMap<UUID, MetadataKey>();
        keys.forEach(key -> byId.put(key.id(), key));
        return byId;
    }

    private Snapshot recorded(Tx tx, Request<?> request, MetadataKey key, NewEvent.Type type) {
        var snapshot = key.snapshot(tx.organization());
        return journal.record(tx, snapshot, Happened.of(type, request.by()));
    }

    Outcome<MetadataKey> find(Tx tx, UUID id) {
        return table.of(tx, List.of(id)).stream()
                .findFirst()
                .map(
                        key ->
                                key.deleted()
                                        ? Outcome.<MetadataKey>refused(Refusal.gone(WHAT))
                                        : Outcome.done(key))
                .orElseGet(() -> Outcome.refused(Refusal.notFound(WHAT)));
    }

    /** Newest first. */
    Page<MetadataKey> list(Tx tx, PageRequest page) {
        var before = page.after().map(UUID::fromString).orElse(null);
        return Page.cut(
                table.list(tx, before, page.limit() + 1), page.limit(), key -> key.id().toString());
    }
}
