package kontor.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An advisory lock of a session of its own, for work that is longer than a transaction may be: the
 * session is idle, but in no transaction, which the server would end ({@link
 * Timeouts#OF_THE_SERVER}). It shuts out transactions and sessions that ask for the same lock, on
 * any node, and dies with its session.
 */
public final class SessionLock implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SessionLock.class);

    private final Connection session;

    private SessionLock(Connection session) {
        this.session = session;
    }

    /** Empty when another has it. */
    public static Optional<SessionLock> tryTake(Database database, AdvisoryLock wanted) {
        return opened(database, session -> isFree(session, wanted));
    }

    /** Waits for it; DatabaseAway when that takes longer than {@link Timeouts#LONG_WAIT}. */
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

    /** Only the transaction that waits has the longer timeouts; the lock outlives it. */
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

    /** The work is done by now: a session that is gone took the lock with it, and nothing else. */
    @Override
    public void close() {
        try (session) {
            // The session was this lock's own, so it holds no other's.
            ask(session, "SELECT pg_advisory_unlock_all() IS NOT NULL");
        } catch (SQLException gone) {
            LOG.info("a lock went with its session: {}", gone.getMessage());
        }
    }
}
