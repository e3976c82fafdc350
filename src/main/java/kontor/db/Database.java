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
 * The PostgreSQL database of this Kontor. Runs work in transactions. When the database fails, two
 * cases are told apart: nothing was committed ({@link DatabaseAway}), or a COMMIT was sent but not
 * answered ({@link CommitUnknown}).
 */
public final class Database implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final int RETRIES = 5;

    /**
     * Names the organization to row-level security and reads what every transaction needs of it, in
     * one round trip. {@code SET LOCAL} takes no parameters; what is put in is the text of a UUID.
     */
    private static final String OPEN_WRITE =
            """
            SET LOCAL kontor.organization = '%1$s';
            SELECT clock_offset_seconds, metadata_keys > 0 FROM organizations WHERE id = '%1$s'
            """;

    /**
     * The same for a read: all its statements see the same moment, and it cannot write. Lists have
     * optional filters, so each is planned for the filters in use and finds the right index.
     */
    private static final String OPEN_READ =
            """
            SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;
            SET LOCAL plan_cache_mode = force_custom_plan;
            """
                    + OPEN_WRITE;

    private final HikariDataSource pool;
    private final String schema;
    private final SqlForm form;
    private final Jdbi jdbi;
    private final Clock clock;
    private final Timeouts timeouts;

    private Database(
            HikariDataSource pool, String schema, SqlForm form, Clock clock, Timeouts timeouts) {
        this.pool = pool;
        this.schema = schema;
        this.form = form;
        this.clock = clock;
        this.timeouts = timeouts;
        this.jdbi = Jdbi.create(pool).installPlugin(new PostgresPlugin());
        jdbi.registerArgument(new TypedArrays());
        jdbi.registerArrayType(LocalDate.class, "date");
        jdbi.registerArrayType(Instant.class, "timestamptz");
        jdbi.getConfig(SqlStatements.class).setUnusedBindingAllowed(false);
    }

    /**
     * Opens a pool on {@code jdbcUrl} and brings the schema up to date.
     *
     * @param jdbcUrl with user and password
     * @param poolSize the most connections; the groups of lanes use up to eight, reads use the
     *     others
     */
    public static Database open(String jdbcUrl, int poolSize, Clock clock) {
        return open(jdbcUrl, poolSize, clock, Timeouts.STANDARD);
    }

    /** The same with other timeouts than the usual ones. */
    public static Database open(String jdbcUrl, int poolSize, Clock clock, Timeouts timeouts) {
        var config = new HikariConfig();
        config.setJdbcUrl(jdbcUrl);
        config.setMaximumPoolSize(poolSize);
        config.setMinimumIdle(2);
        config.setConnectionTimeout(timeouts.connection().toMillis());
        config.setValidationTimeout(Timeouts.VALIDATION.toMillis());
        config.setConnectionInitSql(timeouts.ofTheServer());
        config.setAutoCommit(true);
        config.setPoolName("kontor");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("prepareThreshold", "2");
        config.addDataSourceProperty("socketTimeout", Long.toString(timeouts.answer().toSeconds()));
        config.addDataSourceProperty(
                "connectTimeout", Long.toString(timeouts.connection().toSeconds()));
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("ApplicationName", "kontor");
        var pool = new HikariDataSource(config);
        try {
            ServerChecks.refuseUnsafe(pool);
            String schema = Migrations.run(jdbcUrl);
            return new Database(pool, schema, ServerChecks.form(pool), clock, timeouts);
        } catch (RuntimeException | Error failed) {
            pool.close();
            throw failed;
        }
    }

    public Clock clock() {
        return clock;
    }

    /** The newest migration of this build, such as {@code 21}. */
    public String schema() {
        return schema;
    }

    public Timeouts timeouts() {
        return timeouts;
    }

    /**
     * For libraries that have their own statements, such as the job scheduler; rooms use
     * transactions.
     */
    public DataSource dataSource() {
        return pool;
    }

    /**
     * Runs work in one transaction of one organization; again after a serialization failure or
     * deadlock.
     */
    public <T> T write(OrganizationId organization, Function<Tx, T> work) {
        var done =
                retrying(
                        () ->
                                inTransaction(
                                        handle ->
                                                begin(handle, organization, OPEN_WRITE).run(work)));
        return done.committed();
    }

    /**
     * Runs work in a transaction that cannot write. All its statements see the database as it was
     * at the first of them.
     *
     * @throws IllegalStateException when the work tries to write
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
     * For the few tables without row-level security: organizations, credentials, signing keys,
     * secrets of the installation, and jobs.
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

    /**
     * Lets a transaction of the installation through the wall of one organization, for which there
     * is no other way while the organization is being made.
     */
    public static void enter(Handle handle, OrganizationId organization) {
        handle.execute("SET LOCAL kontor.organization = '%s'".formatted(organization.value()));
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
            var opened =
                    new Tx.Opening(
                            organization, Duration.ofSeconds(row.getLong(1)), row.getBoolean(2));
            return new Tx(handle, form, opened, Instant.now(clock), opening.equals(OPEN_READ));
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

    /** The exception to throw for a failure of a connection outside of transactions. */
    public static RuntimeException away(SQLException failed) {
        return SqlState.connectionLost(failed) || SqlState.tookTooLong(failed)
                ? new DatabaseAway(failed)
                : new IllegalStateException(failed);
    }

    @Override
    public void close() {
        pool.close();
    }
}
