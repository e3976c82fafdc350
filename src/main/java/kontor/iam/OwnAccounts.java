package kontor.iam;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import kontor.db.Tx;

/** What roles can be limited to; answered by the room that keeps accounts and entities. */
public interface OwnAccounts {

    /** Those of the ids that are accounts of the organization. */
    Set<UUID> accounts(Tx tx, Collection<UUID> ids);

    /** Those of the ids that are entities of the organization. */
    Set<UUID> entities(Tx tx, Collection<UUID> ids);

    /** The accounts that these entities hold now. */
    Set<UUID> heldBy(Tx tx, Collection<UUID> entityIds);
}
