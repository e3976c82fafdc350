package kontor.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import kontor.core.OrganizationId;
import kontor.postgres.DatabaseUrl;
import kontor.postgres.Postgres;
import kontor.postgres.Probe;
import kontor.postgres.SqlState;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jdbi.v3.postgres.PostgresPlugin;

/**
 * The PostgreSQL database of this Kontor. Runs work in transactions. When the database fails, two
 * cases are told apart: nothing was committed ({@link DatabaseAway}), or a COMMIT was sent but not
 * answered ({@link CommitUnknown}).
 */
public final class Database implements AutoCloseable {

    private final HikariDataSource pool;
    private final Probe probe;
    private final String schema;
    private final SqlForm form;
    private final Transactions transactions;
    private final Clock clock;
    private final Timeouts timeouts;
    private final Optional<Database> forRequests;

    private Database(
            HikariDataSource pool,
            Probe probe,
            Postgres.Prepared server,
            Clock clock,
            Timeouts timeouts) {
        this.pool = pool;
        this.probe = probe;
        this.schema = server.schema();
        this.form = server.distributed() ? SqlForm.SEVERAL_SERVERS : SqlForm.ONE_SERVER;
        this.clock = clock;
        this.timeouts = timeouts;
        var jdbi = Jdbi.create(pool).installPlugin(new PostgresPlugin());
        jdbi.registerArgument(new TypedArrays());
        jdbi.registerArrayType(LocalDate.class, "date");
        jdbi.registerArrayType(Instant.class, "timestamptz");
        jdbi.getConfig(SqlStatements.class).setUnusedBindingAllowed(false);
        this.transactions = new Transactions(pool, jdbi);
        this.forRequests = Optional.of(new Database(this));
    }

    private Database(Database all) {
        pool = all.pool;
        probe = all.probe;
        schema = all.schema;
        form = all.form;
        transactions = all.transactions.inShares(all.timeouts);
        clock = all.clock;
        timeouts = all.timeouts;
        forRequests = Optional.empty();
    }

    /**
     * The same for what requests do outside of lanes: each organization has its share of the
     * connections, and what Kontor does by itself does not wait behind them. Reads and writes throw
     * {@link kontor.shares.Spent} when there is none for as long as one waits for a connection.
     */
    public Database forRequests() {
        return forRequests.orElse(this);
    }

    /** Nobody waits for what this thread reads for a request, so it is cancelled. */
    public void leave(Thread reader) {
        transactions.leave(reader);
    }

    /**
     * Opens a pool on {@code url} and brings the schema up to date.
     *
     * @param poolSize the most connections; the groups of lanes use up to eight, reads use the
     *     others
     */
    public static Database open(DatabaseUrl url, int poolSize, Clock clock) {
        return open(url, poolSize, clock, Timeouts.STANDARD);
    }

    /** The same with other timeouts than the usual ones. */
    public static Database open(DatabaseUrl url, int poolSize, Clock clock, Timeouts timeouts) {
        var server = Postgres.at(url);
        var prepared = server.prepare();
        var config = new HikariConfig();
        config.setJdbcUrl(url.jdbc());
        config.setMaximumPoolSize(poolSize);
        config.setMinimumIdle(2);
        config.setConnectionTimeout(timeouts.connection().toMillis());
        config.setValidationTimeout(Timeouts.VALIDATION.toMillis());
        config.setConnectionInitSql(timeouts.ofTheServer());
        config.setAutoCommit(true);
        config.setPoolName("kontor");
        config.setExceptionOverride(new ReadOnlyServer());
        config.setDataSourceProperties(timeouts.ofTheDriver());
        return new Database(
                new HikariDataSource(config),
                server.probe(Timeouts.PROBE),
                prepared,
                clock,
                timeouts);
    }

    public Clock clock() {
        return clock;
    }

    /** The newest migration of this build, such as {@code 21}. */
    public String schema() {
        return schema;
    }

    /**
     * Why the database takes no changes now, in one sentence for operators; empty when it does.
     * Asked over a connection of its own, within a few seconds.
     */
    public Optional<String> trouble() {
        return probe.trouble();
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
        return write(organization, Transactions.Kind.WRITE, _ -> {}, work);
    }

