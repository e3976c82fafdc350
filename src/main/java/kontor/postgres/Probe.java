package kontor.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks a server how it is, over a connection of its own that it keeps: a pool only tells that it
 * has none to give.
 */
public final class Probe implements AutoCloseable {

    /** Something that connects within a limit, and whose statements have one. */
    interface Address {
        Connection connect() throws SQLException;
    }

    private final String jdbcUrl;
    private final Address address;
    private @Nullable Connection kept;

    Probe(String jdbcUrl, Address address) {
        this.jdbcUrl = jdbcUrl;
        this.address = address;
    }

    /** Why nothing can be changed in the database now, in one sentence; empty when it can. */
    public synchronized Optional<String> trouble() {
        boolean isOld = kept != null;
        long asked = System.nanoTime();
        try {
            if (!ServerChecks.isReadOnly(connection())) {
                return Optional.empty();
            }
            // The next question may find the server that takes changes by now.
            close();
            return Optional.of(DatabaseFault.ofReadOnly(jdbcUrl).sentence());
        } catch (SQLException failed) {
            close();
            if (isOld && !DatabaseFault.isSilence(failed)) {
                // That a session ended says nothing yet of the server.
                return trouble();
            }
            var waited = Duration.ofNanos(System.nanoTime() - asked);
            return Optional.of(DatabaseFault.of(failed, jdbcUrl, waited).sentence());
        }
    }

    private Connection connection() throws SQLException {
        var open = kept;
        if (open == null) {
            open = address.connect();
            kept = open;
        }
        return open;
    }

    /** The next question makes a new connection. */
    @Override
    public synchronized void close() {
        var open = kept;
        kept = null;
        try {
            if (open != null) {
                // A server that is silent would not hear a farewell.
                open.abort(Runnable::run);
            }
        } catch (SQLException _) {
            // It was gone already.
        }
    }
}
