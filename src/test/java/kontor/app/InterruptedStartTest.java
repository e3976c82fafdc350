package kontor.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.function.BooleanSupplier;
import kontor.TestKontor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A first start is interrupted anywhere; the next one serves, and its keys are those in the file.
 */
@Execution(ExecutionMode.CONCURRENT)
class InterruptedStartTest {

    private final String url = TestKontor.shared().emptyDatabase();

    @TempDir private Path folder;

    private Path keys() {
        return folder.resolve("data/sandbox.json");
    }

    private StartProcess start() {
        return new StartProcess(folder, Map.of("KONTOR_DATABASE_URL", url));
    }

    @Test
    void killedWhenTheKeysAreWritten_losesNoKeys() throws Exception {
        killedWhen(() -> Files.exists(keys()));
    }

    @Test
    void killedWhenTheOrganizationIsThere_losesNoKeys() throws Exception {
        String said = killedWhen(this::hasOrganization);
        // The keys were made before this start, so it does not show them again.
        assertThat(said).contains(keys().toString()).doesNotContain(secret());
    }

    /** What the start after it said. */
    private String killedWhen(BooleanSupplier moment) throws Exception {
        String said;
        try (var first = start()) {
            first.until(moment);
            first.kill();
        }
        try (var second = start()) {
            assertThat(status(second.address())).isEqualTo(200);
            said = second.said();
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys())))
                .isEqualTo("rw-------");
        assertThat(answers("SELECT count(*) = 1 FROM organizations")).isTrue();
        return said;
    }

    private String secret() throws IOException {
        return new ObjectMapper()
                .readTree(Files.readString(keys()))
                .at("/developer/secret")
                .asText();
    }

    private boolean hasOrganization() {
        return answers("SELECT to_regclass('organizations') IS NOT NULL")
                && answers("SELECT count(*) > 0 FROM organizations");
    }

    private boolean answers(String question) {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement();
                var row = statement.executeQuery(question)) {
            row.next();
            return row.getBoolean(1);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** What the developer's key of the file is answered. */
    private int status(String address) throws IOException, InterruptedException {
        var developer = new ObjectMapper().readTree(Files.readString(keys())).path("developer");
        String pair =
                developer.path("accessKey").asText() + ":" + developer.path("secret").asText();
        String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        try (var http = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(URI.create(address + "/financial-data/v2/accounts"))
                            .header("Authorization", "Basic " + basic)
                            .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    /** At the beginning of what takes long: programs, data, server. */
    @ParameterizedTest
    @ValueSource(strings = {"postgres.unfinished", "postgres/postmaster.pid"})
    void terminatedWhileItsPostgresStarts_leavesNoOrphan(String moment) throws Exception {
        Path data = folder.resolve("data");
        try (var first = new StartProcess(folder, Map.of())) {
            first.until(() -> Files.exists(data.resolve(moment)));
            first.terminate();
            assertThat(first.errors()).doesNotContain("\tat ");
        }
        assertThat(serversOn(data)).isZero();
        try (var second = new StartProcess(folder, Map.of())) {
            assertThat(status(second.address())).isEqualTo(200);
        }
        assertThat(serversOn(data)).isZero();
    }

    private static long serversOn(Path data) {
        return ProcessHandle.allProcesses()
                .filter(
                        one ->
                                one.info().arguments().stream()
                                        .flatMap(Arrays::stream)
                                        .anyMatch(word -> word.startsWith(data + "/postgres")))
                .count();
    }
}
