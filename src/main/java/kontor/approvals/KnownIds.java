package kontor.approvals;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import kontor.db.Tx;

/** Which ids exist in the rooms beside and below; answered by them, so that no chain names what is not there. */
@FunctionalInterface
public interface KnownIds {

    /** What a chain can name. */
    enum Kind { ROLE, USER, ENTITY, ACCOUNT }

    /** Those of the ids that exist in the organization; roles are held against deleting until the end of {@code tx}. */
    Set<UUID> existing(Tx tx, Kind kind, Collection<UUID> ids);
}
