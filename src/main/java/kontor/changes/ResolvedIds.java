package kontor.changes;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import kontor.db.Tx;
import kontor.wire.ResourceRef;

/**
 * The resources that the requests of a list name, with every external id among them looked up at
 * once.
 */
public final class ResolvedIds {

    private final Map<String, ExternalIds.Owner> byExternalId;

    private ResolvedIds(Map<String, ExternalIds.Owner> byExternalId) {
        this.byExternalId = byExternalId;
    }

    static ResolvedIds in(Tx tx, ExternalIds externalIds, Stream<ResourceRef> references) {
        return new ResolvedIds(
                externalIds.find(
                        tx,
                        references
                                .flatMap(
                                        reference ->
                                                reference
                                                                instanceof
                                                                ResourceRef.ByExternalId(var text)
                                                        ? Stream.of(text)
                                                        : Stream.empty())
                                .distinct()
                                .toList()));
    }

    /** Whether an external id belongs to anything that was not deleted. */
    public boolean isTaken(String externalId) {
        var owner = byExternalId.get(externalId);
        return owner != null && !owner.released();
    }

    /**
     * The id that is meant; empty for an external id that belongs to nothing, or to another kind of
     * resource.
     */
    public Optional<UUID> id(ResourceRef reference, String resource) {
        return switch (reference) {
            case ResourceRef.ById(var id) -> Optional.of(id);
            case ResourceRef.ByExternalId(var text) ->
                    Optional.ofNullable(byExternalId.get(text))
                            .filter(owner -> owner.resource().equals(resource))
                            .map(ExternalIds.Owner::id);
            case ResourceRef.Unknown() -> Optional.empty();
        };
    }
}
