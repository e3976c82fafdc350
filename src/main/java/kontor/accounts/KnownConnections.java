package kontor.accounts;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import kontor.db.Tx;

/** Answers which bank connections exist, for new accounts; implemented by the connections room. */
@FunctionalInterface
public interface KnownConnections {

    /**
     * What an account takes over from its connection.
     *
     * @param thirdPartyId the bank
     * @param fictive the bank is the test bank
     */
    record Known(UUID thirdPartyId, boolean fictive) {}

    /**
     * Those of the ids that are connections in use; they cannot be deleted until {@code tx} ends.
     */
    Map<UUID, Known> existing(Tx tx, Collection<UUID> connectionIds);
}
