package kontor.emergency;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import kontor.core.OrganizationId;
import kontor.db.Database;

/** Waits for the files that may be leaving at the moment in which they are paused. */
public final class LeavingFiles {

    /** A frozen node loses its turn within ten seconds, and whoever takes over settles its file. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Database database;
    private final Duration patience;
    private final LeavingTable table = new LeavingTable();

    public LeavingFiles(Database database) {
        this(database, PATIENCE);
    }

    LeavingFiles(Database database, Duration patience) {
        this.database = database;
        this.patience = patience;
    }

    /**
     * Waits until none is leaving, at most {@link #PATIENCE} or what was given.
     *
     * @param connection this one only; absent, all of the organization
     * @return how many nobody could settle until then; none of them is begun again
     */
    public int await(OrganizationId organization, Optional<UUID> connection) {
        long giveUp = System.nanoTime() + patience.toNanos();
        int left = count(organization, connection);
        while (left > 0 && System.nanoTime() - giveUp < 0) {
            LockSupport.parkNanos(PAUSE.toNanos());
            left = count(organization, connection);
        }
        return left;
    }

    private int count(OrganizationId organization, Optional<UUID> connection) {
        return database.read(organization, tx -> table.count(tx, connection));
    }
}
