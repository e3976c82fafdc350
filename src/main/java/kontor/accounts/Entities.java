package kontor.accounts;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.changes.Happened;
import kontor.changes.Journal;
import kontor.changes.Originator;
import kontor.changes.Request;
import kontor.changes.Snapshot;
import kontor.changes.Versioned;
import kontor.core.AccountLimit;
import kontor.core.Ids;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.db.Tx;
import kontor.events.NewEvent;
import kontor.wire.Page;
import kontor.wire.PageRequest;

/** The door to the legal entities of an organization. */
public final class Entities {

    public static final String RESOURCE = "entities";
    private static final String WHAT = "entity";

    private final Journal journal;
    private final EntityUses uses;
    private final EntityTable table = new EntityTable();

    /**
     * @param uses whether rooms above still need an entity
     */
    public Entities(Journal journal, EntityUses uses) {
        this.journal = journal;
        this.uses = uses;
    }

    /** Adds an entity, for set-up code of Kontor itself, even if there is an equivalent one. */
    public Entity add(Tx tx, NewEntity added) {
        var entity = added.made(Ids.next(), tx.now());
        table.insert(tx, List.of(entity));
        var snapshot = entity.snapshot(tx.organization());
        journal.record(tx, snapshot, Happened.created(Originator.KONTOR));
        return entity;
    }

    /**
     * Creates entities. Where there is an equivalent one already, none is created and the oldest of
     * these is the result. Refuses, in this order: an unknown parent, a hierarchy that is too deep.
     */
    List<Outcome<Snapshot>> create(Tx tx, List<Request<NewEntity>> requests) {
        table.lockAll(tx);
        var parents =
                requests.stream()
                        .flatMap(one -> one.input().parentId().stream())
                        .distinct()
                        .toList();
        var hierarchy = new Hierarchy(existing(tx, parents), table.lineage(tx, parents, List.of()));
        var like = table.equivalents(tx, requests.stream().map(Request::input).toList());
        var made = new ArrayList<Entity>();
        var outcomes = new ArrayList<Outcome<Snapshot>>();
        for (var one : requests) {
            var input = one.input();
            String wanted = EntityEquivalence.wanted(input);
            var refused =
                    input.parentId()
                            .flatMap(parent -> hierarchy.refusal(one.id(), "parentId", parent));
            if (refused.isPresent()) {
                outcomes.add(Outcome.refused(refused.get()));
                continue;
            }
            Entity entity = like.get(wanted);
            if (entity == null) {
                entity = input.made(one.id(), tx.now());
                made.add(entity);
                like.put(wanted, entity);
                like.putIfAbsent(
                        EntityEquivalence.named(entity.legalName(), entity.parentId()), entity);
                record(tx, one, entity, NewEvent.Type.CREATED);
            }
            outcomes.add(Outcome.done(entity.snapshot(tx.organization())));
        }
        table.insert(tx, made);
        return outcomes;
    }

    /**
     * What a list of changes must know about parents.
     *
     * @param existing those of the wanted parents that exist
     */
    private record Hierarchy(Set<UUID> existing, EntityTree tree) {

        Optional<Refusal> refusal(UUID entity, String field, UUID parent) {
            return existing.contains(parent)
                    ? tree.refusal(entity, parent).map(why -> why.at(field, ""))
                    : Optional.of(EntityRefusal.ENTITY_NOT_FOUND.at(field, ""));
        }

        /** The first refusal of a patch; a limited caller uses only the parents of the limit. */
        Optional<Refusal> refusal(Request<EntityPatch> request) {
            for (var step : request.input().parents()) {
                UUID parent = step.id().orElseThrow();
                var refused =
                        request.caller().accounts().allowsHolder(parent)
                                ? refusal(request.id(), step.field(), parent)
                                : Optional.of(EntityRefusal.ENTITY_NOT_FOUND.at(step.field(), ""));
                if (refused.isPresent()) {
                    return refused;
                }
            }
            return Optional.empty();
        }
    }

