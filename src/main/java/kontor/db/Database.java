package kontor.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import kontor.core.OrganizationId;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one PostgreSQL. Opens transactions and says what became of them; a caller learns apart that
 * the database is away ({@link DatabaseAway}) and that a COMMIT was sent but not answered ({@link
 * CommitUnknown}).
 */
public final class Database implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final int RETRIES = 5;

    /**
     * Opens the tenant's wall and asks what every transaction wants to know of its organization, in
     * one round trip. {@code SET LOCAL} takes no parameters; what is put in is the text of a UUID.
     */
    private static final String OPEN_WRITE =
            """
            SET LOCAL kontor.organization = '%1$s';
            SELECT clock_offset_seconds, metadata_keys > 0 FROM organizations WHERE id = '%1$s'
            """;

    /**
     * The same for a read, which sees one moment however many statements it has, and cannot write.
     * Lists have optional filters: planned for the ones that are there, they find their index.
     */
    private static final String OPEN_READ =
            """
            SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;
            SET LOCAL plan_cache_mode = force_custom_plan;
            """
                    + OPEN_WRITE;

    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final Clock clock;

    private Database(HikariDataSource pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
        this.jdbi = Jdbi.create(pool).installPlugin(new PostgresPlugin());
        jdbi.registerArgument(new TypedArrays());
        jdbi.registerArrayType(LocalDate.class, "date");
        jdbi.registerArrayType(Instant.class, "timestamptz");
        jdbi.getConfig(SqlStatements.class).setUnusedBindingAllowed(false);
    }

    /**
     * Opens a pool on {@code jdbcUrl} and brings the schema up to date.
     *
     * @param poolSize connections at most; a lane uses one at a time, reads use the rest
     */
    public static Database open(String jdbcUrl, int poolSize, Clock clock) {
        var config = new HikariConfig();
        config.setJdbcUrl(jdbcUrl);
        config.setMaximumPoolSize(poolSize);
        config.setMinimumIdle(2);
        config.setConnectionTimeout(Timeouts.CONNECTION.toMillis());
        config.setValidationTimeout(Timeouts.VALIDATION.toMillis());
        config.setConnectionInitSql(Timeouts.OF_THE_SERVER);
        config.setAutoCommit(true);
        config.setPoolName("kontor");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("prepareThreshold", "2");
        config.addDataSourceProperty("socketTimeout", Long.toString(Timeouts.ANSWER.toSeconds()));
        config.addDataSourceProperty(
                "connectTimeout", Long.toString(Timeouts.CONNECTION.toSeconds()));
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("ApplicationName", "kontor");
        var pool = new HikariDataSource(config);
        try {
            ServerChecks.refuseUnsafe(pool);
            Migrations.run(jdbcUrl);
        } catch (RuntimeException | Error failed) {
            pool.close();
            throw failed;
        }
        return new Database(pool, clock);
    }

    public Clock clock() {
        return clock;
    }

    /**
     * For libraries that bring their own statements (the job scheduler); rooms use transactions.
     */
    public DataSource dataSource() {
        return pool;
    }

    /** One transaction of one organization. Serialization failures and deadlocks run again. */
    public <T> T write(OrganizationId organization, Function<Tx, T> work) {
        return retrying(
                () ->
                        inTransaction(
                                handle -> {
                                    var tx = begin(handle, organization, OPEN_WRITE);
                                    T result = work.apply(tx);
                                    tx.finish();
                                    return result;
                                }));
    }

    /**
     * A transaction that cannot write. All its statements see the database as it was at the first
     * of them.
     *
     * @throws IllegalStateException when the work writes all the same
     */
    public <T> T read(OrganizationId organization, Function<Tx, T> work) {
        try {
            return retrying(
                    () ->
                            inTransaction(
                                    handle -> {
                                        var tx = begin(handle, organization, OPEN_READ);
                                        T result = work.apply(tx);
                                        tx.finishUnchanged();
                                        return result;
                                    }));
        } catch (RuntimeException failed) {
            if (SqlState.wroteInRead(failed)) {
                throw new IllegalStateException(
                        "a read of organization "
                                + organization
                                + " tried to write or lock; use Database.write",
                        failed);
            }
            throw failed;
        }
    }

    /**
     * For the few tables that stand outside the tenants: organizations, credentials, keys, jobs.
     */
    public <T> T system(Function<Handle, T> work) {
        return retrying(() -> inTransaction(work));
    }

    public void systemDo(Consumer<Handle> work) {
        system(
                handle -> {
                    work.accept(handle);
                    return true;
                });
    }

    private Tx begin(Handle handle, OrganizationId organization, String opening) {
        try (var statement = handle.getConnection().createStatement()) {
            boolean rows = statement.execute(opening.formatted(organization.value()));
            while (!rows && statement.getUpdateCount() != -1) {
                rows = statement.getMoreResults();
            }
            var row = statement.getResultSet();
            if (!row.next()) {
                throw new IllegalStateException("no organization " + organization);
            }
            return new Tx(
                    handle,
                    organization,
                    Instant.now(clock),
                    Duration.ofSeconds(row.getLong(1)),
                    row.getBoolean(2),
                    opening.equals(OPEN_READ));
        } catch (SQLException failed) {
            throw new UnableToExecuteStatementException(failed, null);
        }
    }

    private <T> T inTransaction(Function<Handle, T> work) {
        Handle handle = open();
        boolean committing = false;
        try {
            handle.begin();
            T result = work.apply(handle);
            committing = true;
            handle.commit();
            return result;
        } catch (RuntimeException failed) {
            if (SqlState.connectionLost(failed)) {
                throw committing ? new CommitUnknown(failed) : new DatabaseAway(failed);
            }
            rollback(handle);
            if (SqlState.tookTooLong(failed)) {
                throw new DatabaseAway(failed);
            }
            throw failed;
        } catch (Error broken) {
            rollback(handle);
            throw broken;
        } finally {
            close(handle);
        }
    }

    private Handle open() {
        try {
            return jdbi.open();
        } catch (RuntimeException failed) {
            // Which exception it is depends on how far the plug-ins of a fresh handle came.
            if (failed instanceof ConnectionException || SqlState.connectionLost(failed)) {
                throw new DatabaseAway(failed);
            }
            throw failed;
        }
    }

    /**
     * What became of the transaction is known by now: to fail over its connection would hide that.
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
            // The connection is gone, and with it the transaction; the first failure is the one to
            // tell.
        }
    }

    private static <T> T retrying(java.util.function.Supplier<T> attempt) {
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

    /** For the few who hold a session of their own: what they throw when it cannot be had. */
    public static RuntimeException away(SQLException failed) {
        return SqlState.connectionLost(failed) || SqlState.tookTooLong(failed)
                ? new DatabaseAway(failed)
                : new IllegalStateException(failed);
    }

    /** True when a trivial statement is answered; used by the health page and after an outage. */
    public boolean answers() {
        try (var connection = pool.getConnection();
                var statement = connection.createStatement()) {
            return statement.execute("SELECT 1");
        } catch (SQLException away) {
            return false;
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
