package kontor.iam;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import kontor.db.Tx;

/**
 * May these roles be deleted? Asked of the rooms that name roles, with the roles locked for update.
 */
@FunctionalInterface
public interface RoleUses {

    /** Roles that are still needed, each with a sentence that says by what. */
    Map<UUID, String> keeping(Tx tx, Collection<UUID> roleIds);
}
