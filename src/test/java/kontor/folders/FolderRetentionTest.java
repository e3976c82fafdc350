package kontor.folders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import kontor.TestKontor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Old bytes in the folders of connections go; that something left stays. */
class FolderRetentionTest {

    private static final Instant NOW = Instant.now(Clock.systemUTC());

    /** All that a test makes is older. */
    private static final Instant LATER = NOW.plus(Duration.ofDays(1));

    private static final Instant EARLIER = NOW.minus(Duration.ofDays(1));

    @TempDir private Path base;
    private FolderRig rig;
    private FolderRetention retention;

    @BeforeEach
    void somethingLeftAndCame() throws IOException {
        var channel = new FolderChannel(base);
        rig = new FolderRig(base, channel);
        retention = new FolderRetention(channel);
        rig.send(1);
        for (String part : new String[] {"in", "done", "refused", "revoked", "staging"}) {
            Files.createDirectories(rig.at(part));
            Files.writeString(rig.at(part).resolve("a"), "bytes");
        }
    }

    @Test
    void youngOnes_stay() {
        assertThat(retention.forget(rig.organization, EARLIER)).isZero();
        assertThat(rig.at("done/a")).exists();
        assertThat(rig.at("sent").resolve(FolderRig.NAME)).hasContent("whole");
    }

    @Test
    void oldOnes_go_andOfWhatLeftAMarkStays() {
        assertThat(retention.forget(rig.organization, LATER)).isEqualTo(3);
        assertThat(rig.names("done")).isEmpty();
        assertThat(rig.names("refused")).isEmpty();
        assertThat(rig.at("sent").resolve(FolderRig.NAME)).isEmptyFile();
        assertThat(rig.names("sent")).containsExactly(FolderRig.NAME);
        // What the bank has not taken, and what is under way, is somebody's work.
        assertThat(rig.at("out").resolve(FolderRig.NAME)).hasContent("whole");
        for (String part : new String[] {"in", "revoked", "staging"}) {
            assertThat(rig.at(part).resolve("a")).hasContent("bytes");
        }
        assertThat(retention.forget(rig.organization, LATER)).isZero();
    }

    @Test
    void deletedConnections_too_andNobodyElse() throws IOException {
        Path deleted = rig.at("done").resolveSibling("../deleted/done").normalize();
        Files.createDirectories(deleted);
        Files.writeString(deleted.resolve("b"), "bytes");
        Path other = base.resolve(UUID.randomUUID().toString()).resolve("bank/done");
        Files.createDirectories(other);
        Files.writeString(other.resolve("c"), "bytes");
        retention.forget(rig.organization, LATER);
        assertThat(deleted).isEmptyDirectory();
        assertThat(other.resolve("c")).exists();
    }

    @Test
    void links_areNotFollowed_andFoldersStay() throws IOException {
        Path elsewhere = Files.createDirectories(base.resolve("elsewhere"));
        Path precious = Files.writeString(elsewhere.resolve("a"), "precious");
        Files.createSymbolicLink(rig.at("done/link"), precious);
        Files.createSymbolicLink(rig.at("sent/link"), precious);
        Files.createDirectories(rig.at("done/folder"));
        Files.createSymbolicLink(rig.at("..").normalize().resolve("linked"), base);
        Files.createDirectories(rig.at("..").normalize().resolve("x"));
        Files.createSymbolicLink(rig.at("..").normalize().resolve("x/done"), elsewhere);
        retention.forget(rig.organization, LATER);
        assertThat(precious).hasContent("precious");
        assertThat(rig.names("done")).containsExactly("folder");
    }

    @Test
    void anotherFolder_isLeftAlone() {
        try (var database =
                TestKontor.open(TestKontor.shared().freshDatabase(), 2, Clock.systemUTC())) {
            Path banks = base.resolve("banks");
            var identity = FolderIdentity.open(database, banks);
            var channel = new FolderChannel(identity, database, FolderChannel.LARGEST);
            Files.delete(banks.resolve(FolderIdentity.FILE));
            assertThatThrownBy(() -> new FolderRetention(channel).forget(rig.organization, LATER))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("is not the one of this database");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
