package kontor.iam;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import kontor.db.Tx;

/**
 * Answers whether roles may be deleted, for the rooms above that refer to roles. When it is called,
 * the roles are locked for update.
 */
@FunctionalInterface
public interface RoleUses {

    /** Those of the roles that are still needed, each with a sentence that says by what. */
    Map<UUID, String> keeping(Tx tx, Collection<UUID> roleIds);
}
