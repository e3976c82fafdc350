package kontor.postgres;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import kontor.TestKontor;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A migration that was run somewhere is never edited. {@code -Dmigrations.update=true} pins new
 * ones; it never changes what is pinned.
 */
class MigrationsTest {

    private static final Path FILES = Path.of("src/main/resources/db/migration");
    private static final Path PINNED = Path.of("src/test/resources/schema/migrations.sha256");

    @Test
    void pinnedMigrations_areAsTheyWere() throws IOException {
        var pinned = new LinkedHashMap<String, String>();
        for (String line : Files.readAllLines(PINNED)) {
            pinned.put(line.split(" +")[1], line.split(" +")[0]);
        }
        var found = digests();
        if (Boolean.getBoolean("migrations.update")) {
            found.forEach(pinned::putIfAbsent);
            Files.write(
                    PINNED,
                    pinned.entrySet().stream()
                            .map(one -> one.getValue() + "  " + one.getKey())
                            .toList());
        }
        assertThat(found).containsAllEntriesOf(pinned);
        // In the order in which they came. A database that has run the last of them is refused
        // where one with a lower number is added: the new one gets the next number.
        assertThat(List.copyOf(pinned.keySet()))
                .isSortedAccordingTo(comparing(MigrationsTest::version));
    }

    private static MigrationVersion version(String file) {
        return MigrationVersion.fromVersion(file.substring(1, file.indexOf("__")));
    }

    private static Map<String, String> digests() throws IOException {
        var digests = new TreeMap<String, String>();
        try (var files = Files.list(FILES)) {
            for (Path file : files.toList()) {
                digests.put(file.getFileName().toString(), digest(Files.readAllBytes(file)));
            }
        }
        return digests;
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private record Fault(String name, String sql, String says) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Fault> faults() {
        return Stream.of(
                new Fault("newer", newer("9999", "true"), "newer Kontor (migration 9999"),
                new Fault("newer, broken off", newer("9999", "false"), "Migration 9999 broke off"),
                new Fault(
                        "broken off",
                        "UPDATE schema_history SET success = false WHERE version = '7'",
                        "Migration 7 broke off"),
                new Fault(
                        "edited",
                        "UPDATE schema_history SET checksum = 1 WHERE version = '7'",
                        "Migration 7 is another one"),
                new Fault(
                        "several edited",
                        "UPDATE schema_history SET checksum = 1 WHERE version IN ('7', '8')",
                        "Migration 7, 8 is another one"),
                new Fault(
                        "not of this build",
                        newer("7.5", "true"),
                        "Migration 7.5 was run in the database and is not part"),
                new Fault(
                        "left out",
                        "DELETE FROM schema_history WHERE version = '7'",
                        "Migration 7 was never run"),
                new Fault(
                        "cannot be run",
                        "DELETE FROM schema_history WHERE installed_rank > 2",
                        "cannot be run in the database: relation \""));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void otherSchema_isRefused_inOneSentenceOfKontor(Fault fault) throws SQLException {
        String url = migrated(fault.sql);
        assertThatThrownBy(() -> Postgres.at(url).prepare())
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining(fault.says)
                .hasMessageNotContainingAny("\n", "Flyway", "flyway", "Validate");
    }

    @Test
    void tablesOfSomethingElse_areRefused() throws SQLException {
        String url = TestKontor.shared().emptyDatabase();
        run(url, List.of("CREATE TABLE organizations (id int)"));
        assertThatThrownBy(() -> Postgres.at(url).prepare())
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("tables of something else")
                .hasMessageNotContaining("\n");
    }

    private static String newer(String version, String success) {
        return """
        INSERT INTO schema_history (installed_rank, version, description, type, script, checksum,
                                    installed_by, execution_time, success)
        SELECT max(installed_rank) + 1, '%s', 'to come', 'SQL', 'V%s__to_come.sql', 1, 'x', 1, %s
        FROM schema_history
        """
                .formatted(version, version, success);
    }

    private static String migrated(String then) throws SQLException {
        String url = TestKontor.shared().emptyDatabase();
        Postgres.at(url).prepare();
        run(url, List.of(then));
        return url;
    }

    private static void run(String url, List<String> statements) throws SQLException {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
