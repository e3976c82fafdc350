package kontor.connections;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import kontor.core.OrganizationId;
import org.jdbi.v3.core.Handle;

/**
 * A bank that Kontor itself plays, at the other end of a {@link Channel}; its own work is done
 * between what is sent to it and what is fetched from it.
 */
public interface SimulatedBank {

    /** Does what is due by {@code bankNow}. */
    void run(OrganizationId organization, Instant bankNow);

    /**
     * Since when or from when there is something to do for each organization, or to fetch; nothing
     * of those for whom there never will be. Asked of all organizations at once.
     *
     * @param watching sees what waits, whosever it is (migration V25)
     */
    Map<OrganizationId, Instant> moments(Handle watching);

    /** The next moment after {@code after} at which there will be something to do. */
    Optional<Instant> nextMoment(OrganizationId organization, Instant after);
}
