package kontor.disks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import kontor.Await;
import kontor.postgres.CannotStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A folder that takes no files is told by its cause, before anything stands on it. */
class FolderTrialTest {

    @TempDir private Path base;

    private void begin() {
        FolderTrial.begin("data folder", base.resolve("data"), "KONTOR_DATA");
    }

    @Test
    void newFolder_isKontorsAlone_andNothingIsLeftInIt() throws Exception {
        begin();
        begin();
        Path data = base.resolve("data");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwx------");
        assertThat(data).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    touch data                             | it is no folder
                    mkfifo data                            | it is no folder
                    ln -s /nowhere/at/all data             | it is a link that leads nowhere
                    ln -s data data                        | it is a link that leads nowhere
                    ln -s /etc/hostname data               | it is no folder
                    mkdir data; mkdir data/.kontor-probe   | .kontor-probe: it is no file but a link
                    mkdir data; mkfifo data/.kontor-probe  | .kontor-probe: it is no file but a link
                    mkdir data; mount -t tmpfs -o size=8k none data; head -c 9000 /dev/zero > data/a | its disk is full
                    mkdir data; mount -t tmpfs -o ro none data | mounted read only
                    """)
    void fault_isOneSentence(String made, String says) throws Exception {
        var shell = new ProcessBuilder("sh", "-c", made + "; true").directory(base.toFile());
        assertThat(shell.redirectErrorStream(true).start().waitFor()).isZero();
        Path data = base.resolve("data");
        boolean mounted = made.contains("mount");
        assumeTrue(
                !mounted || !Files.getFileStore(data).equals(Files.getFileStore(base)),
                "only root can mount");
        try {
            assertThatThrownBy(this::begin)
                    .isInstanceOf(CannotStart.class)
                    .hasMessageStartingWith("The data folder " + data + " cannot be used: ")
                    .hasMessageContainingAll(says, "KONTOR_DATA")
                    .hasMessageNotContainingAny("Exception", "\n");
            if (mounted) {
                assertThat(Files.exists(data.resolve(".kontor-probe"), LinkOption.NOFOLLOW_LINKS))
                        .isFalse();
            }
        } finally {
            if (mounted) {
                new ProcessBuilder("umount", data.toString()).start().waitFor();
            }
        }
    }

    @Test
    void whatStandsAboveIt_isNamed() throws Exception {
        Path above = Files.createFile(base.resolve("data"));
        assertThatThrownBy(
                        () -> FolderTrial.begin("data folder", above.resolve("a/b"), "KONTOR_DATA"))
                .hasMessageContaining(above + " is no folder");
    }

    @Test
    void aShareThatHangs_isNotWaitedForForEver() {
        var end = new CountDownLatch(1);
        assertThatThrownBy(
                        () ->
                                FolderTrial.within(
                                        Duration.ofSeconds(1),
                                        "folder for bank files",
                                        base,
                                        "KONTOR_BANK_FILES",
                                        () -> {
                                            Await.zero(end);
                                            return base;
                                        }))
                .isInstanceOf(CannotStart.class)
                .hasMessageContainingAll(
                        "The folder for bank files " + base + " gives no answer within 1 s",
                        "KONTOR_BANK_FILES");
        end.countDown();
    }
}
