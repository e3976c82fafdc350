package kontor.entities;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import kontor.db.Tx;

/**
 * Answers whether entities may be deleted, for the rooms above that refer to entities. When it is
 * called, the entities are locked for update.
 */
@FunctionalInterface
public interface EntityUses {

    /** Those of the entities that are still needed, each with a sentence that says by what. */
    Map<UUID, String> keeping(Tx tx, Collection<UUID> entityIds);
}
