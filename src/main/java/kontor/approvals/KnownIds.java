package kontor.approvals;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import kontor.db.Tx;

/**
 * Answers which ids exist, so that a chain names only what exists; implemented by the rooms of
 * these resources.
 */
@FunctionalInterface
public interface KnownIds {

    /** The resources that a chain can name. */
    enum Kind {
        ROLE,
        USER,
        ENTITY,
        ACCOUNT
    }

    /** Those of the ids that exist; roles cannot be deleted until {@code tx} ends. */
    Set<UUID> existing(Tx tx, Kind kind, Collection<UUID> ids);
}
