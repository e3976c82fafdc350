package kontor.anchors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.TestKontor;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.encodings.Sha256;
import kontor.events.Events;
import kontor.events.FeedListener;
import kontor.events.NewEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is done to the file of the anchors, and what the proof says of it. */
class AnchorsTest {

    private final TestKontor kontor = TestKontor.shared();
    private final Database database = kontor.database();
    private final OrganizationId organization = kontor.organization();
    private final OrganizationId other = kontor.organization();

    @TempDir private Path folder;

    private Anchors anchors = new Anchors(database, TestKontor.VAULT);
    private Events events = new Events();

    @BeforeEach
    void open() throws IOException {
        anchors = new Anchors(database, TestKontor.VAULT);
        FeedListener listener = anchors;
        events = new Events(listener, anchors);
        anchors.open(folder, Map::of);
    }

    private String begun() throws IOException, AuditDesk.Wrong {
        var out = new ByteArrayOutputStream();
        var print = new PrintStream(out, true, StandardCharsets.UTF_8);
        AuditDesk.anchors(folder, List.of("begin"), Instant.parse("2026-11-29T08:30:00.5Z"), print);
        return out.toString(StandardCharsets.UTF_8);
    }

    /** What the anchors know and the database lost is told until new ones are begun. */
    @Test
    void anchorsBegunAnew_speakOfWhatIsThere_andTheOldOnesAreKept() throws Exception {
        happens(organization);
        assertThatThrownBy(this::begun).hasMessageContaining("stop the nodes that use " + folder);
        anchors.close();
        var before = lines();
        assertThat(begun()).contains(folder + "/before-2026-11-29T083000Z", "keep them");
        assertThat(Files.readAllLines(folder.resolve("before-2026-11-29T083000Z/anchors-1")))
                .isEqualTo(before);
        assertThat(file()).doesNotExist();
        open();
        happens(organization);
        assertThat(lines()).hasSize(2);
        var said = new StringBuilder();
        assertThat(verified(said)).as(said.toString()).isTrue();
        assertThat(said.toString()).contains("1 anchors lie in it and hold");
    }

