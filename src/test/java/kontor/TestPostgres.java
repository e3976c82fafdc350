package kontor;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import kontor.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Assumptions;

/**
 * The PostgreSQL of a test run: the one that comes along, or the one that {@code
 * -Dkontor.distributed=URL} names, which may be several servers (decision 0019).
 */
public sealed interface TestPostgres {

    /** Names the database of another PostgreSQL, as JDBC does. */
    String SWITCH = "kontor.distributed";

    /**
     * What belongs to this process of the test run alone: two work side by side, so that one waits
     * while the other computes.
     */
    Path OWN = Path.of("target", "test-" + System.getProperty("kontor.fork", "1"));

    /** Where the PostgreSQL of this process keeps its data. */
    Path FOLDER = OWN.resolve("postgres");

    static Optional<String> named() {
        return Optional.ofNullable(System.getProperty(SWITCH)).filter(url -> !url.isBlank());
    }

    static TestPostgres start() {
        return named().<TestPostgres>map(Named::new).orElseGet(Embedded::new);
    }

    /** The database that the run's own Kontor works in. */
    String database();

    /** A further, empty database; skips the test where there can be none. */
    String emptyDatabase();

    /** A further database of this schema with nothing in it; skips the test where there is none. */
    String freshDatabase();

    /** A further database with all that is in this one, see {@link TestKontor#copyOf}. */
    String copyOf(String database);

    /** The address of the same database for the superuser; skips the test where there is none. */
    String asSuperuser(String database);

    void close();

    /** Makes databases as they are wanted, and is thrown away with them. */
    final class Embedded implements TestPostgres {

        private final EmbeddedPostgres postgres =
                EmbeddedPostgres.start(FOLDER, Path.of("target/postgres-programs"));

        private String migrated = "";

        private Embedded() {
            waitForNoDisk();
        }

        /**
         * Nobody asks for what was in it after the machine fails: an answer waits for all that it
         * does otherwise, but for the disk. {@code EmbeddedPostgresTest} has a durable one.
         */
        private void waitForNoDisk() {
            order("ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()");
        }

        private void order(String... statements) {
            try (var session = DriverManager.getConnection(postgres.superuserJdbcUrl());
                    var statement = session.createStatement()) {
                for (String one : statements) {
                    statement.execute(one);
                }
            } catch (SQLException failed) {
                throw new IllegalStateException(failed);
            }
        }

        @Override
        public String database() {
            return emptyDatabase();
        }

        @Override
        public String emptyDatabase() {
            return postgres.createDatabase("test_" + System.nanoTime());
        }

        /** Migrations take a second, a copy of what they made a tenth of it. */
        @Override
        public synchronized String freshDatabase() {
            if (migrated.isEmpty()) {
                migrated = emptyDatabase();
                TestKontor.open(migrated, 2, Clock.systemUTC()).close();
            }
            return copyOf(migrated);
        }

        @Override
        public String copyOf(String database) {
            String name = nameIn(database);
            String copy = "copy_" + System.nanoTime();
            order("CREATE DATABASE %s OWNER kontor TEMPLATE %s".formatted(copy, name));
            return database.replace("/" + name + "?", "/" + copy + "?");
        }

        private static String nameIn(String url) {
            return url.substring(url.lastIndexOf('/') + 1, url.indexOf('?'));
        }

        @Override
        public String asSuperuser(String database) {
            String name = database.replaceFirst("^.*/", "").replaceFirst("[?].*$", "");
            return postgres.superuserJdbcUrl().replace("/kontor?", "/" + name + "?");
        }

        @Override
        public void close() {
            postgres.close();
        }
    }

    /** Has the one database that was named: runs leave their organizations in it. */
    record Named(String database) implements TestPostgres {

        public Named {
            System.err.println("The tests work in the database that -D" + SWITCH + " names.");
        }

        @Override
        public String emptyDatabase() {
            return Assumptions.abort("-D" + SWITCH + " names one database, this needs another");
        }

        @Override
        public String freshDatabase() {
            return emptyDatabase();
        }

        @Override
        public String copyOf(String other) {
            return emptyDatabase();
        }

        @Override
        public String asSuperuser(String other) {
            return Assumptions.abort("-D" + SWITCH + " names no superuser, this needs one");
        }

        @Override
        public void close() {}
    }
}
