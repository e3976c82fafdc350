package kontor.entities;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.caps.Cap;
import kontor.changes.Door;
import kontor.changes.ExistingDoor;
import kontor.changes.ExistingDoor.Found;
import kontor.changes.Happened;
import kontor.changes.Journal;
import kontor.changes.NoInput;
import kontor.changes.Originator;
import kontor.changes.Request;
import kontor.changes.ResourceKind;
import kontor.changes.Snapshot;
import kontor.core.Caller;
import kontor.core.Ids;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.core.Use;
import kontor.db.Tx;
import kontor.events.NewEvent;
import kontor.wire.Page;
import kontor.wire.PageRequest;
import org.jspecify.annotations.Nullable;

/** The door to the legal entities of an organization. */
public final class Entities {

    public static final String RESOURCE = "entities";
    public static final ResourceKind KIND = new ResourceKind(RESOURCE, "entity");

    public static final Use CREATE = Use.of("entities:create");
    public static final Use READ = Use.of("entities:read");
    public static final Use UPDATE = Use.of("entities:update");
    public static final Use DELETE = Use.of("entities:delete");

    private final Journal journal;
    private final EntityUses uses;
    private final HeldAccounts heldAccounts;
    private final EntityTable table = new EntityTable();
    private final HierarchyTable hierarchyTable = new HierarchyTable();

    /**
     * Changes entities. Refuses by {@link ResourceKind}, then an unknown parent, a circle of
     * parents, and a hierarchy that is too deep.
     */
    public final Door<EntityPatch> patch = new ExistingDoor<>(KIND, table::lock, this::patched);

    /** Deletes entities. Refuses by {@link ResourceKind}, then one in use. */
    public final Door<NoInput> delete =
            new ExistingDoor<>(KIND, table::lockForDelete, this::deleted);

    /**
     * @param uses whether rooms above still need an entity
     * @param heldAccounts of the room above that keeps accounts
     */
    public Entities(Journal journal, EntityUses uses, HeldAccounts heldAccounts) {
        this.journal = journal;
        this.uses = uses;
        this.heldAccounts = heldAccounts;
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
    public List<Outcome<Snapshot>> create(Tx tx, List<Request<NewEntity>> requests) {
        table.lockAll(tx);
        var parents =
                requests.stream()
                        .flatMap(one -> one.input().parentId().stream())
                        .distinct()
                        .toList();
        var hierarchy =
                new Hierarchy(
                        existing(tx, parents), hierarchyTable.lineage(tx, parents, List.of()));
        var like = table.equivalents(tx, requests.stream().map(Request::input).toList());
        var room = Cap.TOO_MANY_ENTITIES.room(tx);
        var made = new ArrayList<Entity>();
        var outcomes = new ArrayList<Outcome<Snapshot>>();
        for (var one : requests) {
            var input = one.input();
            String wanted = EntityEquivalence.wanted(input);
            var refused =
                    input.parentId()
                            .flatMap(parent -> hierarchy.refusal(one.id(), "parentId", parent))
                            .or(() -> like.containsKey(wanted) ? Optional.empty() : room.take());
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
                recorded(tx, one, entity, NewEvent.Type.CREATED);
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

    private List<Outcome<Snapshot>> patched(Tx tx, List<Found<EntityPatch, Entity>> list) {
        var parents =
                list.stream()
                        .flatMap(one -> one.input().parents().stream())
                        .flatMap(step -> step.id().stream())
                        .distinct()
                        .toList();
        var hierarchy = hierarchy(tx, parents, list);
        var after = new ArrayList<Entity>();
        var outcomes = new ArrayList<Outcome<Snapshot>>();
        for (var one : list) {
            var refused = hierarchy.refusal(one.request());
            if (refused.isPresent()) {
                outcomes.add(Outcome.refused(refused.get()));
                continue;
            }
            var patched = one.input().applyTo(one.now(), tx.now());
            hierarchy.tree.put(patched.id(), patched.parentId());
            after.add(patched);
            outcomes.add(Outcome.done(recorded(tx, one.request(), patched, NewEvent.Type.UPDATED)));
        }
        table.update(tx, ExistingDoor.now(list), after);
        return outcomes;
    }

    private Hierarchy hierarchy(Tx tx, List<UUID> parents, List<Found<EntityPatch, Entity>> list) {
        if (parents.isEmpty()) {
            return new Hierarchy(Set.of(), new EntityTree(Map.of()));
        }
        table.lockAll(tx);
        var moved = list.stream().map(one -> one.now().id()).toList();
        return new Hierarchy(existing(tx, parents), hierarchyTable.lineage(tx, parents, moved));
    }

    private List<Outcome<Snapshot>> deleted(Tx tx, List<Found<NoInput, Entity>> list) {
        var before = ExistingDoor.now(list);
        var children = hierarchyTable.children(tx, before.keySet());
        var accounts = heldAccounts.ofEntities(tx, before.keySet());
        var named = uses.keeping(tx, before.keySet());
        var after = new ArrayList<Entity>();
        var outcomes = new ArrayList<Outcome<Snapshot>>();
        for (var one : list) {
            UUID id = one.now().id();
            var refused =
                    used(id, "account", accounts)
                            .or(() -> used(id, "entity", children))
                            .or(() -> used(id, named));
            if (refused.isPresent()) {
                outcomes.add(Outcome.refused(refused.get()));
                continue;
            }
            var dead = one.now().delete(tx.now());
            after.add(dead);
            outcomes.add(Outcome.done(recorded(tx, one.request(), dead, NewEvent.Type.DELETED)));
        }
        table.update(tx, before, after);
        return outcomes;
    }

    private static Optional<Refusal> used(UUID entity, String user, Map<UUID, UUID> users) {
        return Optional.ofNullable(users.get(entity))
                .map(id -> EntityRefusal.IN_USE.because(entity, user, id));
    }

    private static Optional<Refusal> used(UUID entity, Map<UUID, String> sentences) {
        return Optional.ofNullable(sentences.get(entity))
                .map(sentence -> EntityRefusal.IN_USE.because(entity, sentence));
    }

    private Snapshot recorded(Tx tx, Request<?> request, Entity entity, NewEvent.Type type) {
        var snapshot = entity.snapshot(tx.organization());
        return journal.record(tx, snapshot, Happened.of(type, request.by()));
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
    public Outcome<Entity> find(Tx tx, Caller caller, UUID id) {
        var found = table.find(tx, id, seen(tx, caller));
        if (found.isEmpty()) {
            return Outcome.refused(Refusal.notFound(KIND.inWords()));
        }
        return found.get().deleted()
                ? Outcome.refused(Refusal.gone(KIND.inWords()))
                : Outcome.done(found.get());
    }

    /** Null: all of the organization. */
    private UUID @Nullable [] seen(Tx tx, Caller caller) {
        var limit = caller.accounts();
        if (limit.all()) {
            return null;
        }
        var seen = new HashSet<>(heldAccounts.holders(tx, limit.accountIds()));
        seen.addAll(limit.entityIds());
        return seen.toArray(UUID[]::new);
    }

    /** Newest first; only those that the caller may see, as for {@link #find}. */
    public Page<Entity> list(Tx tx, Caller caller, PageRequest page) {
        var before = page.after().map(UUID::fromString).orElse(null);
        return Page.cut(
                table.list(tx, seen(tx, caller), before, page.limit() + 1),
                page.limit(),
                entity -> entity.id().toString());
    }
}
