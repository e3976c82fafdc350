package kontor.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RehearsalTest {

    private static List<Path> folders() throws Exception {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(
                            file -> file.getFileName().toString().startsWith("kontor-rehearsal"))
                    .toList();
        }
    }

    /** Every request of it must be taken, or it throws. */
    @Test
    void play_paysAndLeavesNothingBehind() throws Exception {
        var before = folders();
        Rehearsal.play();
        assertThat(folders()).isEqualTo(before);
    }
}
