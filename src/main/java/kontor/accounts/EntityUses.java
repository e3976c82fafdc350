package kontor.accounts;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import kontor.db.Tx;

/**
 * May these entities be deleted? Asked of the rooms that name entities, with the entities locked
 * for update.
 */
@FunctionalInterface
public interface EntityUses {

    /** Entities that are still needed, each with a sentence that says by what. */
    Map<UUID, String> keeping(Tx tx, Collection<UUID> entityIds);
}
