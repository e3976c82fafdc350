package kontor.connections;

import java.time.Instant;
import java.util.Optional;
import kontor.core.OrganizationId;

/**
 * A bank that Kontor itself plays, at the other end of a {@link Channel}; its own work is done
 * between what is sent to it and what is fetched from it.
 */
public interface SimulatedBank {

    /** Does what is due by {@code bankNow}. */
    void run(OrganizationId organization, Instant bankNow);

    /** The next moment after {@code after} at which there will be something to do. */
    Optional<Instant> nextMoment(OrganizationId organization, Instant after);
}