    /**
     * Changes entities. Refuses, in this order: an unknown entity, a deleted one, a stale version,
     * an unknown parent, a circle of parents, a hierarchy that is too deep.
     */
    List<Outcome<Snapshot>> patch(Tx tx, List<Request<EntityPatch>> requests) {
        var parents =
                requests.stream()
                        .flatMap(one -> one.input().parents().stream())
                        .flatMap(step -> step.id().stream())
                        .distinct()
                        .toList();
        if (!parents.isEmpty()) {
            table.lockAll(tx);
        }
        var ids = requests.stream().map(Request::id).distinct().toList();
        var before = table.lock(tx, ids);
        var known = existing(tx, parents);
        var tree = parents.isEmpty() ? new EntityTree(Map.of()) : table.lineage(tx, parents, ids);
        var hierarchy = new Hierarchy(known, tree);
        var after = new LinkedHashMap<UUID, Entity>();
        var outcomes = new ArrayList<Outcome<Snapshot>>();
        for (var one : requests) {
            var now = Optional.ofNullable(after.getOrDefault(one.id(), before.get(one.id())));
            var refused =
                    Versioned.refusal(one, WHAT, changeable(one, now))
                            .or(() -> hierarchy.refusal(one));
            if (refused.isPresent()) {
                outcomes.add(Outcome.refused(refused.get()));
                continue;
            }
            var patched = one.input().applyTo(now.orElseThrow(), tx.now());
            tree.put(patched.id(), patched.parentId());
            after.put(patched.id(), patched);
            record(tx, one, patched, NewEvent.Type.UPDATED);
            outcomes.add(Outcome.done(patched.snapshot(tx.organization())));
        }
        table.update(tx, before, List.copyOf(after.values()));
        return outcomes;
    }

    /**
     * Deletes entities. Refuses, in this order: an unknown entity, a deleted one, a stale version,
     * one in use.
     */
    List<Outcome<Snapshot>> delete(Tx tx, List<Request<UUID>> requests) {
        var ids = requests.stream().map(Request::id).distinct().toList();
        var before = table.lockForDelete(tx, ids);
        var children = table.children(tx, ids);
        var accounts = table.accounts(tx, ids);
        var named = uses.keeping(tx, ids);
        var after = new HashMap<UUID, Entity>();
        var outcomes = new ArrayList<Outcome<Snapshot>>();
        for (var one : requests) {
            var now = Optional.ofNullable(after.getOrDefault(one.id(), before.get(one.id())));
            var refused =
                    Versioned.refusal(one, WHAT, changeable(one, now))
                            .or(() -> used(one.id(), "account", accounts))
                            .or(() -> used(one.id(), "entity", children))
                            .or(() -> used(one.id(), named));
            if (refused.isPresent()) {
                outcomes.add(Outcome.refused(refused.get()));
                continue;
            }
            var dead = now.orElseThrow().delete(tx.now());
            after.put(dead.id(), dead);
            record(tx, one, dead, NewEvent.Type.DELETED);
            outcomes.add(Outcome.done(dead.snapshot(tx.organization())));
        }
        table.update(tx, before, List.copyOf(after.values()));
        return outcomes;
    }

    /**
     * The entity, if the caller may change it: a role with a limit changes only the entities that
     * its limit names.
     */
    private static Optional<Entity> changeable(Request<?> request, Optional<Entity> entity) {
        return entity.filter(known -> request.caller().accounts().allowsHolder(known.id()));
    }

    private static Optional<Refusal> used(UUID entity, String user, Map<UUID, UUID> users) {
        return Optional.ofNullable(users.get(entity))
                .map(id -> EntityRefusal.IN_USE.because(entity, user, id));
    }

    private static Optional<Refusal> used(UUID entity, Map<UUID, String> sentences) {
        return Optional.ofNullable(sentences.get(entity))
                .map(sentence -> EntityRefusal.IN_USE.because(entity, sentence));
    }

    private void record(Tx tx, Request<?> request, Entity entity, NewEvent.Type type) {
        journal.record(tx, entity.snapshot(tx.organization()), Happened.of(type, request.by()));
    }

    /**
     * Those of the ids that are entities of the organization; they cannot be deleted until the
     * transaction ends.
     */
    public Set<UUID> existing(Tx tx, Collection<UUID> ids) {
        return ids.isEmpty() ? Set.of() : table.holdExisting(tx, ids);
    }

    /**
     * The entity with this id. Refuses an unknown one and a deleted one. A role with a limit sees
     * the entities that its limit names, and those that hold an account of the limit.
     */
    Outcome<Entity> find(Tx tx, UUID id, AccountLimit limit) {
        var found = table.find(tx, id, limit);
        if (found.isEmpty()) {
            return Outcome.refused(Refusal.notFound(WHAT));
        }
        return found.get().deleted()
                ? Outcome.refused(Refusal.gone(WHAT))
                : Outcome.done(found.get());
    }

    Page<Entity> list(Tx tx, AccountLimit limit, PageRequest page) {
        var before = page.after().map(UUID::fromString).orElse(null);
        return Page.cut(
                table.list(tx, limit, before, page.limit() + 1),
                page.limit(),
                entity -> entity.id().toString());
    }
}
