package kontor.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import kontor.TestKontor;
import kontor.TestPostgres;
import kontor.app.Sandbox;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the role of the running server can do, and what only the owner of the schema can. */
class GrantsTest {

    private static DatabaseUrl url;
    private static Database database;
    private static OrganizationId organization;

    @BeforeAll
    static void open() {
        String owner = TestKontor.shared().emptyDatabase();
        var running = EmbeddedPostgres.ofRunning(TestPostgres.FOLDER);
        Assumptions.assumeTrue(running.isPresent());
        String name = owner.replaceAll("^.*/([^/?]+)[?].*$", "$1");
        String server = running.get().jdbc().replace("/kontor?", "/" + name + "?");
        url = new DatabaseUrl(server, Optional.of(owner));
        database = Database.open(url, 4, Clock.systemUTC());
        organization = new Sandbox(TestKontor.wiring(database)).create().organization();
    }

    @AfterAll
    static void close() {
        if (database != null) {
            database.close();
        }
    }

    private static void execute(String sql) {
        database.write(organization, tx -> tx.sql().execute(sql));
    }

    private static long events() {
        return database.read(
                organization,
                tx ->
                        tx.query("SELECT count(*) FROM events WHERE organization_id = :org")
                                .mapTo(Long.class)
                                .one());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE events DISABLE TRIGGER append_only",
                "ALTER TABLE events DISABLE TRIGGER ALL",
                "DROP TRIGGER append_only ON events",
                "DROP TABLE events",
                "TRUNCATE events",
                "TRUNCATE feeds",
                "DELETE FROM events",
                "DELETE FROM feeds",
                "UPDATE events SET name = 'X'",
                "UPDATE events SET digest = payload_digest",
                "UPDATE events SET position = position + 1000",
                "UPDATE feeds SET organization_id = organization_id",
                "ALTER TABLE events DISABLE ROW LEVEL SECURITY",
                "ALTER TABLE events NO FORCE ROW LEVEL SECURITY",
                "DROP POLICY tenant ON events",
                "ALTER TABLE users ADD COLUMN x text",
                "CREATE TABLE x (y int)",
                "CREATE OR REPLACE FUNCTION kontor_organization() RETURNS uuid LANGUAGE sql AS"
                        + " 'SELECT NULL::uuid'",
                "CREATE OR REPLACE FUNCTION kontor_append_only() RETURNS trigger LANGUAGE plpgsql"
                        + " AS 'BEGIN RETURN NEW; END'",
                "SET session_replication_role = replica",
                "SET ROLE kontor",
                "SET SESSION AUTHORIZATION kontor",
                "DELETE FROM schema_history",
                "CREATE TRIGGER t BEFORE INSERT ON events EXECUTE FUNCTION kontor_append_only()",
                "DROP SCHEMA public CASCADE",
                "ALTER ROLE kontor_server BYPASSRLS",
                "CREATE ROLE another SUPERUSER",
            })
    void runningServer_cannot(String sql) {
        long before = events();
        assertThatThrownBy(() -> execute(sql)).as(sql).isInstanceOf(RuntimeException.class);
        assertThat(events()).isEqualTo(before);
    }

    @Test
    void rowsOfOthers_areNotSeen() {
        var other = new Sandbox(TestKontor.wiring(database)).create().organization();
        var seen =
                database.read(
                        other,
                        tx ->
                                tx.sql()
                                        .createQuery(
                                                "SELECT count(DISTINCT organization_id) FROM"
                                                        + " events")
                                        .mapTo(Integer.class)
                                        .one());
        assertThat(seen).isOne();
    }

    @Test
    void payload_isErasedButNotChanged() {
        execute(
                "UPDATE events SET snapshot = NULL, message = NULL, details = NULL WHERE position"
                        + " = 1");
        assertThatThrownBy(() -> execute("UPDATE events SET snapshot = '{}' WHERE position = 2"))
                .hasMessageContaining("append-only");
    }

    @Test
    void rightThatSomebodyGave_isTakenAtTheNextStart() throws SQLException {
        try (var owner = DriverManager.getConnection(url.owner().orElseThrow());
                var statement = owner.createStatement()) {
            statement.execute("GRANT DELETE ON events TO kontor_server");
            statement.execute("CREATE TABLE IF NOT EXISTS later (x int)");
        }
        Database.open(url, 2, Clock.systemUTC()).close();
        assertThatThrownBy(() -> execute("DELETE FROM events"))
                .hasMessageContaining("permission denied");
        execute("INSERT INTO later VALUES (1)");
    }

    @Test
    void startWithTheOwner_warnsAndWorks() {
        try (var asOwner =
                Database.open(new DatabaseUrl(url.owner().orElseThrow()), 2, Clock.systemUTC())) {
            assertThat(asOwner.schema()).isEqualTo(database.schema());
        }
    }

    @Test
    void ownerAsServerToo_isRefused() {
        String owner = url.owner().orElseThrow();
        assertThatThrownBy(
                        () ->
                                Database.open(
                                        new DatabaseUrl(owner, Optional.of(owner)),
                                        2,
                                        Clock.systemUTC()))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("a role of its own");
    }

    @Test
    void serverWithoutOwner_worksOnASchemaThatIsUpToDate() throws SQLException {
        try (var alone = Database.open(new DatabaseUrl(url.jdbc()), 2, Clock.systemUTC())) {
            assertThat(alone.schema()).isEqualTo(database.schema());
        }
        String empty = TestKontor.shared().emptyDatabase();
        String name = empty.replaceAll("^.*/([^/?]+)[?].*$", "$1");
        String server = url.jdbc().replaceAll("/[^/?]+[?]", "/" + name + "?");
        try (var connection = DriverManager.getConnection(server)) {
            assertThat(connection.isValid(1)).isTrue();
        }
        assertThatThrownBy(() -> Database.open(new DatabaseUrl(server), 2, Clock.systemUTC()))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("permission denied");
    }
}
