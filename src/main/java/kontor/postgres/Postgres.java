package kontor.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A PostgreSQL server at an address, before Kontor works on it. Everything here is for the start
 * and has connections of its own.
 */
public final class Postgres {

    private static final org.slf4j.Logger LOG = org.slf4j.LoggerFactory.getLogger(Postgres.class);

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration TO_CONNECT = Duration.ofSeconds(5);

    /** No statement of a check takes longer, unless the server hangs. */
    private static final Duration TO_ANSWER = Duration.ofSeconds(20);

    /** What the driver says here it says in its exception too, which is told in our words. */
    private static final Logger DRIVER = Logger.getLogger("org.postgresql.ssl");

    static {
        DRIVER.setLevel(Level.OFF);
    }

    private final String jdbcUrl;
    private final Optional<String> ownerUrl;

    private Postgres(String jdbcUrl, Optional<String> ownerUrl) {
        this.jdbcUrl = jdbcUrl;
        this.ownerUrl = ownerUrl;
    }

    /**
     * @param jdbcUrl with user and password
     */
    public static Postgres at(String jdbcUrl) {
        return new Postgres(jdbcUrl, Optional.empty());
    }

    public static Postgres at(DatabaseUrl url) {
        return new Postgres(url.jdbc(), url.owner());
    }

    /**
     * A server that is fit and has the schema of this build.
     *
     * @param schema the newest migration
     * @param distributed its tables are spread over several servers (decision 0019)
     */
    public record Prepared(String schema, boolean distributed) {}

    /**
     * Returns when the server takes a connection; waits for one that is starting or away.
     *
     * @param stopped nobody waits any more
     * @param say told once, when there is something to wait for
     * @throws CannotStart when it does not come in time, or refuses for a reason that will not pass
     */
    public void await(Duration patience, BooleanSupplier stopped, Consumer<String> say) {
        long begun = System.nanoTime();
        for (boolean told = false; ; told = true) {
            long asked = System.nanoTime();
            try (var _ = connect(TO_CONNECT, TO_CONNECT)) {
                return;
            } catch (SQLException failed) {
                var fault = DatabaseFault.of(failed, jdbcUrl, since(asked));
                boolean over = System.nanoTime() - begun >= patience.toNanos();
                if (!fault.passes() || over || stopped.getAsBoolean()) {
                    throw fault.exception();
                }
                if (!told) {
                    say.accept(
                            fault.sentence()
                                    + " Kontor waits up to "
                                    + patience.toSeconds()
                                    + " s for it.");
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    /**
     * Checks the server and brings its schema up to date.
     *
     * @throws CannotStart when it is not fit, or cannot be brought there; the message says why
     */
    public Prepared prepare() {
        long asked = System.nanoTime();
        try (var connection = connect()) {
            if (ServerChecks.isReadOnly(connection)) {
                throw DatabaseFault.ofReadOnly(jdbcUrl).exception();
            }
            ServerChecks.refuseUnfit(connection);
            SessionCheck.refusePooler(this::connect);
            String schema = Migrations.run(ownerUrl.orElse(jdbcUrl));
            separate(connection);
            return new Prepared(schema, ServerChecks.isDistributed(connection));
        } catch (SQLException failed) {
            throw DatabaseFault.of(failed, jdbcUrl, since(asked)).exception();
        }
    }

    /** Sees to it that the running server is not the owner of the schema. */
    private void separate(Connection server) throws SQLException {
        if (ownerUrl.isPresent()) {
            try (var owner = DriverManager.getConnection(ownerUrl.get())) {
                Grants.give(owner, Grants.role(server));
            }
        }
        if (!Grants.isOwner(server)) {
            return;
        }
        String role = Grants.role(server);
        if (ownerUrl.isPresent()) {
            throw new CannotStart(
                    "The database role "
                            + role
                            + " of KONTOR_DATABASE_URL is, or can become, the owner of the schema;"
                            + " give it a role of its own.");
        }
        LOG.warn(
                "the database role {} owns the schema, so whoever takes over this server could"
                        + " switch off the feed's triggers: give it a role of its own, and"
                        + " KONTOR_DATABASE_OWNER_URL for migrations",
                role);
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    /**
     * What tells how the server is while Kontor works.
     *
     * @param limit for one answer, in whole seconds
     */
    public Probe probe(Duration limit) {
        return new Probe(jdbcUrl, () -> connect(limit, limit));
    }

    /** Whether no node works on the database now, as far as this role sees. */
    public boolean isAlone() {
        try (var connection = new Postgres(ownerUrl.orElse(jdbcUrl), Optional.empty()).connect()) {
            return ServerChecks.isAlone(connection);
        } catch (SQLException failed) {
            return false;
        }
    }

    private Connection connect() throws SQLException {
        return connect(TO_CONNECT, TO_ANSWER);
    }

    private Connection connect(Duration toConnect, Duration toAnswer) throws SQLException {
        var properties = new Properties();
        properties.setProperty("connectTimeout", Long.toString(toConnect.toSeconds()));
        properties.setProperty("loginTimeout", Long.toString(toAnswer.toSeconds()));
        properties.setProperty("socketTimeout", Long.toString(toAnswer.toSeconds()));
        properties.setProperty("hostRecheckSeconds", "0");
        properties.setProperty("ApplicationName", "kontor-start");
        return DriverManager.getConnection(jdbcUrl, properties);
    }
}
