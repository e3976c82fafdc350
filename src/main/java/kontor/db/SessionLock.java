package kontor.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An advisory lock that a database session of its own holds, for work that takes longer than a
 * transaction may ({@link Timeouts}). No other transaction or session of any node can take the same
 * lock meanwhile. It ends when the session ends, for whatever reason.
 */
public final class SessionLock implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SessionLock.class);

    private final Connection session;

    private SessionLock(Connection session) {
        this.session = session;
    }

    /** Takes the lock; empty when somebody else has it. */
    public static Optional<SessionLock> tryTake(Database database, AdvisoryLock wanted) {
        return opened(database, session -> isFree(session, wanted));
    }

    /**
     * Takes the lock, and waits for it where somebody else has it.
     *
     * @throws DatabaseAway when that takes longer than {@link Timeouts#LONG_WAIT}
     */
    public static SessionLock take(Database database, AdvisoryLock wanted) {
        return opened(
                        database,
                        session -> {
                            await(session, wanted);
                            return true;
                        })
                .orElseThrow();
    }

    @FunctionalInterface
    private interface Asking {
        boolean taken(Connection session) throws SQLException;
    }

    private static Optional<SessionLock> opened(Database database, Asking asking) {
        try {
            Connection session = database.dataSource().getConnection();
            boolean taken = false;
            try {
                taken = asking.taken(session);
                return taken ? Optional.of(new SessionLock(session)) : Optional.empty();
            } finally {
                if (!taken) {
                    session.close();
                }
            }
        } catch (SQLException away) {
            throw Database.away(away);
        }
    }

    private static boolean isFree(Connection session, AdvisoryLock wanted) throws SQLException {
        return switch (wanted) {
            case AdvisoryLock.Single(long number) ->
                    ask(session, "SELECT pg_try_advisory_lock(?)", number);
            case AdvisoryLock.Pair(int space, int number) ->
                    ask(session, "SELECT pg_try_advisory_lock(?, ?)", space, number);
        };
    }

    /** Only this transaction has the longer timeout; the session lock outlives it. */
    private static void await(Connection session, AdvisoryLock wanted) throws SQLException {
        int usual = session.getNetworkTimeout();
        long longest = Timeouts.LONG_WAIT.toMillis();
        session.setNetworkTimeout(Runnable::run, (int) longest);
        session.setAutoCommit(false);
        ask(
                session,
                "SELECT set_config('statement_timeout', ?, true) <> ''",
                Long.toString(longest - usual));
        switch (wanted) {
            case AdvisoryLock.Single(long number) ->
                    ask(session, "SELECT pg_advisory_lock(?) IS NOT NULL", number);
            case AdvisoryLock.Pair(int space, int number) ->
                    ask(session, "SELECT pg_advisory_lock(?, ?) IS NOT NULL", space, number);
        }
        session.commit();
        session.setAutoCommit(true);
        session.setNetworkTimeout(Runnable::run, usual);
    }

    private static boolean ask(Connection session, String sql, Object... values)
            throws SQLException {
        try (var statement = session.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /** Releases the lock. A lost session has released it already, so that is no failure. */
    @Override
    public void close() {
        try (session) {
            // The session holds no other lock.
            ask(session, "SELECT pg_advisory_unlock_all() IS NOT NULL");
        } catch (SQLException gone) {
            LOG.info("a lock went with its session: {}", gone.getMessage());
        }
    }
}
