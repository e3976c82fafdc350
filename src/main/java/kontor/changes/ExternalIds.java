package kontor.changes;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.core.Maps;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.db.Tx;
import kontor.wire.ResourceRef;

/** One register of external ids for all resources of an organization. */
public final class ExternalIds {

    /** Whose an external id is; {@code released} when that resource was deleted. */
    public record Owner(String externalId, String resource, UUID id, boolean released) {}

    /**
     * An external id wanted for a resource that is being created.
     *
     * @param limited whoever asks is limited to some accounts: what has the external id may be of
     *     another one
     */
    public record Wanted(String externalId, UUID id, boolean limited) {

        public static Wanted of(Request<?> request, String externalId) {
            return new Wanted(externalId, request.id(), isLimited(request));
        }

        private static boolean isLimited(Request<?> request) {
            return !request.caller().accounts().all();
        }
    }

    /** Those of the ids asked for whose callers are limited to some accounts. */
    public static Set<UUID> limited(List<? extends Request<?>> requests) {
        return requests.stream()
                .filter(Wanted::isLimited)
                .map(Request::id)
                .collect(Collectors.toSet());
    }

    /**
     * Registers external ids. The last check of a create: what is refused for another reason must
     * not claim.
     *
     * @return the ids whose external id belongs to another resource, with the refusal to tell
     */
    public Map<UUID, Refusal> claim(Tx tx, String resource, List<Wanted> wanted) {
        var refused = new HashMap<UUID, Refusal>();
        var first = new HashMap<String, UUID>();
        var limited = new HashSet<UUID>();
        for (Wanted one : wanted) {
            UUID before = first.putIfAbsent(one.externalId, one.id);
            if (before != null) {
                refused.put(one.id, taken(one, new Owner(one.externalId, resource, before, false)));
            }
            if (one.limited) {
                limited.add(one.id);
            }
        }
        if (first.isEmpty()) {
            return refused;
        }
        var mine = new HashSet<>(insert(tx, resource, first));
        var others = first.keySet().stream().filter(text -> !mine.contains(text)).toList();
        if (!others.isEmpty()) {
            find(tx, others)
                    .values()
                    .forEach(
                            owner -> {
                                UUID id = Maps.required(first, owner.externalId);
                                refused.put(
                                        id,
                                        taken(
                                                new Wanted(
                                                        owner.externalId, id, limited.contains(id)),
                                                owner));
                            });
        }
        return refused;
    }

    private static List<String> insert(Tx tx, String resource, Map<String, UUID> wanted) {
        var texts = wanted.keySet().stream().sorted().toList();
        return tx.query(
                        """
                        INSERT INTO external_ids AS external_ids (organization_id, external_id, resource, resource_id)
                        SELECT :org, u.external_id, :resource, u.id
                        FROM unnest(:texts::text[], :ids::uuid[]) AS u (external_id, id)
                        ON CONFLICT (organization_id, external_id) DO UPDATE
                            SET resource = excluded.resource, resource_id = excluded.resource_id, released = false
                            WHERE external_ids.released
                        RETURNING external_id
                        """)
                .bind("resource", resource)
                .bind("texts", texts.toArray(String[]::new))
                .bind("ids", texts.stream().map(wanted::get).toArray(UUID[]::new))
                .mapTo(String.class)
                .list();
    }

    public static Refusal taken(Wanted wanted, Owner owner) {
        return Refusal.rule(
                "external_id_taken",
                "externalId",
                "externalId "
                        + owner.externalId
                        + (wanted.limited
                                ? " is taken"
                                : " belongs to " + owner.resource + " " + owner.id)
                        + "; choose another one");
    }

    /** Takes back claims of this same transaction, of resources that were refused after all. */
    public void withdraw(Tx tx, Collection<UUID> ids) {
        tx.update(
                        """
                        DELETE FROM external_ids WHERE organization_id = :org AND resource_id = ANY (:ids)
                        """)
                .bind("ids", ids.toArray(UUID[]::new))
                .execute();
    }

    /** A deleted resource gives its external id free. */
    public void release(Tx tx, Collection<UUID> ids) {
        tx.update(
                        """
                        UPDATE external_ids SET released = true
                        WHERE organization_id = :org AND resource_id = ANY (:ids)
                        """)
                .bind("ids", ids.toArray(UUID[]::new))
                .execute();
    }

    /** Looks up what a list of requests names, in one statement. */
    public ResolvedIds named(Tx tx, Stream<ResourceRef> references) {
        return ResolvedIds.in(tx, this, references);
    }

    public Map<String, Owner> find(Tx tx, Collection<String> externalIds) {
        if (externalIds.isEmpty()) {
            return Map.of();
        }
        return tx.query(
                        """
                        SELECT external_id, resource, resource_id, released FROM external_ids
                        WHERE organization_id = :org AND external_id = ANY (:texts)
                        """)
                .bind("texts", externalIds.toArray(String[]::new))
                .map(
                        (row, _) ->
                                new Owner(
                                        row.getString(1),
                                        row.getString(2),
                                        row.getObject(3, UUID.class),
                                        row.getBoolean(4)))
                .collectToMap(Owner::externalId, owner -> owner);
    }

    /** The id a client means; refuses what is unknown or deleted. */
    public Outcome<UUID> resolve(Tx tx, ResourceKind kind, ResourceRef reference) {
        return resolve(tx, kind.name(), kind.inWords(), reference);
    }

    /** The same in a list of which every external id was looked up already. */
    static Outcome<UUID> resolve(
            Map<String, Owner> found, ResourceKind kind, ResourceRef reference) {
        return switch (reference) {
            case ResourceRef.ById(var id) -> Outcome.done(id);
            case ResourceRef.Unknown() -> Outcome.refused(Refusal.notFound(kind.inWords()));
            case ResourceRef.ByExternalId(var text) -> {
                var owner =
                        Optional.ofNullable(found.get(text))
                                .filter(one -> one.resource.equals(kind.name()));
                if (owner.isEmpty()) {
                    yield Outcome.refused(Refusal.notFound(kind.inWords()));
                }
                yield owner.get().released
                        ? Outcome.refused(Refusal.gone(kind.inWords()))
                        : Outcome.done(owner.get().id);
            }
        };
    }

    /**
     * The id a client means.
     *
     * @param what the resource in words, for the refusal
     */
    public Outcome<UUID> resolve(Tx tx, String resource, String what, ResourceRef reference) {
        var texts =
                reference instanceof ResourceRef.ByExternalId(var text)
                        ? List.of(text)
                        : List.<String>of();
        return resolve(find(tx, texts), new ResourceKind(resource, what), reference);
    }
}
