package kontor.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A PostgreSQL server at an address, before Kontor works on it. Everything here is for the start
 * and has connections of its own.
 */
public final class Postgres {

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final String SECONDS_TO_CONNECT = "5";

    /** No statement of a check takes longer, unless the server hangs. */
    private static final String SECONDS_TO_ANSWER = "20";

    private final String jdbcUrl;

    private Postgres(String jdbcUrl) {
        this.jdbcUrl = jdbcUrl;
    }

    /**
     * @param jdbcUrl with user and password
     */
    public static Postgres at(String jdbcUrl) {
        return new Postgres(jdbcUrl);
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
            try (var _ = connect()) {
                return;
            } catch (SQLException failed) {
                var fault = StartFault.of(failed, jdbcUrl);
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
        try (var connection = connect()) {
            ServerChecks.refuseUnfit(connection);
            SessionCheck.refusePooler(this::connect);
            String schema = Migrations.run(jdbcUrl);
            return new Prepared(schema, ServerChecks.isDistributed(connection));
        } catch (SQLException failed) {
            throw StartFault.of(failed, jdbcUrl).exception();
        }
    }

    private Connection connect() throws SQLException {
        var properties = new Properties();
        properties.setProperty("connectTimeout", SECONDS_TO_CONNECT);
        properties.setProperty("loginTimeout", SECONDS_TO_ANSWER);
        properties.setProperty("socketTimeout", SECONDS_TO_ANSWER);
        properties.setProperty("hostRecheckSeconds", "0");
        properties.setProperty("ApplicationName", "kontor");
        return DriverManager.getConnection(jdbcUrl, properties);
    }
}
