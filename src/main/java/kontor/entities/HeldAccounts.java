package kontor.entities;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import kontor.db.Tx;

/** Which accounts entities hold: known to the room above that keeps accounts. */
public interface HeldAccounts {

    /** Those of the entities that hold accounts, each with one of these. */
    Map<UUID, UUID> ofEntities(Tx tx, Collection<UUID> entities);

    /** The entities that hold one of these accounts. */
    Set<UUID> holders(Tx tx, Collection<UUID> accounts);
}
