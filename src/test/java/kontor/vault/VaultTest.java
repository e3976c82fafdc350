package kontor.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import kontor.TestKontor;
import kontor.db.Database;
import kontor.postgres.CannotStart;
import kontor.signin.SigningKeys;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VaultTest {

    private static final String ONE = MasterKey.random();
    private static final String OTHER = MasterKey.random();

    private static Database database;

    @TempDir private Path folder;

    @BeforeAll
    static void open() {
        database = TestKontor.open(TestKontor.shared().freshDatabase(), 2, Clock.systemUTC());
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void forget() {
        execute("DELETE FROM signing_keys");
        execute("DELETE FROM installation_secrets");
    }

    private static void execute(String sql) {
        database.systemDo(handle -> handle.execute(sql));
    }

    private static Vault with(String... keys) {
        return Vault.open(database, new KeySource.Given(List.of(keys)), true);
    }

    private Vault withFile() {
        return Vault.open(database, new KeySource.InFile(file(), true), true);
    }

    private Path file() {
        return folder.resolve("secret.key");
    }

    private static Vault plain() {
        return Vault.open(database, new KeySource.None(), true);
    }

    /** A signing key and the secret of page tokens, as a first start makes them. */
    private static byte[] furnish(Vault vault) {
        new SigningKeys(database, vault).rotate();
        return InstallationSecrets.pageTokenKey(database, vault);
    }

    private static List<String> stored() {
        return database.system(
                sql ->
                        sql.createQuery(
                                        """
                                        SELECT private_jwk FROM signing_keys
                                        UNION ALL
                                        SELECT encode(secret, 'escape') FROM installation_secrets
                                        """)
                                .mapTo(String.class)
                                .list());
    }

    private static String idOf(String key) {
        return MasterKey.parse(key).id();
    }

    @Test
    void secrets_areNotReadableInTheDatabase() {
        var pageTokens = furnish(with(ONE));
        assertThat(stored())
                .hasSize(2)
                .allMatch(text -> text.startsWith("kontor-sealed:1:" + idOf(ONE) + ":"))
                .noneMatch(text -> text.contains("\"d\""));
        assertThat(InstallationSecrets.pageTokenKey(database, with(ONE))).isEqualTo(pageTokens);
    }

    @Test
    void upgrade_encryptsWhatIsThere() {
        var pageTokens = furnish(plain());
        assertThat(stored()).anyMatch(text -> text.contains("\"d\""));
        var vault = with(ONE);
        assertThat(stored()).allMatch(text -> text.startsWith("kontor-sealed:"));
        assertThat(InstallationSecrets.pageTokenKey(database, vault)).isEqualTo(pageTokens);
    }

    @Test
    void upgrade_besideNodesOfTheVersionBefore_leavesWhatTheyRead() {
        furnish(plain());
        var vault = Vault.open(database, new KeySource.Given(List.of(ONE)), false);
        assertThat(stored()).noneMatch(text -> text.startsWith("kontor-sealed:"));
        vault.reseal(database);
        assertThat(stored()).allMatch(text -> text.startsWith("kontor-sealed:"));
    }

    @Test
    void nodeWithoutAKey_saysSoAlsoWhenNothingIsStoredYet() {
        assertThat(Vault.of(new KeySource.None()).warning().orElseThrow())
                .contains("NOT encrypted", "openssl rand -base64 32", "KONTOR_SECRET_KEY");
        assertThat(withFile().warning()).isEmpty();
    }

    @Test
    void nodeWithAnotherKey_isToldInOneSentence() {
        furnish(with(ONE));
        assertThatThrownBy(() -> with(OTHER))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining(idOf(ONE) + ", and this node has " + idOf(OTHER) + ":")
                .hasMessageContaining("KONTOR_SECRET_KEY")
                .hasMessageNotContaining(OTHER);
        assertThatThrownBy(VaultTest::plain).hasMessageContaining("this node has none");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE installation_secrets SET secret = secret || 'x'::bytea",
                """
                INSERT INTO installation_secrets SELECT 'other', secret FROM installation_secrets
                """,
                """
                UPDATE signing_keys SET private_jwk =
                    (SELECT encode(secret, 'escape') FROM installation_secrets)
                """,
                "UPDATE signing_keys SET kid = 'another'",
            })
    void secretThatWasAlteredOrMoved_opensNowhere(String tampering) {
        furnish(with(ONE));
        execute(tampering);
        assertThatThrownBy(() -> with(ONE)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void ownFile_isMadeAtTheFirstStart_forItsUserOnly() throws IOException {
        furnish(withFile());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(Files.readAllLines(file())).hasSize(1);
        withFile();
    }

    @Test
    void lostFile_isNotMadeAnew() throws IOException {
        furnish(withFile());
        Files.delete(file());
        assertThatThrownBy(this::withFile)
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("put it back");
        assertThat(file()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "not a key", "c2hvcnQ="})
    void fileThatHoldsNoKey_isRefusedWithoutShowingIt(String content) throws IOException {
        Files.writeString(file(), content);
        assertThatThrownBy(this::withFile)
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining(file().toString())
                .hasMessageNotContaining("c2hvcnQ=");
    }

    @Test
    void masterKeyOfAFile_isChangedBesideANodeAtWork() throws IOException {
        var atWork = withFile();
        var pageTokens = furnish(atWork);
        String before = Files.readAllLines(file()).getFirst();
        var done = withFile().reseal(database);
        assertThat(done.secrets()).isEqualTo(2);
        assertThat(stored()).allMatch(text -> text.contains(":" + done.key() + ":"));
        assertThat(InstallationSecrets.pageTokenKey(database, atWork)).isEqualTo(pageTokens);
        assertThat(Files.readAllLines(file())).hasSize(2).last().isEqualTo(before);
        withFile().reseal(database);
        assertThat(Files.readAllLines(file())).hasSize(2).doesNotContain(before);
    }

    @Test
    void changeThatBrokeOffBetweenFileAndDatabase_isDoneAgain() throws IOException {
        furnish(withFile());
        var lines = Files.readAllLines(file());
        Files.write(file(), List.of(OTHER, lines.getFirst()));
        assertThat(withFile().reseal(database).secrets()).isEqualTo(2);
        assertThat(Files.readAllLines(file())).doesNotContain(OTHER);
        withFile();
    }

    @Test
    void masterKeyOfASetting_isChangedByTheFirstOfTwo() {
        furnish(with(ONE));
        assertThat(with(OTHER, ONE).reseal(database).key()).isEqualTo(idOf(OTHER));
        with(OTHER);
        assertThatThrownBy(() -> with(ONE)).isInstanceOf(CannotStart.class);
    }

    @Test
    void texts_showNoKey() {
        var source = KeySource.given(ONE);
        assertThat(source.toString() + Vault.of(source) + MasterKey.parse(ONE))
                .doesNotContain(ONE.substring(0, 8));
        var stored = Vault.of(source).sealSecret("x", "plain".getBytes(StandardCharsets.UTF_8));
        assertThat(new String(stored, StandardCharsets.UTF_8)).doesNotContain("plain");
    }
}
