package kontor.iam;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import kontor.db.Tx;

/**
 * Answers which accounts and entities a role can be limited to; implemented by the accounts room.
 */
public interface OwnAccounts {

    /** Those of the ids that are accounts of the organization. */
    Set<UUID> accounts(Tx tx, Collection<UUID> ids);

    /** Those of the ids that are entities of the organization. */
    Set<UUID> entities(Tx tx, Collection<UUID> ids);

    /** The ids of the accounts that these entities hold now. */
    Set<UUID> heldBy(Tx tx, Collection<UUID> entityIds);
}
