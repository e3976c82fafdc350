package kontor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import kontor.http.Route;
import org.junit.jupiter.api.Test;

/**
 * Which permissions each operation needs, in {@code golden/permissions.txt}: none is lost or gained
 * unseen. {@code -Dgolden.update=true} writes the file anew.
 */
class PermissionMatrixTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden/permissions.txt");

    @Test
    void everyOperation_needsWhatItNeededBefore() throws IOException {
        String matrix =
                TestKontor.shared().routes().stream()
                        .map(PermissionMatrixTest::line)
                        .sorted()
                        .collect(Collectors.joining("\n", "", "\n"));
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(GOLDEN, matrix);
        }
        assertThat(matrix).isEqualTo(Files.readString(GOLDEN));
    }

    private static String line(Route route) {
        String needs =
                route.permissions().isEmpty()
                        ? route.access().name()
                        : String.join(", ", route.permissions());
        return route.path()
                + " "
                + route.method()
                + ": "
                + needs
                + (route.whole() ? " (whole organization)" : "");
    }
}
