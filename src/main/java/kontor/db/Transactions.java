package kontor.db;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import kontor.core.OrganizationId;
import kontor.postgres.SqlState;
import kontor.shares.Cutoffs;
import kontor.shares.Shares;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins and ends transactions, and tells what it means when that fails. */
final class Transactions {

    private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);

    private final KeptPlans plans = new KeptPlans(System::nanoTime);
    private final HikariDataSource pool;

    private static final int RETRIES = 5;

    /** Requests of one organization that wait for a connection; each has its memory already. */
    private static final int MOST_WAITING = 200;

    private final Jdbi jdbi;
    private final Optional<Bounds> bounds;

    /** Of what requests do; what Kontor does by itself has none. */
    private record Bounds(Shares shares, Cutoffs cutoffs) {}

    /**
     * What a transaction of an organization is for.
     *
     * <p>PostgreSQL plans a statement for its parameters, or once for all. Lists have optional
     * filters and need the first to find the right index. For a row that is found by its key,
     * planning takes five times as long as finding it, and PostgreSQL by itself does it each time,
     * because one key looks cheaper than the list that it would otherwise plan for
     * (docs/decisions/0087-plans-that-are-kept.md).
     */
    enum Kind {

        /** Of Kontor itself: PostgreSQL decides which plans are kept. */
        WRITE("", ""),

        /** What requests change, found by keys. */
        CHANGE("", Settings.BY_KEYS),

        /** All its statements see the same moment, and each is planned for its parameters. */
        READ(Settings.ONE_MOMENT, "SET LOCAL plan_cache_mode = force_custom_plan;"),

        /** All its statements see the same moment, and find rows by keys. */
        FIND(Settings.ONE_MOMENT, Settings.BY_KEYS);

        /** Of the whole transaction; they must come first. */
        final String isolation;

        final String settings;

        private static final class Settings {

            static final String ONE_MOMENT =
                    "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;";

            /** A plan that is kept must not go through a table because that was small once. */
            static final String BY_KEYS =
                    """
                    SET LOCAL plan_cache_mode = force_generic_plan;
                    SET LOCAL enable_seqscan = off;
                    """;
        }

        Kind(String isolation, String settings) {
            this.isolation = isolation;
            this.settings = settings;
        }

        boolean isReadOnly() {
            return !isolation.isEmpty();
        }

        /** Whether all plans that it makes serve others after it. */
        boolean keepsPlans() {
            return this == CHANGE || this == FIND;
        }
    }

    /**
     * How old plans may be that are kept. PostgreSQL chooses an index by the size that a table has
     * at that moment, and of a small one all indexes are alike: it may take one that leads through
     * all rows of the organization, and keep it until somebody counts the table. A table may have
     * grown to thousands of rows by then, and each statement goes through them; so plans are made
     * anew after a while.
     */
    static final class KeptPlans {

        private static final long LONGEST_NANOS = 5_000_000_000L;

        private final Map<PGConnection, Long> made =
                Collections.synchronizedMap(new WeakHashMap<>());
        private final LongSupplier nanos;

        KeptPlans(LongSupplier nanos) {
            this.nanos = nanos;
        }

        /** Whether a transaction of a kind has to forget what its connection has planned before. */
        boolean forgotten(Kind kind, Connection connection) throws SQLException {
            return kind.keepsPlans() && areOld(connection.unwrap(PGConnection.class));
        }

        /** Also of a connection of which nothing is known; they count as made now. */
        private boolean areOld(PGConnection session) {
            long now = nanos.getAsLong();
            Long last = made.get(session);
            if (last != null && now - last < LONGEST_NANOS) {
                return false;
            }
            made.put(session, now);
            return true;
        }
    }

    Transactions(HikariDataSource pool, Jdbi jdbi) {
        this(pool, jdbi, Optional.empty());
    }

    private Transactions(HikariDataSource pool, Jdbi jdbi, Optional<Bounds> bounds) {
        this.pool = pool;
        this.jdbi = jdbi;
        this.bounds = bounds;
    }

    /** The same in shares; the other connections are for lanes and what Kontor does by itself. */
    Transactions inShares(Timeouts timeouts) {
        int all = Math.max(2, pool.getMaximumPoolSize() * 5 / 8);
        var size = new Shares.Size(all, all / 2, MOST_WAITING, timeouts.connection());
        var shares = new Shares("requests to the database", size);
        return new Transactions(
                pool, jdbi, Optional.of(new Bounds(shares, new Cutoffs(timeouts.answer()))));
    }

    /** Does the work within the share of an organization, where there are shares. */
    <T> T inShare(OrganizationId organization, Supplier<T> work) {
        return bounds.isEmpty()
                ? work.get()
                : bounds.get().shares.with(organization.toString(), work);
    }

    /** See {@link SqlForm#opened}. */
    Statement opened(Handle handle, SqlForm form, Kind kind, UUID organization)
            throws SQLException {
        var connection = handle.getConnection();
        return form.opened(connection, kind, plans.forgotten(kind, connection), organization);
    }

    /** Again after a serialization failure or deadlock. */
    static <T> T retrying(Supplier<T> attempt) {
        for (int left = RETRIES; ; left--) {
            try {
                return attempt.get();
            } catch (RuntimeException failed) {
                if (left == 0 || !SqlState.worthAnotherTry(failed)) {
                    throw failed;
                }
            }
        }
    }

    /**
     * @param writes so that a server which takes no changes is none to go on with
     */
    <T> T run(boolean writes, Function<Handle, T> work) {
        Handle handle = open();
        boolean committing = false;
        try {
            handle.begin();
            T result = writes ? work.apply(handle) : read(handle, work);
            committing = true;
            commit(handle);
            return result;
        } catch (RuntimeException failed) {
            if (SqlState.connectionLost(failed)) {
                throw committing ? new CommitUnknown(failed) : new DatabaseAway(failed);
            }
            rollback(handle);
            if (writes && SqlState.readOnly(failed)) {
                leaveServer();
                throw new DatabaseAway(failed);
            }
            throw SqlState.tookTooLong(failed) ? new DatabaseAway(failed) : failed;
        } catch (Error broken) {
            rollback(handle);
            throw broken;
        } finally {
            close(handle);
        }
    }

    /** Only reads are cut off: nobody else can tell what became of a change. */
    private <T> T read(Handle handle, Function<Handle, T> work) {
        if (bounds.isEmpty()) {
            return work.apply(handle);
        }
        try (var _ = bounds.get().cutoffs.begin(() -> cancel(handle))) {
            return work.apply(handle);
        }
    }

    private static void cancel(Handle handle) {
        try {
            handle.getConnection().unwrap(PGConnection.class).cancelQuery();
        } catch (SQLException | RuntimeException away) {
            LOG.info("a statement was not cancelled: {}", away.getMessage());
        }
    }

    /** Nobody waits for what this thread reads for a request. */
    void leave(Thread reader) {
        bounds.ifPresent(one -> one.cutoffs.leave(reader));
    }

    void close() {
        bounds.ifPresent(one -> one.cutoffs.close());
    }

    /**
     * A commit that was warned of is not one to rely on: somebody cancelled the wait for the
     * standby, and what was committed here may be lost with this server.
     *
     * @throws CommitUnknown when it was
     */
    private static void commit(Handle handle) {
        try {
            handle.getConnection().clearWarnings();
            handle.commit();
            SQLWarning warning = handle.getConnection().getWarnings();
            if (warning != null) {
                throw new CommitUnknown(warning);
            }
        } catch (SQLException failed) {
            throw new CommitUnknown(failed);
        }
    }

    /** This server takes no changes any more, so no session on it is of use. */
    private void leaveServer() {
        LOG.warn("the database takes no changes any more; looking for the one that does");
        pool.getHikariPoolMXBean().softEvictConnections();
    }

    private Handle open() {
        try {
            return jdbi.open();
        } catch (RuntimeException failed) {
            // The exception depends on how far the plug-ins had got with the new handle.
            if (failed instanceof ConnectionException || SqlState.connectionLost(failed)) {
                throw new DatabaseAway(failed);
            }
            throw failed;
        }
    }

    /**
     * The result of the transaction is known by now, and an exception of its connection would hide
     * it.
     */
    private static void close(Handle handle) {
        try {
            handle.close();
        } catch (RuntimeException gone) {
            LOG.info("a connection was lost: {}", gone.getMessage());
        }
    }

    private static void rollback(Handle handle) {
        try {
            if (!handle.isClosed() && handle.isInTransaction()) {
                handle.rollback();
            }
        } catch (RuntimeException _) {
            // The connection is lost, and the transaction with it; the first failure is what to
            // report.
        }
    }
}
