package kontor.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kontor.embedded.ServerUser.Ran;
import kontor.postgres.CannotStart;

/**
 * One folder of PostgreSQL data (a cluster, in PostgreSQL's words), and the commands that create
 * it, start and stop its server.
 */
record Cluster(Path folder, PostgresPrograms programs, ServerUser user) {

    /** Crash recovery of 2 GB of write-ahead log takes minutes on a slow disk. */
    private static final String START_LIMIT_SECONDS = "900";

    private static final String STOP_LIMIT_SECONDS = "300";
    private static final int LOG_LINES_SHOWN = 12;

    /** Lines of {@code postmaster.pid}, counted from 0 (pidfile.h of PostgreSQL). */
    private static final int PORT_LINE = 3;

    private static final int STATUS_LINE = 7;

    /**
     * Written at every start; operators put their own settings into {@code local.conf} beside it.
     */
    private static final String SERVER_SETTINGS =
            """
            # Written by Kontor at every start. Put your own settings into local.conf in this folder.
            listen_addresses = '127.0.0.1'
            unix_socket_directories = ''
            max_connections = 100
            # An answer to a client means: on disk.
            fsync = on
            synchronous_commit = on
            full_page_writes = on
            shared_buffers = 128MB
            max_wal_size = 2GB
            checkpoint_timeout = 15min
            # The builds that come as jars know no lz4; pglz takes longer than writing the pages as they are.
            wal_compression = off
            # Kontor's statements are short; compiling them costs more than it gives.
            jit = off
            # What was planned for an empty table stays until somebody counts it; by default that takes a minute.
            autovacuum_naptime = 5s
            timezone = 'UTC'
            log_timezone = 'UTC'
            lc_messages = 'C'
            # A failed statement is reported to Kontor; here its row could show personal data.
            log_min_messages = log
            log_min_error_statement = panic
            log_error_verbosity = terse
            log_checkpoints = off
            include_if_exists = 'local.conf'
            """;

    private static final String WHO_MAY_CONNECT =
            """
            # Written by Kontor at every start.
            host all all 127.0.0.1/32 scram-sha-256
            """;

    boolean exists() {
        return Files.exists(folder.resolve("PG_VERSION"));
    }

