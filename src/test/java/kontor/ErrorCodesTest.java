package kontor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Errors link to a page that explains their code; a new code without a line there is caught here.
 */
class ErrorCodesTest {

    @Test
    void everyRefusal_isExplainedOnTheErrorPage() throws IOException {
        Set<String> explained =
                Files.readAllLines(Path.of("src/main/resources/docs/errors.csv")).stream()
                        .map(line -> line.split(",")[0])
                        .collect(Collectors.toSet());
        var unexplained =
                ArchitectureTest.KONTOR.stream()
                        .filter(type -> type.isEnum() && type.getSimpleName().endsWith("Refusal"))
                        .flatMap(type -> Arrays.stream(type.reflect().getEnumConstants()))
                        .map(code -> ((Enum<?>) code).name().toLowerCase(Locale.ROOT))
                        .filter(code -> !explained.contains(code))
                        .toList();
        assertThat(unexplained).isEmpty();
    }

    @Test
    void thePage_isServedToEverybody() {
        var page = TestKontor.shared().stranger().get("/docs/errors");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("id=\"mandate_not_found\"");
    }
}
