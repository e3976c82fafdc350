package kontor.connections;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import kontor.db.Tx;

/**
 * May these connections be deleted? Asked of the rooms that use them, with the connections locked.
 */
@FunctionalInterface
public interface ConnectionUses {

    /** Connections that are still needed, each with a sentence that says by what. */
    Map<UUID, String> keeping(Tx tx, Collection<UUID> connectionIds);
}
