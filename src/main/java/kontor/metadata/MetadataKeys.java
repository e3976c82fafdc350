package kontor.metadata;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import kontor.changerequests.Area;
import kontor.changerequests.FourEyes;
import kontor.changerequests.Operation;
import kontor.changes.Door;
import kontor.changes.ExistingDoor;
import kontor.changes.ExistingDoor.Found;
import kontor.changes.Happened;
import kontor.changes.Journal;
import kontor.changes.NoInput;
import kontor.changes.Request;
import kontor.changes.ResourceKind;
import kontor.changes.Snapshot;
import kontor.core.Caller;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.core.Use;
import kontor.db.Tx;
import kontor.events.NewEvent;
import kontor.wire.Page;
import kontor.wire.PageRequest;

/**
 * The door to metadata keys. Changes of one organization run one after the other, so that its
 * limits hold.
 */
public final class MetadataKeys {

    static final String RESOURCE = "metadata_keys";
    static final int MOST = 100;
    static final int MOST_REQUIRED = 20;
    public static final ResourceKind KIND = new ResourceKind(RESOURCE, "Metadata key");

    public static final Use CREATE = Use.of("metadata_keys:create");
    public static final Use READ = Use.of("metadata_keys:read");
    public static final Use UPDATE = Use.of("metadata_keys:update");
    public static final Use DELETE = Use.of("metadata_keys:delete");

    private final MetadataKeyTable table = new MetadataKeyTable();
    private final ImpactTable impacts = new ImpactTable();
    private final Journal journal;

    /** Defines keys; refuses by {@link MetadataKeyRefusal}. */
    public final Door<NewMetadataKey> create;

    /**
     * Changes what keys require; refuses by {@link ResourceKind}, {@code too_many_required_keys}.
     */
    public final Door<MetadataKeyPatch> patch;

    /** Deletes keys; their names may be used again; refuses by {@link ResourceKind}. */
    public final Door<NoInput> delete;

    public MetadataKeys(Journal journal, FourEyes fourEyes) {
        this.journal = journal;
        var area = Area.METADATA_KEYS;
        create =
                fourEyes.door(
                        Operation.of(area, "createMetadataKey", CREATE, NewMetadataKey::parse)
                                .ofWhole(),
                        this::create);
        patch =
                fourEyes.door(
                        Operation.patch(
                                        area,
                                        "updateMetadataKey",
                                        UPDATE,
                                        MetadataKeyPatch.RULES,
                                        MetadataKeyPatch::parse)
                                .ofWhole(),
                        new ExistingDoor<>(KIND, this::lock, this::patched));
        delete =
                fourEyes.door(
                        Operation.delete(area, "deleteMetadataKey", DELETE).ofWhole(),
                        new ExistingDoor<>(KIND, this::lock, this::deleted));
    }

    private List<Outcome<Snapshot>> create(Tx tx, List<Request<NewMetadataKey>> requests) {
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

    /**
     * What a key with these terms would meet, of the kinds that it is for and that the caller may
     * read. It looks and changes nothing; a key is about the whole organization.
     */
    public List<MetadataImpact> impact(Tx tx, Caller caller, String key, KeyTerms terms) {
        caller.requireWholeOrganization();
        return terms.scopes().stream()
                .filter(scope -> caller.may(scope.resource().word() + ":read"))
                .map(scope -> impacts.of(tx, key, scope, terms.allowedValues()))
                .toList();
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

    private Map<UUID, MetadataKey> lock(Tx tx, Collection<UUID> ids) {
        table.lockAll(tx);
        return byId(table.of(tx, ids));
    }

    private List<Outcome<Snapshot>> patched(
            Tx tx, List<Found<MetadataKeyPatch, MetadataKey>> list) {
        var live = byId(table.live(tx));
        return change(
                tx,
                list,
                NewEvent.Type.UPDATED,
                one -> {
                    var key = one.now();
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

    private List<Outcome<Snapshot>> deleted(Tx tx, List<Found<NoInput, MetadataKey>> list) {
        var outcomes =
                change(
                        tx,
                        list,
                        NewEvent.Type.DELETED,
                        one -> Outcome.done(one.now().delete(tx.now())));
        table.count(tx, -list.size());
        return outcomes;
    }

    private <T> List<Outcome<Snapshot>> change(
            Tx tx,
            List<Found<T, MetadataKey>> list,
            NewEvent.Type type,
            Function<Found<T, MetadataKey>, Outcome<MetadataKey>> step) {
        var after = new ArrayList<MetadataKey>();
        var outcomes = new ArrayList<Outcome<Snapshot>>();
        for (var one : list) {
            var changed = step.apply(one);
            outcomes.add(
                    changed.map(
                            key -> {
                                after.add(key);
                                return recorded(tx, one.request(), key, type);
                            }));
        }
        table.update(tx, ExistingDoor.now(list), after);
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

    /** Keys belong to no account, so every caller with the permission sees all. */
    public Outcome<MetadataKey> find(Tx tx, Caller caller, UUID id) {
        return KIND.found(caller, table.of(tx, List.of(id)).stream().findFirst());
    }

    /** Newest first. */
    public Page<MetadataKey> list(Tx tx, Caller caller, PageRequest page) {
        var before = page.after().map(UUID::fromString).orElse(null);
        return Page.cut(
                table.list(tx, before, page.limit() + 1), page.limit(), key -> key.id().toString());
    }
}
