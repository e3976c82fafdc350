package kontor.counterparties;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import kontor.db.Tx;

/**
 * Which external accounts are in use, so that they cannot be deleted; implemented by rooms above.
 */
@FunctionalInterface
public interface Uses {

    /** Each account that is in use, with a sentence that names what uses it. */
    Map<UUID, String> of(Tx tx, Collection<UUID> externalAccountIds);
}
