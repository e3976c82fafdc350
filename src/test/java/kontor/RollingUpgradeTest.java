package kontor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * While nodes are replaced one by one, those of the version before work on the schema of today: it
 * takes their statements, and the rows that they write. {@code -Drolling.write=true} keeps what the
 * build of today asks for, and a row of each table that any test before it in the same run has
 * filled; it is done when a version is released, before the first migration of the next one.
 */
class RollingUpgradeTest {

    private static final Path BEFORE = Path.of("src/test/resources/rolling/before.gz");
    private static final Path ROWS = Path.of("src/test/resources/rolling/rows.jsonl.gz");

    /** One more time, through the wall, then the constraints, and up to the first unique index. */
    private static final String AGAIN =
            """
            INSERT INTO %1$s (%2$s) OVERRIDING SYSTEM VALUE
            SELECT %2$s FROM %1$s LIMIT 1
            """;

    private static final String NEEDED =
            """
            SELECT attname FROM pg_attribute WHERE attrelid = '%s'::regclass AND attnum > 0
                AND attnotnull AND NOT atthasdef AND attidentity = '' AND NOT attisdropped
            """;

    private static final String IS_THERE = "23505";

    private final TestKontor kontor = TestKontor.shared();
    private final String url = kontor.freshDatabase();
    private Connection node;

    @BeforeEach
    void open() throws SQLException {
        node = simple(url);
    }

    @AfterEach
    void close() throws SQLException {
        node.close();
    }

    /** Texts go as they are, so that parameters may be left open. */
    private static Connection simple(String url) throws SQLException {
        return DriverManager.getConnection(url + "&preferQueryMode=simple");
    }

    @Test
    void statementsOfTheVersionBefore_areTaken() throws IOException {
        assertThat(OldNode.read(BEFORE).statements()).hasSizeGreaterThan(500);
        assertThat(statementsRefused()).isEmpty();
    }

    private Map<String, String> statementsRefused() throws IOException {
        var refused = new LinkedHashMap<String, String>();
        for (String statement : OldNode.read(BEFORE).statements()) {
            OldNode.problem(node, statement).ifPresent(why -> refused.put(statement, why));
        }
        return refused;
    }

    /** Planning does not look at what an insert leaves out. */
    @Test
    void columnsThatItDoesNotKnow_mayBeLeftOut() throws IOException, SQLException {
        assertThat(OldNode.read(BEFORE).inserts()).hasSizeGreaterThan(80);
        assertThat(columnsMissed()).isEmpty();
    }

    private Map<String, List<String>> columnsMissed() throws IOException, SQLException {
        var missed = new TreeMap<String, List<String>>();
        for (var insert : OldNode.read(BEFORE).inserts()) {
            var left = needed(insert.table());
            left.removeAll(insert.columns());
            if (!left.isEmpty()) {
                missed.put(insert.table(), left);
            }
        }
        return missed;
    }

    private List<String> needed(String table) throws SQLException {
        var names = new ArrayList<String>();
        try (var statement = node.createStatement();
                var rows = statement.executeQuery(NEEDED.formatted(table))) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    @Test
    void rowsOfTheVersionBefore_areTaken() throws IOException, SQLException {
        StoredDatabase.load(ROWS, kontor.asSuperuser(url));
        assertThat(StoredDatabase.rows(ROWS, node)).hasSizeGreaterThan(60);
        assertThat(rowsRefused()).isEmpty();
    }

    private Map<String, String> rowsRefused() throws IOException, SQLException {
        node.setAutoCommit(false);
        var refused = new TreeMap<String, String>();
        for (var row : StoredDatabase.rows(ROWS, node)) {
            again(row).ifPresent(why -> refused.put(row.table(), why));
        }
        return refused;
    }

    /** So that the tests above can fail. */
    @Test
    void migrationsThatWouldBreakIt_areTold() throws IOException, SQLException {
        String superuser = kontor.asSuperuser(url);
        StoredDatabase.load(ROWS, superuser);
        migrated(superuser, "ALTER TABLE mandates ADD COLUMN novel text NOT NULL DEFAULT 'x'");
        assertThat(columnsMissed()).isEmpty();
        migrated(superuser, "ALTER TABLE mandates ALTER COLUMN novel DROP DEFAULT");
        assertThat(columnsMissed()).containsOnlyKeys("mandates");
        migrated(superuser, "ALTER TABLE mandates DROP COLUMN novel");
        migrated(superuser, "DROP INDEX brought_reports_content");
        assertThat(statementsRefused().toString()).contains("no unique or exclusion constraint");
        migrated(superuser, "ALTER TABLE accounts RENAME COLUMN name TO title");
        assertThat(statementsRefused().toString()).contains("column a.name does not exist");
        migrated(superuser, "ALTER POLICY tenant ON mandates WITH CHECK (false)");
        migrated(superuser, "ALTER TABLE events ADD CONSTRAINT novel CHECK (name = '') NOT VALID");
        migrated(superuser, "ALTER POLICY tenant ON direct_debits USING (false)");
        assertThat(rowsRefused())
                .containsOnlyKeys(
                        "public.accounts",
                        "public.direct_debits",
                        "public.events",
                        "public.mandates");
    }

    private static void migrated(String superuser, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(superuser);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Optional<String> again(StoredDatabase.Row row) throws SQLException {
        try (var statement = node.createStatement()) {
            if (!row.organization().isEmpty()) {
                statement.execute("SET LOCAL kontor.organization = '" + row.organization() + "'");
            }
            int rows = statement.executeUpdate(AGAIN.formatted(row.table(), row.columns()));
            return rows == 1 ? Optional.empty() : Optional.of("the row is not seen");
        } catch (SQLException refused) {
            return Optional.of(refused)
                    .filter(one -> !IS_THERE.equals(one.getSQLState()))
                    .map(SQLException::getMessage);
        } finally {
            node.rollback();
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "rolling.write", matches = "true")
    void nodeOfToday_isKept() throws SQLException, IOException {
        OldNode.ofToday(url + "&preferQueryMode=simple").write(BEFORE);
        OneOfEach.idsIn(kontor.sandbox());
        StoredDatabase.write(ROWS, kontor.asSuperuser(kontor.jdbcUrl()), Map.of(), 1);
    }
}
