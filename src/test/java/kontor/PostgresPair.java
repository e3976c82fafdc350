package kontor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import kontor.embedded.EmbeddedPostgres;

/**
 * A PostgreSQL of a test's own, which others do not miss when it is away, and a standby that
 * follows it. Each is where {@link EmbeddedPostgres} keeps it.
 */
final class PostgresPair implements AutoCloseable {

    private static final Path PROGRAMS = Path.of("target/postgres-programs").toAbsolutePath();

    private final Path folder;
    private final List<EmbeddedPostgres> started = new ArrayList<>();
    private final EmbeddedPostgres primary;

    PostgresPair(Path folder) {
        this.folder = folder;
        EmbeddedPostgres.start(folder.resolve("primary"), PROGRAMS).close();
        copy(folder.resolve("primary"), folder.resolve("standby"));
        primary = start("primary");
    }

    private EmbeddedPostgres start(String which) {
        var server = EmbeddedPostgres.start(folder.resolve(which), PROGRAMS);
        started.add(server);
        return server;
    }

    EmbeddedPostgres primary() {
        return primary;
    }

    /** Starts the standby; commits of the primary wait for it from now on. */
    EmbeddedPostgres follow() {
        String url = primary.superuserJdbcUrl();
        String port = url.replaceFirst("^.*:(\\d+)/.*$", "$1");
        String password = url.replaceFirst("^.*password=", "");
        try {
            Files.writeString(
                    folder.resolve("primary/postgres/pg_hba.conf"),
                    "host all all 127.0.0.1/32 scram-sha-256\n"
                            + "host replication all 127.0.0.1/32 scram-sha-256\n");
            Files.createFile(folder.resolve("standby/postgres/standby.signal"));
            Files.writeString(
                    folder.resolve("standby/postgres/local.conf"),
                    """
                    primary_conninfo = 'host=127.0.0.1 port=%s user=postgres password=%s application_name=standby'
                    """
                            .formatted(port, password));
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
        set(primary, "synchronous_standby_names", "standby");
        return start("standby");
    }

    /** For all sessions, those that are there too. */
    static void set(EmbeddedPostgres server, String setting, String value) {
        as(server, "ALTER SYSTEM SET " + setting + " = '" + value + "'");
        as(server, "SELECT pg_reload_conf()");
        Await.until(() -> as(server, "SHOW " + setting).equals(value));
    }

    /** What a superuser is answered, in the first column of the first row. */
    static String as(EmbeddedPostgres server, String sql) {
        try (var connection = DriverManager.getConnection(server.superuserJdbcUrl());
                var statement = connection.createStatement()) {
            // What an administrator says need not wait for a standby.
            statement.execute("SET synchronous_commit = local");
            if (!statement.execute(sql)) {
                return "";
            }
            var rows = statement.getResultSet();
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** As if its machine had lost its power, with the disk: nobody starts it again. */
    void killPrimary() {
        var data = folder.resolve("primary/postgres");
        try {
            String pid = Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip();
            var server = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
            Files.move(data, data.resolveSibling("lost"));
            server.destroyForcibly();
            server.onExit().join();
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static void copy(Path from, Path to) {
        try (var files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)), COPY);
            }
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static final java.nio.file.CopyOption COPY =
            java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;

    @Override
    public void close() {
        started.reversed().forEach(EmbeddedPostgres::close);
    }
}
