package kontor.administration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Nobody goes past the watched doors: those behind them are named where they are watched only. */
class WatchedDoorsTest {

    private static final Path SOURCES = Path.of("src/main/java/kontor");
    private static final Pattern BEHIND =
            Pattern.compile(
                    "\\bUserChanges\\b|\\b(users|roles|organizations)(\\(\\))?"
                            + "(::(create|patch)\\b|\\.(patch|delete)\\b)");

    @Test
    void doorsOfIam_areUsedWatchedOnly() throws IOException {
        try (var files = Files.walk(SOURCES)) {
            assertThat(
                            files.filter(file -> file.toString().endsWith(".java"))
                                    .filter(file -> !isBehind(file))
                                    .filter(file -> BEHIND.matcher(text(file)).find()))
                    .isEmpty();
        }
    }

    private static boolean isBehind(Path file) {
        String room = SOURCES.relativize(file).getName(0).toString();
        // The roof puts rooms together.
        return room.equals("iam") || room.equals("administration") || room.equals("app");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
