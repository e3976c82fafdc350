package kontor.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An advisory lock of a session of its own, for work that is longer than a transaction may be: the
 * session is idle, but in no transaction, which the server would end ({@link
 * Patience#OF_THE_SERVER}). It shuts out transactions and sessions that ask for the same number, on
 * any node, and dies with its session.
 */
public final class SessionLock implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SessionLock.class);

    private final Connection session;
    private final long number;

    private SessionLock(Connection session, long number) {
        this.session = session;
        this.number = number;
    }

    /** Empty when another has it. */
    public static Optional<SessionLock> tryTake(Database database, long number) {
        try {
            var lock = new SessionLock(database.dataSource().getConnection(), number);
            boolean taken = false;
            try {
                taken = lock.ask("SELECT pg_try_advisory_lock(?)");
                return taken ? Optional.of(lock) : Optional.empty();
            } finally {
                if (!taken) {
                    lock.session.close();
                }
            }
        } catch (SQLException away) {
            throw Database.away(away);
        }
    }

    private boolean ask(String sql) throws SQLException {
        try (var statement = session.prepareStatement(sql)) {
            statement.setLong(1, number);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /** The work is done by now: a session that is gone took the lock with it, and nothing else. */
    @Override
    public void close() {
        try (session) {
            ask("SELECT pg_advisory_unlock(?)");
        } catch (SQLException gone) {
            LOG.info("a lock went with its session: {}", gone.getMessage());
        }
    }
}
