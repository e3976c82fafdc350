package kontor.wire;

import java.util.Optional;
import java.util.UUID;
import kontor.core.Ids;

/** How a client names a resource: by its id, or by its own {@code external:} id. */
public sealed interface ResourceRef {

    record ById(UUID id) implements ResourceRef {}

    record ByExternalId(String externalId) implements ResourceRef {}

    /** Well formed, but no id that Kontor ever gave. */
    record Unknown() implements ResourceRef {}

    /**
     * The id, where it is one; else a fresh one that finds nothing, for looking up what a change
     * did.
     */
    default UUID idOrFresh() {
        return this instanceof ById(var id) ? id : Ids.next();
    }

    String PREFIX = "external:";

    static ResourceRef parse(String text) {
        if (text.startsWith(PREFIX)) {
            return new ByExternalId(text.substring(PREFIX.length()));
        }
        Optional<ResourceRef> byId = Ids.parse(text).map(ById::new);
        return byId.orElseGet(Unknown::new);
    }
}
