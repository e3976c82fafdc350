package kontor.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import kontor.Await;
import kontor.postgres.CannotStart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class EmbeddedPostgresTest {

    private static final Path PROGRAMS = Path.of("target/postgres-programs").toAbsolutePath();

    /** What a first start leaves; to make it takes a second, to copy it a tenth. */
    @TempDir private static Path made;

    @TempDir private Path folder;

    private final List<EmbeddedPostgres> started = new ArrayList<>();

    @BeforeAll
    static void make() {
        EmbeddedPostgres.start(made, PROGRAMS).close();
    }

    /** The folder is one in which Kontor was started before. */
    private void startedBefore() throws IOException {
        try (var all = Files.walk(made)) {
            for (Path one : all.skip(1).toList()) {
                Files.copy(
                        one,
                        folder.resolve(made.relativize(one)),
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    @AfterEach
    void stop() {
        started.forEach(EmbeddedPostgres::close);
    }

    private EmbeddedPostgres start() {
        var postgres = EmbeddedPostgres.start(folder, PROGRAMS);
        started.add(postgres);
        return postgres;
    }

    @Test
    void firstStart_givesADatabaseOwnedByAPlainRole() throws SQLException {
        var url = start().jdbcUrl();

        assertThat(one(url, "select current_database() || ' ' || current_user"))
                .isEqualTo("kontor kontor");
        assertThat(
                        one(
                                url,
                                """
                                select concat(rolsuper, rolbypassrls, rolcreaterole, rolcreatedb)
                                  from pg_roles where rolname = current_user\
                                """))
                .isEqualTo("ffff");
        assertThat(
                        one(
                                url,
                                """
                                select concat(datlocprovider, ' ', datlocale, ' ', pg_encoding_to_char(encoding), ' ',
                                              pg_get_userbyid(datdba))
                                  from pg_database where datname = 'kontor'\
                                """))
                .isEqualTo("b C.UTF-8 UTF8 kontor");
    }

    @Test
    void start_keepsThePromisesOfDurabilityAndPrivacy() throws SQLException, IOException {
        startedBefore();
        var url = start().superuserJdbcUrl();

        assertThat(
                        one(
                                url,
                                "select concat_ws(' ', current_setting('fsync'),"
                                        + " current_setting('synchronous_commit'),"
                                        + " current_setting('full_page_writes'),"
                                        + " current_setting('listen_addresses'),"
                                        + " current_setting('unix_socket_directories'))"))
                .isEqualTo("on on on 127.0.0.1 ");
        assertThat(one(url, "select string_agg(distinct auth_method, ',') from pg_hba_file_rules"))
                .isEqualTo("scram-sha-256");
        assertThatThrownBy(() -> one(url.replaceAll("password=.*", "password=guess"), "select 1"))
                .isInstanceOf(SQLException.class);
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(
                                        folder.resolve("postgres.passwords"))))
                .isEqualTo("rw-------");
    }

    @Test
    void restart_keepsData() throws SQLException, IOException {
        startedBefore();
        var first = start();
        run(first.jdbcUrl(), "create table kept as select 42 as answer");
        first.close();

        assertThat(one(start().jdbcUrl(), "select answer from kept")).isEqualTo("42");
    }

    @Test
    void restart_recoversWhenTheServerWasKilled() throws SQLException, IOException {
        startedBefore();
        var first = start();
        run(first.jdbcUrl(), "create table kept as select 42 as answer");
        var server = serverProcess();
        server.destroyForcibly();
        server.onExit().join();
        first.close();

        assertThat(one(start().jdbcUrl(), "select answer from kept")).isEqualTo("42");
    }

    @Test
    void killedServer_runsAgain_whereItsSessionsLookForIt() throws SQLException, IOException {
        startedBefore();
        var postgres = start();
        run(postgres.jdbcUrl(), "create table kept as select 42 as answer");
        var server = serverProcess();
        server.destroyForcibly();
        server.onExit().join();

        Await.until(() -> kept(postgres).equals("42"));
        postgres.close();
        assertThat(folder.resolve("postgres/postmaster.pid")).doesNotExist();
    }

    private static String kept(EmbeddedPostgres postgres) {
        try {
            return one(postgres.jdbcUrl(), "select answer from kept");
        } catch (SQLException away) {
            return "";
        }
    }

    @Test
    void restart_takesOverFromAKilledKontor() throws Exception {
        startedBefore();
        var killed = otherProcess();
        run(killed.inputReader().readLine(), "create table kept as select 42 as answer");
        var orphan = serverProcess();
        killed.destroyForcibly().waitFor();
        assertThat(orphan.isAlive()).isTrue();

        assertThat(one(start().jdbcUrl(), "select answer from kept")).isEqualTo("42");
        orphan.onExit().join();
        assertThat(serverProcess().pid()).isNotEqualTo(orphan.pid());
    }

    @Test
    void restart_ignoresANoteThatNamesAStranger() throws Exception {
        startedBefore();
        var stranger = ProcessHandle.current().pid();
        Files.writeString(folder.resolve("postgres/postmaster.pid"), stranger + "\n");

        assertThat(one(start().jdbcUrl(), "select 1")).isEqualTo("1");
    }

    @Test
    void restart_makesNewPasswordsWhenTheFileIsLost() throws Exception {
        startedBefore();
        Files.delete(folder.resolve("postgres.passwords"));

        var postgres = start();
        assertThat(one(postgres.jdbcUrl(), "select 1")).isEqualTo("1");
        assertThat(one(postgres.superuserJdbcUrl(), "select 1")).isEqualTo("1");
    }

    @Test
    void firstStart_beginsAgainAfterAHalfFirstStart() throws Exception {
        Files.createDirectories(folder.resolve("postgres.unfinished/base"));
        Files.writeString(folder.resolve("postgres.unfinished/PG_VERSION"), "18\n");

        assertThat(one(start().jdbcUrl(), "select 1")).isEqualTo("1");
    }

    @Test
    void secondHolder_isRefusedWithTheProcessOfTheFirst() throws Exception {
        startedBefore();
        var other = otherProcess();
        other.inputReader().readLine();

        assertThatThrownBy(this::start)
                .isInstanceOf(CannotStart.class)
                .hasMessageStartingWith(
                        "Another Kontor is running on this data folder (process "
                                + other.pid()
                                + ")");

        other.destroyForcibly().waitFor();
        start();
    }

    @Test
    void secondHolder_isRefusedInTheSameProcess() throws IOException {
        startedBefore();
        start();

        assertThatThrownBy(this::start)
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("(process " + ProcessHandle.current().pid() + ")");
    }

    @Test
    void otherMajor_isRefusedWithACure() throws Exception {
        startedBefore();
        Files.writeString(folder.resolve("postgres/PG_VERSION"), "17\n");

        assertThatThrownBy(this::start)
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("is of PostgreSQL 17, and this Kontor brings PostgreSQL 18");
    }

    @Test
    void createDatabase_givesAnEmptyOneOwnedByTheSameRole() throws SQLException, IOException {
        startedBefore();
        var postgres = start();
        var url = postgres.createDatabase("throw_away");

        run(url, "create schema mine");
        assertThat(one(url, "select current_database() || ' ' || current_user"))
                .isEqualTo("throw_away kontor");
        assertThatThrownBy(() -> postgres.createDatabase("a; drop"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Process otherProcess() throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EmbeddedPostgresHolder.class.getName(),
                        folder.toString(),
                        PROGRAMS.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private ProcessHandle serverProcess() throws IOException {
        var note = Files.readAllLines(folder.resolve("postgres/postmaster.pid"));
        return ProcessHandle.of(Long.parseLong(note.getFirst())).orElseThrow();
    }

    private static String one(String url, String query) throws SQLException {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void run(String url, String statement) throws SQLException {
        try (var connection = DriverManager.getConnection(url);
                var handle = connection.createStatement()) {
            handle.execute(statement);
        }
    }
}
