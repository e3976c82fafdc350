package kontor.shares;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Nothing more is stored when the share is spent, or the disk. */
class AllowanceTest {

    /** A file system that never has room. */
    private static final Path FULL = Path.of("/proc");

    @Test
    void share_isSpent() {
        var allowance = new Allowance(100, 1_000, Optional.empty());
        assertThat(allowance.full("files from banks", 999)).isEmpty();
        assertThat(allowance.full("files from banks", 1_000).orElseThrow())
                .startsWith("the files from banks of this organization hold 1,000 bytes")
                .contains("KONTOR_MOST_STORED");
    }

    @Test
    void disk_isAskedBeforeAnythingIsStored() {
        Assumptions.assumeTrue(Files.isDirectory(FULL), "only Linux has " + FULL);
        assertThat(Allowance.STANDARD.on(FULL).full("inputs of batches", 0).orElseThrow())
                .contains("has less than 256 megabytes left");
        assertThat(Allowance.STANDARD.on(Path.of("/nowhere")).full("inputs of batches", 0))
                .isEmpty();
    }
}