    /** Creates an empty cluster, to which nobody can connect yet. */
    void create() throws IOException {
        Files.createDirectory(folder);
        user.own(folder);
        expect(
                user.run(
                        "",
                        programs.program("initdb"),
                        "-D",
                        folder.toString(),
                        "--username=postgres",
                        "--auth=reject",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--no-instructions"),
                "create its data in " + folder);
    }

    /**
     * @throws CannotStart when the programs do not run here, or the data is of another major
     *     version
     */
    void refuseOtherMajor() throws IOException {
        var version = user.run("", programs.program("postgres"), "--version");
        if (!version.succeeded() && user.prefix().isEmpty()) {
            throw new CannotStart(
                    "PostgreSQL cannot be run on this machine: "
                            + version.output()
                            + ". Cure that, or set KONTOR_DATABASE_URL to a PostgreSQL server.");
        }
        if (!version.succeeded()) {
            throw new CannotStart(
                    "PostgreSQL refuses to run as root, and as user "
                            + user.uid()
                            + " without root's powers it cannot be run: "
                            + version.output()
                            + ". Every folder"
                            + " above "
                            + programs.home()
                            + " must be open to that user; or choose another"
                            + " KONTOR_DATA, or start Kontor as an ordinary user.");
        }
        if (!exists()) {
            return;
        }
        var ours = version.output().replaceAll("^\\D*(\\d+).*", "$1");
        var theirs = Files.readString(folder.resolve("PG_VERSION")).strip();
        if (!theirs.equals(ours)) {
            throw new CannotStart(
                    "The data in "
                            + folder
                            + " is of PostgreSQL "
                            + theirs
                            + ", and this Kontor brings PostgreSQL "
                            + ours
                            + ", which cannot read it. Use the"
                            + " Kontor that made it, or serve the data with PostgreSQL "
                            + theirs
                            + " and set KONTOR_DATABASE_URL.");
        }
    }

    /** Runs statements, one per line, without a server, so that no password is needed. */
    void withoutServer(String statements) {
        var ran =
                user.run(
                        statements,
                        programs.program("postgres"),
                        "--single",
                        "-D",
                        folder.toString(),
                        "-c",
                        "log_min_error_statement=panic",
                        "postgres");
        if (!ran.succeeded() || ran.output().contains("ERROR:")) {
            throw new CannotStart(
                    "PostgreSQL could not prepare its data in "
                            + folder
                            + ": "
                            + ran.output().replaceAll("PASSWORD '[^']*'", "PASSWORD '***'"));
        }
    }

    void writeSettings() throws IOException {
        Files.writeString(folder.resolve("postgresql.conf"), SERVER_SETTINGS);
        Files.writeString(folder.resolve("pg_hba.conf"), WHO_MAY_CONNECT);
    }

    /** Starts the server and waits until it answers; false when it did not start. */
    boolean start(int port) {
        return user.run(
                        "",
                        programs.program("pg_ctl"),
                        "start",
                        "-D",
                        folder.toString(),
                        "--silent",
                        "--wait",
                        "--timeout=" + START_LIMIT_SECONDS,
                        "-l",
                        log().toString(),
                        "-o",
                        "-p " + port)
                .succeeded();
    }

    /** Ends open sessions, writes everything to disk, and waits until the server has ended. */
    void stop() {
        expect(
                user.run(
                        "",
                        programs.program("pg_ctl"),
                        "stop",
                        "-D",
                        folder.toString(),
                        "--silent",
                        "--mode=fast",
                        "--wait",
                        "--timeout=" + STOP_LIMIT_SECONDS),
                "be stopped");
    }

    /**
     * Whether a server still runs on this data, by {@code postmaster.pid}. Where that process has
     * ended, the file stays: PostgreSQL handles it at the start. Where the process number belongs
     * to some other program now, as happens in containers, PostgreSQL would not start, so the file
     * is deleted.
     */
    boolean running() throws IOException {
        var pidFile = folder.resolve("postmaster.pid");
        var process =
                processNumber(pidFile).flatMap(ProcessHandle::of).filter(ProcessHandle::isAlive);
        if (process.isEmpty()) {
            return false;
        }
        var arguments = process.get().info().arguments().orElse(new String[0]);
        var ours = Stream.of(arguments).anyMatch(folder.toString()::equals);
        if (!ours) {
            Files.deleteIfExists(pidFile);
        }
        return ours;
    }

    private static Optional<Long> processNumber(Path pidFile) throws IOException {
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        return Files.readAllLines(pidFile).stream()
                .findFirst()
                .map(String::strip)
                .filter(line -> line.matches("[0-9]{1,10}"))
                .map(Long::valueOf);
    }

    /**
     * The port of a server that is ready, by its {@code postmaster.pid}; empty when there is none.
     */
    static Optional<Integer> portOfRunning(Path folder) throws IOException {
        var pidFile = folder.resolve("postmaster.pid");
        var lines = Files.exists(pidFile) ? Files.readAllLines(pidFile) : List.<String>of();
        boolean ready =
                lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals("ready");
        return ready
                ? Optional.of(Integer.valueOf(lines.get(PORT_LINE).strip()))
                : Optional.empty();
    }

    /** Starts a new log; keeps the one of the start before, and no older ones. */
    void rotateLog() throws IOException {
        if (Files.exists(log())) {
            Files.move(
                    log(),
                    folder.resolve("server.log.before"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The last lines that the server wrote to its log. */
    String endOfLog() throws IOException {
        if (!Files.exists(log())) {
            return "(it wrote no " + log() + ")";
        }
        var lines = Files.readAllLines(log());
        return String.join(
                "\n", lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size()));
    }

    private Path log() {
        return folder.resolve("server.log");
    }

    private static void expect(Ran ran, String what) {
        if (!ran.succeeded()) {
            throw new CannotStart("PostgreSQL cannot " + what + ": " + ran.output());
        }
    }
}
