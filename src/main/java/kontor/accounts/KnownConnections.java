package kontor.accounts;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import kontor.db.Tx;

/** The ways to banks that accounts can be reached by; answered by the room that keeps them. */
@FunctionalInterface
public interface KnownConnections {

    /**
     * A connection as an account needs it.
     *
     * @param thirdPartyId the bank
     * @param fictive the bank is the test bank
     */
    record Known(UUID thirdPartyId, boolean fictive) {}

    /**
     * Those of the ids that are connections in use; held against deleting until the end of {@code
     * tx}.
     */
    Map<UUID, Known> existing(Tx tx, Collection<UUID> connectionIds);
}