    @Test
    void filesThatAreOpenToOthers_areClosed() throws Exception {
        happens(organization);
        anchors.close();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
        open();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @AfterEach
    void close() throws IOException {
        anchors.close();
    }

    /** Something happens, and a file leaves for a bank. */
    private void happens(OrganizationId where) {
        var event =
                new NewEvent(
                        "mandates",
                        Ids.next(),
                        1,
                        NewEvent.Type.CREATED,
                        "CREATED",
                        NewEvent.KONTOR,
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
                        "{}");
        database.write(
                where,
                tx -> {
                    events.record(tx, event);
                    return true;
                });
        anchors.bankFile();
    }

    private Path file() {
        return folder.resolve("anchors-1");
    }

    private List<String> lines() {
        try {
            return new ArrayList<>(Files.readAllLines(file()));
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private void write(List<String> lines) throws IOException {
        Files.writeString(
                file(), lines.stream().map(line -> line + "\n").collect(Collectors.joining()));
    }

    private boolean verified(StringBuilder said) throws IOException, AuditDesk.Wrong {
        var export = folder.resolve("export-" + System.nanoTime());
        var out = new ByteArrayOutputStream();
        var print = new PrintStream(out, true, StandardCharsets.UTF_8);
        AuditDesk.export(
                database,
                events,
                List.of(organization, other),
                List.of("--organization", organization.toString(), export.toString()),
                print);
        boolean holds = AuditDesk.verify(List.of(export.toString(), folder.toString()), print);
        said.append(out.toString(StandardCharsets.UTF_8));
        return holds;
    }

    @Test
    void anchors_areALineForEachFeedThatWentOn() throws Exception {
        happens(organization);
        happens(organization);
        anchors.bankFile();
        assertThat(lines()).hasSize(3);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        var said = new StringBuilder();
        assertThat(verified(said)).as(said.toString()).isTrue();
        assertThat(said.toString()).contains("2 anchors lie in it and hold");
        var proof = events.proof(database, organization, 1, Long.MAX_VALUE);
        assertThat(proof.holds()).isTrue();
        assertThat(proof.anchored()).isEqualTo(2);
    }

    @Test
    void keysRotatedBetween_areFollowed() throws Exception {
        happens(organization);
        anchors.rotate();
        anchors.rotate();
        happens(organization);
        assertThat(lines().stream().filter(line -> line.startsWith("key "))).hasSize(3);
        assertThat(verified(new StringBuilder())).isTrue();
    }

    @Test
    void anotherStart_goesOnWithTheFile() throws Exception {
        happens(organization);
        anchors.close();
        Files.writeString(file(), "at 3 torn", StandardOpenOption.APPEND);
        open();
        happens(organization);
        assertThat(lines()).hasSize(3);
        assertThat(verified(new StringBuilder())).isTrue();
    }

    @Test
    void secondNode_hasAFileOfItsOwn() throws Exception {
        happens(organization);
        try (var second = new Anchors(database, TestKontor.VAULT)) {
            second.open(folder, Map::of);
            second.appended(
                    organization,
                    database.read(organization, events::end),
                    database.read(organization, events::end));
            second.bankFile();
            assertThat(folder.resolve("anchors-2")).isNotEmptyFile();
        }
        assertThat(verified(new StringBuilder())).isTrue();
    }

    /** Proofs read the file, and closing it must give up no lock. */
    @Test
    void nodeOfAnotherProcess_hasAFileOfItsOwn_alsoAfterAProof() throws Exception {
        happens(organization);
        assertThat(anchors.of(organization)).isNotEmpty();
        var process =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                AnotherProcess.class.getName(),
                                folder.toString())
                        .inheritIO()
                        .start();
        assertThat(process.waitFor()).isZero();
        assertThat(folder.resolve("anchors-2")).isEmptyFile();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    remove first  | lines are missing before it
                    remove middle | lines are missing before it
                    change place  | its signature is not that of key
                    change digest | its signature is not that of key
                    cut middle    | is no anchor
                    swap          | lines are missing before it
                    renumber      | does not follow the line before
                    forge key     | did not endorse
                    """)
    void alteredFile_isToldByItsFirstLine(String how, String words) throws Exception {
        happens(organization);
        happens(other);
        happens(organization);
        alter(how);
        var said = new StringBuilder();
        assertThat(verified(said)).isFalse();
        assertThat(said.toString()).contains(words);
        var proof = events.proof(database, organization, 1, Long.MAX_VALUE);
        assertThat(proof.holds()).isFalse();
        assertThat(proof.problem().orElseThrow()).contains(words);
    }

    private void alter(String how) throws IOException {
        var lines = lines();
        switch (how) {
            case "remove first" -> lines.removeFirst();
            case "remove middle" -> lines.remove(2);
            case "change place" -> lines.set(1, word(lines.get(1), 4, "7777"));
            case "change digest" -> lines.set(1, word(lines.get(1), 5, "0".repeat(64)));
            case "cut middle" -> lines.set(1, lines.get(1).substring(0, 30));
            case "swap" -> lines.add(1, lines.remove(2));
            case "renumber" -> {
                lines.remove(2);
                lines.set(2, word(lines.get(2), 1, "3"));
            }
            default -> {
                var forged = AnchorKeys.random();
                String before = HexFormat.of().formatHex(Sha256.of(lines.get(1)));
                String key = forged.publics().getFirst().key();
                lines.set(
                        2,
                        "key 3 2026-11-29T00:00:00Z %s %s %s %s"
                                .formatted(forged.id(), key, forged.sign(key), before));
            }
        }
        write(lines);
    }

    private static String word(String line, int index, String by) {
        String[] words = line.split(" ");
        words[index] = by;
        return String.join(" ", words);
    }

    @Test
    void cutEndOfTheFile_stillProvesWhatIsBeforeIt() throws Exception {
        happens(organization);
        happens(organization);
        var lines = lines();
        lines.removeLast();
        write(lines);
        var said = new StringBuilder();
        assertThat(verified(said)).isTrue();
        assertThat(said.toString()).contains("1 anchors");
        // The node that wrote them knows better.
        assertThatThrownBy(() -> anchors.of(organization)).hasMessageContaining("were cut off");
    }

    @Test
    void anchorsOfOthers_proveNothing() throws Exception {
        happens(other);
        var said = new StringBuilder();
        assertThat(verified(said)).isFalse();
        assertThat(said.toString()).contains("know nothing of this audit log");
    }

    @Test
    void alteredFile_isLeftAndAnotherBegun() throws Exception {
        happens(organization);
        anchors.close();
        write(Stream.of("at 1 x").toList());
        open();
        happens(organization);
        assertThat(folder.resolve("anchors-2")).isNotEmptyFile();
        assertThat(lines()).containsExactly("at 1 x");
    }
}
