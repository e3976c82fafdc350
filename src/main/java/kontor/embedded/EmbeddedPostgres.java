package kontor.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import kontor.disks.DiskWords;
import kontor.disks.OwnFiles;
import kontor.postgres.CannotStart;
import kontor.postgres.DatabaseUrl;

/**
 * The PostgreSQL that comes with Kontor: a real server in a process of its own, with its data in
 * the data folder. It listens on 127.0.0.1 only, needs a password, and has full durability. Why it
 * is built this way: docs/decisions/0003-embedded-postgresql.md.
 *
 * <p>The data folder has {@code postgres} (the data), {@code postgres.passwords} (mode 600), {@code
 * postgres-programs} and {@code kontor.lock}.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    /** In which the server works; it owns nothing. */
    private static final String SERVER_ROLE = "kontor_server";

    private static final int ATTEMPTS = 10;
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final FolderLock lock;
    private final Cluster cluster;
    private final Passwords passwords;
    private final int port;
    private final Guard guard;
    private boolean closed;

    private EmbeddedPostgres(FolderLock lock, Cluster cluster, Passwords passwords, int port) {
        this.lock = lock;
        this.cluster = cluster;
        this.passwords = passwords;
        this.port = port;
        this.guard = new Guard(cluster, port);
    }

    /**
     * Starts the server on the data in {@code dataFolder}. Creates folder and data the first time,
     * and clears up after a crash.
     *
     * @throws CannotStart when another Kontor uses the folder, the data is of another major
     *     version, or the server does not start; the message says which, and what to do
     */
    public static EmbeddedPostgres start(Path dataFolder) {
        return start(dataFolder, dataFolder.resolve("postgres-programs"));
    }

    /**
     * The same with another folder for the unpacked programs, so that servers of tests can share
     * it.
     */
    public static EmbeddedPostgres start(Path dataFolder, Path programsFolder) {
        try {
            OwnFiles.folder(dataFolder);
            var folder = dataFolder.toRealPath();
            var lock = FolderLock.hold(folder);
            try {
                var programs = PostgresPrograms.unpackedIn(programsFolder.toAbsolutePath());
                return start(lock, folder, programs);
            } catch (IOException | RuntimeException failure) {
                lock.close();
                throw failure;
            }
        } catch (IOException broken) {
            throw new CannotStart(cannot("used", dataFolder, broken));
        }
    }

    /**
     * The JDBC address of a Kontor that runs on this data folder, for other commands; empty when
     * none runs.
     *
     * @throws CannotStart when it is just starting or stopping
     */
    public static Optional<DatabaseUrl> ofRunning(Path dataFolder) {
        try {
            if (!FolderLock.isHeld(dataFolder)) {
                return Optional.empty();
            }
            var port = Cluster.portOfRunning(dataFolder.resolve("postgres"));
            if (port.isEmpty()) {
                throw new CannotStart(
                        "The Kontor on the data folder "
                                + dataFolder
                                + " is just starting or stopping; try again.");
            }
            var passwords = Passwords.read(dataFolder.resolve("postgres.passwords"));
            return Optional.of(urls(port.get(), passwords));
        } catch (IOException broken) {
            throw new CannotStart(cannot("read", dataFolder, broken));
        }
    }

    static String cannot(String done, Path folder, IOException broken) {
        return "The data folder %s cannot be %s: %s."
                .formatted(folder, done, DiskWords.of(folder, broken));
    }

    private static EmbeddedPostgres start(FolderLock lock, Path folder, PostgresPrograms programs)
            throws IOException {
        var data = folder.resolve("postgres");
        var user = ServerUser.of(Files.exists(data) ? data : folder);
        var cluster = new Cluster(data, programs, user);
        var passwordFile = folder.resolve("postgres.passwords");
        cluster.refuseOtherMajor();
        if (!cluster.exists()) {
            create(cluster, passwordFile);
        }
        user.own(data);
        user.pass(folder);
        if (cluster.running()) {
            cluster.stop(); // an earlier Kontor was killed and left its server behind
        }
        cluster.writeSettings();
        var passwords = passwords(cluster, passwordFile);
        int port = serve(cluster);
        var embedded = new EmbeddedPostgres(lock, cluster, passwords, port);
        ServerRole.make(embedded.superuserJdbcUrl(), SERVER_ROLE, passwords.server());
        return embedded;
    }

    /**
     * Creates the data in a folder aside and then renames it, so that a crash leaves no half of it.
     */
    private static void create(Cluster cluster, Path passwordFile) throws IOException {
        var aside = cluster.folder().resolveSibling("postgres.unfinished");
        PostgresPrograms.delete(aside);
        var unfinished = new Cluster(aside, cluster.programs(), cluster.user());
        unfinished.create();
        var passwords = Passwords.random();
        unfinished.withoutServer(
                """
                ALTER ROLE postgres PASSWORD '%s'
                CREATE ROLE kontor LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE PASSWORD '%s'
                CREATE DATABASE kontor OWNER kontor
                """
                        .formatted(passwords.superuser(), passwords.kontor()));
        passwords.write(passwordFile);
        Files.move(aside, cluster.folder());
    }

    /** The passwords of the file; new ones where the file is lost, which needs no old password. */
    private static Passwords passwords(Cluster cluster, Path file) throws IOException {
        if (Files.exists(file)) {
            var known = Passwords.read(file);
            if (known.isOfEarlierVersion()) {
                known = known.withServer();
                known.write(file);
            }
            return known;
        }
        var passwords = Passwords.random();
        cluster.withoutServer(
                """
                ALTER ROLE postgres PASSWORD '%s'
                ALTER ROLE kontor PASSWORD '%s'
                """
                        .formatted(passwords.superuser(), passwords.kontor()));
        passwords.write(file);
        return passwords;
    }

    private static int serve(Cluster cluster) throws IOException {
        cluster.rotateLog();
        for (int attempt = 1; ; attempt++) {
            int port = freePort();
            if (cluster.start(port)) {
                return port;
            }
            // Somebody took the port meanwhile, or processes of a killed server have not ended yet.
            var endOfLog = cluster.endOfLog();
            if (!endOfLog.contains("in use") || attempt == ATTEMPTS) {
                throw new CannotStart(
                        "PostgreSQL does not start on "
                                + cluster.folder()
                                + ". Its last words:\n"
                                + endOfLog);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The addresses for the running server, and for the owner of the schema. */
    public DatabaseUrl urls() {
        return urls(port, passwords);
    }

    private static DatabaseUrl urls(int port, Passwords passwords) {
        String owner = url(port, "kontor", "kontor", passwords.kontor());
        return new DatabaseUrl(
                url(port, "kontor", SERVER_ROLE, passwords.server()), Optional.of(owner));
    }

    /**
     * JDBC address with password of role {@code kontor}, which owns the schema and is subject to
     * row-level security.
     */
    public String jdbcUrl() {
        return url("kontor", "kontor", passwords.kontor());
    }

    /** JDBC address with password of the superuser, for the same database. */
    public String superuserJdbcUrl() {
        return url("kontor", "postgres", passwords.superuser());
    }

    /**
     * Creates a further, empty database for tests; role {@code kontor} owns it.
     *
     * @param name lower-case letters, digits and underscores
     * @return its JDBC address with password, for role {@code kontor}
     */
    public String createDatabase(String name) {
        if (!name.matches("[a-z][a-z0-9_]{0,62}")) {
            throw new IllegalArgumentException("not a database name: " + name);
        }
        try (var connection = DriverManager.getConnection(superuserJdbcUrl());
                var statement = connection.createStatement()) {
            statement.execute("create database " + name + " owner kontor");
        } catch (SQLException failure) {
            throw new IllegalStateException("database " + name + " not created", failure);
        }
        return url(name, "kontor", passwords.kontor());
    }

    private String url(String database, String role, String password) {
        return url(port, database, role, password);
    }

    private static String url(int port, String database, String role, String password) {
        return "jdbc:postgresql://127.0.0.1:"
                + port
                + "/"
                + database
                + "?user="
                + role
                + "&password="
                + password;
    }

    /** Stops the server, which writes everything to disk, then releases the data folder. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        guard.close();
        try {
            if (cluster.running()) {
                cluster.stop();
            }
        } catch (IOException broken) {
            throw new IllegalStateException("not stopped: " + cluster.folder(), broken);
        } finally {
            lock.close();
        }
    }

    @Override
    public String toString() {
        return "PostgreSQL on 127.0.0.1:" + port + ", data in " + cluster.folder();
    }
}
