package kontor.postgres;

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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kontor.TestKontor;
import org.junit.jupiter.api.Test;

/**
 * A migration that was run somewhere is never edited. {@code -Dmigrations.update=true} pins new
 * ones; it never changes what is pinned.
 */
class MigrationsTest {

    private static final Path FILES = Path.of("src/main/resources/db/migration");
    private static final Path PINNED = Path.of("src/test/resources/schema/migrations.sha256");

    @Test
    void pinnedMigrations_areAsTheyWere() throws IOException {
        var pinned = new TreeMap<String, String>();
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

    @Test
    void newerSchema_isRefused_inOneSentence() throws SQLException {
        String url = migrated(newer("9999", "true"));
        assertThatThrownBy(() -> Postgres.at(url).prepare())
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("newer Kontor")
                .hasMessageContaining("9999")
                .hasMessageNotContaining("\n");
    }

    @Test
    void editedMigration_isRefused_inOneSentence() throws SQLException {
        String url = migrated("UPDATE schema_history SET checksum = 1 WHERE version = '7'");
        assertThatThrownBy(() -> Postgres.at(url).prepare())
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("cannot be brought up to date")
                .hasMessageNotContaining("\n");
    }

    @Test
    void failingMigration_isTold_inOneSentence() throws SQLException {
        String url = TestKontor.shared().emptyDatabase();
        run(url, List.of("CREATE TABLE organizations (id int)"));
        assertThatThrownBy(() -> Postgres.at(url).prepare())
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("cannot be brought up to date")
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