    /**
     * The same for what requests change: its statements find rows by their keys and have no
     * optional filters, and their plans are kept.
     */
    public <T> T change(OrganizationId organization, Function<Tx, T> work) {
        return write(organization, Transactions.Kind.CHANGE, _ -> {}, work);
    }

    /**
     * The same for an organization that is not there before: all of it comes to be, or nothing.
     *
     * @param found makes its row
     */
    public <T> T write(OrganizationId organization, Consumer<Handle> found, Function<Tx, T> work) {
        return write(organization, Transactions.Kind.WRITE, found, work);
    }

    private <T> T write(
            OrganizationId organization,
            Transactions.Kind kind,
            Consumer<Handle> found,
            Function<Tx, T> work) {
        Function<Handle, Tx.Finished<T>> writing =
                handle -> {
                    found.accept(handle);
                    return begin(handle, organization, kind).run(work);
                };
        return transactions
                .inShare(
                        organization,
                        () -> Transactions.retrying(() -> transactions.run(true, writing)))
                .committed();
    }

    /**
     * Runs work in a transaction that cannot write. All its statements see the database as it was
     * at the first of them.
     *
     * @throws IllegalStateException when the work tries to write
     */
    public <T> T read(OrganizationId organization, Function<Tx, T> work) {
        return read(organization, Transactions.Kind.READ, work);
    }

    /**
     * The same for work whose statements find rows by their keys and have no optional filters:
     * their plans are kept.
     */
    public <T> T find(OrganizationId organization, Function<Tx, T> work) {
        return read(organization, Transactions.Kind.FIND, work);
    }

    private <T> T read(OrganizationId organization, Transactions.Kind kind, Function<Tx, T> work) {
        try {
            return transactions.inShare(
                    organization,
                    () -> Transactions.retrying(() -> reading(organization, kind, work)));
        } catch (RuntimeException failed) {
            if (SqlState.readOnly(failed) && !(failed instanceof DatabaseAway)) {
                throw new IllegalStateException(
                        "a read of organization "
                                + organization
                                + " tried to write or lock; use Database.write",
                        failed);
            }
            throw failed;
        }
    }

    private <T> T reading(
            OrganizationId organization, Transactions.Kind kind, Function<Tx, T> work) {
        return transactions.run(
                false,
                handle -> {
                    var tx = begin(handle, organization, kind);
                    T result = work.apply(tx);
                    tx.finishUnchanged();
                    return result;
                });
    }

    /**
     * For the few tables without row-level security: organizations, credentials, identities,
     * sessions, signing keys, secrets of the installation, and jobs.
     */
    public <T> T system(Function<Handle, T> work) {
        return Transactions.retrying(() -> transactions.run(true, work));
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

    private Tx begin(Handle handle, OrganizationId organization, Transactions.Kind kind) {
        try (var statement = transactions.opened(handle, form, kind, organization.value())) {
            var row = statement.getResultSet();
            while (row == null && statement.getUpdateCount() != -1) {
                row = statement.getMoreResults() ? statement.getResultSet() : null;
            }
            if (row == null || !row.next()) {
                throw new IllegalStateException("no organization " + organization);
            }
            var opened =
                    new Tx.Opening(
                            organization,
                            Duration.ofSeconds(row.getLong(1)),
                            row.getBoolean(2),
                            row.getString(3));
            return new Tx(handle, form, opened, Instant.now(clock), kind.isReadOnly());
        } catch (SQLException failed) {
            throw new UnableToExecuteStatementException(failed, null);
        }
    }

    /** The exception to throw for a failure of a connection outside of transactions. */
    public static RuntimeException away(SQLException failed) {
        return SqlState.connectionLost(failed)
                        || SqlState.tookTooLong(failed)
                        || SqlState.readOnly(failed)
                ? new DatabaseAway(failed)
                : new IllegalStateException(failed);
    }

    @Override
    public void close() {
        probe.close();
        forRequests.ifPresent(one -> one.transactions.close());
        pool.close();
    }
}
