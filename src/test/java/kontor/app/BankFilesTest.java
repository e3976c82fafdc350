package kontor.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import kontor.TestKontor;
import kontor.banks.TestPayments;
import kontor.config.Config;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.iam.Organizations;
import kontor.postgres.CannotStart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database and the folder of its connections know each other, or Kontor does not start. */
class BankFilesTest {

    private static final String FILE = ".kontor-folder";

    @TempDir private Path folder;
    private String url;
    private Database database;

    @BeforeEach
    void aDatabaseOfItsOwn() {
        url = TestKontor.shared().freshDatabase();
        database = TestKontor.open(url, 2, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Path banks() {
        return folder.resolve("banks");
    }

    /** A node with a data folder of its own. */
    private Node start(Path bankFiles) throws Exception {
        return start(url, Map.of("KONTOR_BANK_FILES", bankFiles.toString()));
    }

    private Node start(String databaseUrl, Map<String, String> more) throws Exception {
        var settings = new HashMap<>(more);
        settings.put("KONTOR_PORT", "0");
        settings.put("KONTOR_DATA", folder.resolve(UUID.randomUUID().toString()).toString());
        settings.put("KONTOR_DATABASE_URL", databaseUrl);
        settings.put("KONTOR_SANDBOX", "off");
        return Node.start(Config.read(settings));
    }

    private void starts(Path bankFiles) throws Exception {
        try (var node = start(bankFiles)) {
            assertThat(node.isEmpty()).isTrue();
        }
    }

    private void isRefused(Path bankFiles, String... words) {
        assertThatThrownBy(() -> start(bankFiles))
                .isInstanceOf(CannotStart.class)
                .hasMessageContainingAll(words)
                .hasMessageNotContaining("\n");
    }

    private String identity() throws IOException {
        return Files.readString(banks().resolve(FILE)).strip();
    }

    @Test
    void newFolder_isAdoptedAndKnownFromThenOn() throws Exception {
        starts(banks());
        assertThat(UUID.fromString(identity())).isNotNull();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(banks())))
                .isEqualTo("rwx------");
        String before = identity();
        starts(banks());
        assertThat(identity()).isEqualTo(before);
        assertThat(banks().toFile().list((_, name) -> name.startsWith(FILE)))
                .as("nothing half made")
                .containsExactly(FILE);
    }

    @Test
    void folderInsideAnother_isRefused() throws Exception {
        starts(banks());
        isRefused(banks().resolve("deeper/still"), "lies inside another one", banks().toString());
    }

    @Test
    void folderOfTheVersionBefore_isAdopted() throws Exception {
        Files.createDirectories(banks().resolve(UUID.randomUUID().toString()).resolve("bank/sent"));
        starts(banks());
        starts(banks());
    }

    @Test
    void startThatWasInterruptedWhileAdopting_isFinished() throws Exception {
        var half = UUID.randomUUID();
        database.systemDo(
                sql ->
                        sql.createUpdate(
                                        """
                                        INSERT INTO bank_folder (identity, written) VALUES (:half, false)
                                        """)
                                .bind("half", half)
                                .execute());
        starts(banks());
        assertThat(identity()).isEqualTo(half.toString());
        // Or it ended right after the file was written.
        database.systemDo(
                sql -> sql.createUpdate("UPDATE bank_folder SET written = false").execute());
        starts(banks());
    }

    @Test
    void emptyMountPoint_stopsTheStart() throws Exception {
        starts(banks());
        String known = identity();
        Files.delete(banks().resolve(FILE));
        isRefused(banks(), known, "has none", "mount it", "KONTOR_BANK_FILES", FILE);
        Files.delete(banks());
        isRefused(banks(), known, "has none");
        assertThat(banks()).as("nothing is made there").doesNotExist();
    }

    @Test
    void folderThatIsLost_isReplacedByHand() throws Exception {
        starts(banks());
        String known = identity();
        var another = Files.createDirectory(folder.resolve("another"));
        isRefused(another, known, "has none");
        Files.writeString(another.resolve(FILE), known);
        starts(another);
    }

    @Test
    void anotherFolder_stopsTheStart() throws Exception {
        starts(banks());
        String known = identity();
        var other = UUID.randomUUID();
        Files.writeString(banks().resolve(FILE), other + "\n");
        isRefused(banks(), known, other.toString());
        Files.writeString(banks().resolve(FILE), "");
        isRefused(banks(), known);
        Files.delete(banks().resolve(FILE));
        Files.createSymbolicLink(banks().resolve(FILE), folder.resolve("elsewhere"));
        isRefused(banks(), banks().toString());
    }

    @Test
    void twoNodesWithTwoFolders_theSecondIsRefused() throws Exception {
        try (var first = start(banks());
                var second = start(banks())) {
            assertThat(first.isEmpty() && second.isEmpty()).isTrue();
            isRefused(folder.resolve("of-its-own"), identity(), "has none");
        }
    }

    @Test
    void twoInstallationsOnOneFolder_theSecondIsRefused() throws Exception {
        starts(banks());
        String other = TestKontor.shared().freshDatabase();
        assertThatThrownBy(() -> start(other, Map.of("KONTOR_BANK_FILES", banks().toString())))
                .isInstanceOf(CannotStart.class)
                .hasMessageContainingAll("belongs to another Kontor", identity(), FILE);
        starts(banks());
    }

    @Test
    void placeThatIsNoFolder_isOneSentence() throws Exception {
        Files.writeString(banks(), "a file");
        isRefused(banks(), "cannot be used");
    }

    @Test
    void databaseOfItsOwn_needsNoSettingUntilAFolderConnectionIsThere() throws Exception {
        try (var node = start(url, Map.of())) {
            assertThat(node.isEmpty()).isTrue();
        }
        var organization = anOrganization();
        try (var node = start(url, Map.of())) {
            var refused = makesAFolderConnection(node, organization);
            assertThat(refused).contains("bank_files_not_set", "KONTOR_BANK_FILES");
        }
        database.write(
                organization,
                tx -> {
                    TestKontor.wiring(database)
                            .parties()
                            .connections()
                            .add(tx, TestPayments.connection("bank"));
                    return true;
                });
        assertThatThrownBy(() -> start(url, Map.of()))
                .isInstanceOf(CannotStart.class)
                .hasMessageContainingAll("KONTOR_BANK_FILES is not set", "set it to the folder");
        try (var node = start(banks())) {
            assertThat(makesAFolderConnection(node, organization)).contains("\"folder\"");
        }
    }

    private OrganizationId anOrganization() {
        return TestKontor.wiring(database)
                .people()
                .organizations()
                .create(new Organizations.New("Acme", false, ZoneId.of("Europe/Berlin")));
    }

    /** The answer over HTTP. */
    private String makesAFolderConnection(Node node, OrganizationId organization) throws Exception {
        var people = TestKontor.wiring(database).people();
        var key =
                database.write(
                        organization,
                        tx -> {
                            var role =
                                    people.roles()
                                            .create(
                                                    tx,
                                                    UUID.randomUUID().toString(),
                                                    false,
                                                    Set.of("connections:create"));
                            return people.users()
                                    .createProgrammatic(tx, "operator", role, "operator");
                        });
        return TestKontor.shared()
                .keyHolder(key)
                .at(node.address().getPort())
                .post(
                        "/connectivity/v2beta/connections",
                        """
                        {"name": "Bank", "bic": "COBADEFFXXX", "channel": "FOLDER", "folder": "new"}
                        """)
                .body();
    }
}
