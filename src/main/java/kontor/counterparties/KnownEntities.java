package kontor.counterparties;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import kontor.db.Tx;

/** Which entities the organization has; implemented by the accounts room. */
@FunctionalInterface
public interface KnownEntities {

    Set<UUID> existing(Tx tx, Collection<UUID> entityIds);
}
