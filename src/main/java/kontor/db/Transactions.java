package kontor.db;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.Optional;
import java.util.function.Function;
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
     * How a transaction of an organization begins: it names the organization to row-level security
     * and reads what every transaction needs of it, in one round trip and by a plan that is kept.
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
        CHANGE("", Sql.BY_KEYS),

        /** All its statements see the same moment, and each is planned for its parameters. */
        READ(Sql.ONE_MOMENT, "SET LOCAL plan_cache_mode = force_custom_plan"),

        /** All its statements see the same moment, and find rows by keys. */
        FIND(Sql.ONE_MOMENT, Sql.BY_KEYS);

        private final boolean readOnly;
        private final String opening;

        private static final class Sql {

            static final String ONE_MOMENT =
                    "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;";

            static final String ORGANIZATION =
                    """
                    SELECT set_config('kontor.organization', ?, true), clock_offset_seconds, metadata_keys > 0
                    FROM organizations WHERE id = ?;
                    """;

            /** A plan that is kept must not go through a table because that was small once. */
            static final String BY_KEYS =
                    """
                    SET LOCAL plan_cache_mode = force_generic_plan;
                    SET LOCAL enable_seqscan = off
                    """;

            /** Comes last, since the moment that a read sees begins with it. */
            static final String FORGET = "; DISCARD PLANS";
        }

        Kind(String before, String after) {
            readOnly = !before.isEmpty();
            opening = before + Sql.ORGANIZATION + after;
        }

        boolean isReadOnly() {
            return readOnly;
        }

        /**
         * One of its statements has the id of the organization as text and as {@code uuid}, and no
         * row where there is no such organization.
         */
        String opening() {
            return opening;
        }

        boolean keepsPlans() {
            return opening.endsWith(Sql.BY_KEYS);
        }

        /** The same, and what was planned before is forgotten. */
        String openingAnew() {
            return opening + Sql.FORGET;
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

    /** See {@link Kind#opening}. */
    String opening(Kind kind, Handle handle) throws SQLException {
        return plans.opening(kind, handle.getConnection());
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
