package kontor.approvals;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import kontor.db.Tx;

/**
 * Which ids exist in the rooms beside and below, so that no chain names what is not there; answered
 * by those rooms.
 */
@FunctionalInterface
public interface KnownIds {

    /** What a chain can name. */
    enum Kind {
        ROLE,
        USER,
        ENTITY,
        ACCOUNT
    }

    /** Those of the ids that exist; roles are held against deleting until {@code tx} ends. */
    Set<UUID> existing(Tx tx, Kind kind, Collection<UUID> ids);
}
