package kontor.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kontor.TestKontor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * SQL keeps to what a PostgreSQL takes that spreads organizations over several servers
 * (docs/decisions/0019-sql-for-several-servers.md), also where the tests run on one.
 */
class SqlForSeveralServersTest {

    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

    /** Since this one the schema is made for both. */
    private static final int FIRST_FOR_BOTH = 20;

    private static final Pattern TEXT_BLOCK = Pattern.compile("(?s)\"\"\"\\n(.*?)\"\"\"");
    private static final Pattern STRING = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)+)\"");

    private final TestKontor kontor = TestKontor.shared();

    static Stream<Arguments> ofStatements() {
        return Stream.of(
                arguments("\\bset_config\\(", "only a literal SET LOCAL reaches the other servers"),
                arguments(
                        "\\bu\\.\\w+::\\w+\\[\\]",
                        "string_to_array(u.x, ',')::uuid[] is immutable"),
                arguments("\\bCASE\\s+:", "CASE WHEN :which::text = 'X' THEN"),
                arguments(
                        "\\bCASE\\b[^;]*?(\\binterval '|\\bnow\\()[^;]*?\\bEND\\b",
                        "times are worked out in Java"),
                arguments(
                        "\\bINSERT INTO\\b[^;]*?\\bJOIN \\S+ \\w+ ON \\w+\\.organization_id ="
                                + " :org\\b",
                        "a.organization_id = b.organization_id"),
                arguments(
                        "\\bINSERT INTO \\S+ \\((?:(?!INSERT INTO)[^;])*?\\bSELECT\\b"
                                + "(?:(?!INSERT INTO)[^;])*?\\bRETURNING\\b",
                        "INSERT INTO t AS t"));
    }

    @ParameterizedTest
    @MethodSource("ofStatements")
    void statement_avoids(String pattern, String instead) {
        var avoided = Pattern.compile("(?s)" + pattern);
        assertThat(statements().filter(one -> avoided.matcher(one.sql).find()))
                .as(instead)
                .isEmpty();
    }

    /** What {@link SqlForm} has to change, it does: no statement hides from it. */
    @Test
    void rowsFromArrays_areAllRecognized() {
        var wanted = Pattern.compile("(?s)INSERT INTO [^;]*?SELECT :org,");
        var hidden =
                statements()
                        .filter(one -> wanted.matcher(one.sql).find())
                        // The lists of Rows stand in them as %s when the source is read.
                        .map(one -> one.sql.replaceAll("FROM %(\\d\\$)?s", "FROM unnest("))
                        .filter(sql -> SqlForm.SEVERAL_SERVERS.of(sql).equals(sql));
        assertThat(hidden).isEmpty();
    }

    @Test
    void rowsFromArrays_takeTheirOrganizationFromItsFeed() {
        String sql =
                """
                INSERT INTO balances AS balances (organization_id, id, version)
                SELECT :org, u.id, 1
                FROM unnest(:ids::uuid[]) AS u (id)
                """;
        assertThat(SqlForm.SEVERAL_SERVERS.of(sql))
                .isEqualTo(
                        """
                        INSERT INTO balances AS balances (organization_id, id, version)
                        SELECT w.organization_id, u.id, 1
                        FROM (SELECT organization_id FROM feeds WHERE organization_id = :org) AS w CROSS JOIN unnest(:ids::uuid[]) AS u (id)
                        """);
        assertThat(SqlForm.ONE_SERVER.of(sql)).isSameAs(sql);
    }

    @Test
    void rowsFromArrays_areTheSameOnOneServerInBothForms() {
        String sql =
                """
                INSERT INTO external_ids (organization_id, external_id, resource, resource_id)
                SELECT :org, u.external_id, 'x', :org
                FROM unnest(:ids::text[]) AS u (external_id)
                """;
        int rows =
                kontor.database()
                        .write(
                                kontor.organization(),
                                tx ->
                                        tx.update(SqlForm.SEVERAL_SERVERS.of(sql))
                                                .bind("ids", new String[] {"a", "b"})
                                                .execute());
        assertThat(rows).isEqualTo(2);
    }

    @Test
    void transaction_beginsInBothForms() throws SQLException {
        var organization = kontor.organization().value();
        for (var form : SqlForm.values()) {
            for (var kind : Transactions.Kind.values()) {
                for (boolean anew : new boolean[] {false, true}) {
                    assertThat(opened(form, kind, anew, organization))
                            .as(form + " " + kind + " " + anew)
                            .isEqualTo(organization + (kind.isReadOnly() ? " on" : " off"));
                }
            }
        }
    }

    /** The organization that the wall knows then, and whether nothing can be written. */
    private String opened(SqlForm form, Transactions.Kind kind, boolean anew, UUID organization)
            throws SQLException {
        try (var connection = kontor.database().dataSource().getConnection()) {
            connection.setAutoCommit(false);
            try (var _ = form.opened(connection, kind, anew, organization);
                    var settings = connection.createStatement();
                    var row =
                            settings.executeQuery(
                                    """
                                    SELECT kontor_organization() || ' ' || current_setting('transaction_read_only')
                                    """)) {
                row.next();
                return row.getString(1);
            } finally {
                connection.rollback();
            }
        }
    }

    @Test
    void policies_haveNoSubselect() {
        var policies =
                kontor.database()
                        .system(
                                sql ->
                                        sql.createQuery(
                                                        """
                                                        SELECT DISTINCT qual FROM pg_policies
                                                        WHERE policyname <> 'watching'
                                                        """)
                                                .mapTo(String.class)
                                                .list());
        assertThat(policies).containsExactly("(organization_id = kontor_organization())");
        var slits =
                kontor.database()
                        .system(
                                sql ->
                                        sql.createQuery(
                                                        """
                                                        SELECT qual FROM pg_policies
                                                        WHERE policyname = 'watching'
                                                            AND cmd = 'SELECT'
                                                        """)
                                                .mapTo(String.class)
                                                .list());
        assertThat(slits)
                .hasSize(8)
                .allMatch(slit -> slit.contains("kontor.watching") && !slit.contains("SELECT"));
    }

    @Test
    void wall_isAskedOnceAndTheIndexIsUsed() {
        String plan =
                kontor.database()
                        .read(
                                kontor.organization(),
                                tx -> {
                                    tx.sql().execute("SET LOCAL enable_seqscan = off");
                                    // A table that was just emptied is as good by any index.
                                    tx.sql().execute("SET LOCAL enable_sort = off");
                                    return String.join(
                                            "\n",
                                            tx.query(
                                                            """
                                                            EXPLAIN SELECT d.id FROM direct_debits d
                                                            WHERE d.organization_id = :org AND d.status = 'SENT'
                                                            ORDER BY d.date DESC, d.id DESC LIMIT 20
                                                            """)
                                                    .mapTo(String.class)
                                                    .list());
                                });
        assertThat(plan)
                .contains("One-Time Filter")
                // Which of the two depends on what PostgreSQL has counted by now.
                .containsPattern("Scan (Backward )?using direct_debits_by_(status|date)")
                .doesNotContain("Sort");
    }

    static Stream<Arguments> ofMigrations() {
        return Stream.of(
                arguments(
                        "\\bALTER TABLE [^;]*?,\\s*(ADD|DROP|ALTER)\\b",
                        "one sub-command for each ALTER TABLE"),
                arguments("\\bADD (CHECK|UNIQUE|PRIMARY|FOREIGN)\\b", "ADD CONSTRAINT name"),
                arguments("\\bSET STORAGE\\b", "not on distributed tables"),
                arguments(
                        "\\b(CALL kontor_wall|CREATE POLICY (?!watching))\\b",
                        "CALL kontor_tenant_table"));
    }

    @ParameterizedTest
    @MethodSource("ofMigrations")
    void migration_avoids(String pattern, String instead) {
        var avoided = Pattern.compile("(?s)" + pattern);
        assertThat(migrationsForBoth().filter(file -> avoided.matcher(withoutBodies(file)).find()))
                .as(instead)
                .isEmpty();
    }

    /** Whose the row is, is only known after it was found: by a sign-in, a cookie, a link. */
    private static final Set<String> OF_THE_INSTALLATION =
            Set.of("memberships", "sessions", "mails", "mailed_links");

    @Test
    void migration_callsKontorTenantTableForEachNewOne() {
        var created = Pattern.compile("(?s)CREATE TABLE (\\S+) \\((?=[^;]*\\borganization_id\\b)");
        var without =
                migrationsForBoth()
                        .flatMap(
                                file ->
                                        created.matcher(withoutBodies(file))
                                                .results()
                                                .map(one -> one.group(1))
                                                .filter(table -> isOutside(file, table)))
                        .filter(table -> !OF_THE_INSTALLATION.contains(table));
        assertThat(without).isEmpty();
    }

    private static boolean isOutside(Path file, String table) {
        return !text(file).contains("CALL kontor_tenant_table('" + table + "')");
    }

    private record Sql(String file, String sql) {}

    /** SQL of Kontor and of its tests: what stands in quotes and looks like it. */
    private static Stream<Sql> statements() {
        return Stream.of("src/main/java/kontor", "src/test/java/kontor")
                .flatMap(folder -> files(Path.of(folder), ".java"))
                .filter(file -> !file.endsWith("SqlForSeveralServersTest.java"))
                // Sessions of its own, which see no organization.
                .filter(file -> !file.endsWith("SessionLock.java"))
                .filter(file -> !file.endsWith("SessionCheck.java"))
                // Where it says what one server is told.
                .filter(file -> !file.endsWith("SqlForm.java"))
                .flatMap(
                        file -> {
                            String source = text(file);
                            return Stream.of(TEXT_BLOCK, STRING)
                                    .flatMap(quotes -> quotes.matcher(source).results())
                                    .map(found -> new Sql(file.toString(), found.group(1)));
                        });
    }

    private static Stream<Path> migrationsForBoth() {
        return files(MIGRATIONS, ".sql")
                .filter(
                        file ->
                                Integer.parseInt(
                                                file.getFileName()
                                                        .toString()
                                                        .replaceAll("^V(\\d+)_.*", "$1"))
                                        >= FIRST_FOR_BOTH);
    }

    /** Without what procedures and blocks do inside, and without comments. */
    private static String withoutBodies(Path migration) {
        return text(migration).replaceAll("(?m)--.*$", "").replaceAll("(?s)\\$\\$.*?\\$\\$", "");
    }

    private static Stream<Path> files(Path folder, String end) {
        try (var files = Files.walk(folder)) {
            return List.copyOf(files.filter(file -> file.toString().endsWith(end)).toList())
                    .stream();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
