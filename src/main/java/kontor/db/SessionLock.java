package kontor.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Advisory locks that a database session of its own holds, for work that takes longer than a
 * transaction may ({@link Timeouts}). No other transaction or session of any node can take the same
 * locks meanwhile. They end when the session ends, for whatever reason.
 */
public final class SessionLock implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SessionLock.class);

    private final Connection session;
    private final Deque<AdvisoryLock> held = new ArrayDeque<>();
    private volatile boolean silenceEnds;

    private SessionLock(Connection session) {
        this.session = session;
    }

    /** Takes all of these locks, in this order; empty when somebody else has one of them. */
    public static Optional<SessionLock> tryTake(Database database, AdvisoryLock... wanted) {
        var lock = new SessionLock(session(database));
        boolean taken = false;
        try {
            taken = Arrays.stream(wanted).allMatch(lock::tryAlso);
            return taken ? Optional.of(lock) : Optional.empty();
        } finally {
            if (!taken) {
                lock.close();
            }
        }
    }

    /**
     * Takes the lock, and waits for it where somebody else has it.
     *
     * @throws DatabaseAway when that takes longer than {@link Timeouts#LONG_WAIT}
     */
    public static SessionLock take(Database database, AdvisoryLock.Pair wanted) {
        var lock = new SessionLock(session(database));
        boolean taken = false;
        try {
            lock.await(wanted);
            lock.held.push(wanted);
            taken = true;
            return lock;
        } catch (SQLException away) {
            throw Database.away(away);
        } finally {
            if (!taken) {
                lock.close();
            }
        }
    }

    private static Connection session(Database database) {
        try {
            return database.dataSource().getConnection();
        } catch (SQLException away) {
            throw Database.away(away);
        }
    }

    /** Takes one more, to be given back with the others; false when somebody else has it. */
    public boolean tryAlso(AdvisoryLock wanted) {
        try {
            boolean taken =
                    switch (wanted) {
                        case AdvisoryLock.Single(long number) ->
                                ask("SELECT pg_try_advisory_lock(?)", number);
                        case AdvisoryLock.Pair(int space, int number) ->
                                ask("SELECT pg_try_advisory_lock(?, ?)", space, number);
                        case AdvisoryLock.Shared(AdvisoryLock.Pair(int space, int number)) ->
                                ask("SELECT pg_try_advisory_lock_shared(?, ?)", space, number);
                    };
            if (taken) {
                held.push(wanted);
            }
            return taken;
        } catch (SQLException away) {
            throw Database.away(away);
        }
    }

    /**
     * Gives one back before the others.
     *
     * @throws IllegalStateException when the session is there and has no such lock: then the work
     *     was not alone, and something between Kontor and PostgreSQL lends sessions
     */
    public void giveBack(AdvisoryLock taken) {
        try {
            held.remove(taken);
            unlock(taken);
        } catch (SQLException away) {
            throw Database.away(away);
        }
    }

    private void unlock(AdvisoryLock taken) throws SQLException {
        boolean wasHeld =
                switch (taken) {
                    case AdvisoryLock.Single(long number) ->
                            ask("SELECT pg_advisory_unlock(?)", number);
                    case AdvisoryLock.Pair(int space, int number) ->
                            ask("SELECT pg_advisory_unlock(?, ?)", space, number);
                    case AdvisoryLock.Shared(AdvisoryLock.Pair(int space, int number)) ->
                            ask("SELECT pg_advisory_unlock_shared(?, ?)", space, number);
                };
        if (!wasHeld) {
            throw new IllegalStateException("the session had lost its lock " + taken);
        }
    }

    /** Whether another session waits for a lock that this one holds. */
    public boolean isWaitedFor(AdvisoryLock.Pair held) {
        try {
            return ask(
                    """
                    SELECT EXISTS (SELECT FROM pg_locks l JOIN pg_database d ON d.oid = l.database
                        WHERE d.datname = current_database() AND l.locktype = 'advisory'
                            AND l.classid = ?::bigint::oid AND l.objid = ?::bigint::oid
                            AND l.objsubid = 2 AND NOT l.granted)
                    """,
                    Integer.toUnsignedLong(held.space()),
                    Integer.toUnsignedLong(held.number()));
        } catch (SQLException away) {
            throw Database.away(away);
        }
    }

    /**
     * From now on the server ends the session, and the locks with it, when it hears nothing of it
     * for so long: a process that is frozen does not hold them for ever. See {@link #touch}.
     */
    public void endWhenSilent(Duration longest) {
        try {
            ask(
                    "SELECT set_config('idle_session_timeout', ?, false) <> ''",
                    Long.toString(longest.toMillis()));
            silenceEnds = true;
        } catch (SQLException away) {
            throw Database.away(away);
        }
    }

    /**
     * Lets the server hear of the session.
     *
     * @throws DatabaseAway when the session has ended, and the locks with it
     */
    public void touch() {
        try {
            ask("SELECT true");
        } catch (SQLException away) {
            throw Database.away(away);
        }
    }

    /** Only the transaction that waits has the longer timeouts; the lock outlives it. */
    private void await(AdvisoryLock.Pair wanted) throws SQLException {
        int usual = session.getNetworkTimeout();
        long longest = Timeouts.LONG_WAIT.toMillis();
        session.setNetworkTimeout(Runnable::run, (int) longest);
        session.setAutoCommit(false);
        ask(
                "SELECT set_config('statement_timeout', ?, true) <> ''",
                Long.toString(longest - usual));
        ask("SELECT pg_advisory_lock(?, ?) IS NOT NULL", wanted.space(), wanted.number());
        session.commit();
        session.setAutoCommit(true);
        session.setNetworkTimeout(Runnable::run, usual);
    }

    private boolean ask(String sql, Object... values) throws SQLException {
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

    private void reset(String sql) throws SQLException {
        try (var statement = session.createStatement()) {
            statement.execute(sql);
        }
    }

    /** What a pooler that lends sessions does to locks; for tests. */
    void loseAll() throws SQLException {
        ask("SELECT pg_advisory_unlock_all() IS NOT NULL");
    }

    /**
     * The work is done by now: a session that is gone took its locks along, and nothing else.
     *
     * @throws IllegalStateException when the session is there and has no such lock: then the work
     *     was not alone, and something between Kontor and PostgreSQL lends sessions
     */
    @Override
    public void close() {
        try (session) {
            if (!session.getAutoCommit()) {
                // It waited in vain.
                session.rollback();
                session.setAutoCommit(true);
            }
            if (silenceEnds) {
                reset("RESET idle_session_timeout");
            }
            while (!held.isEmpty()) {
                unlock(held.pop());
            }
        } catch (SQLException gone) {
            LOG.info("locks went with their session: {}", gone.getMessage());
        }
    }
}
