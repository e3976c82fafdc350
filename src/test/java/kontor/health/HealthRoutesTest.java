package kontor.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import kontor.Await;
import kontor.Reply;
import kontor.TestKontor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The health of a node as others see it. */
class HealthRoutesTest {

    private final TestKontor kontor = TestKontor.shared();

    private Reply ready(String query, String... headers) {
        return kontor.stranger().send("GET", "/health/ready" + query, "", headers);
    }

    @Test
    void live_answersWithoutCredentials() {
        var reply = kontor.stranger().get("/health/live");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void ready_namesEveryCheck() {
        Await.until(() -> ready("").status() == 200);
        var names = StreamSupport.stream(ready("").json().path("checks").spliterator(), false);
        assertThat(names.map(check -> check.path("name").asText()))
                .contains("database", "migrations", "lanes", "bank-files");
    }

    @Test
    void details_areForThisMachine_withoutAProxyBetween() {
        assertThat(ready("").body()).contains("reports");
        for (String proxy : List.of("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via")) {
            assertThat(ready("", proxy, "x").body()).doesNotContain("reports", "detail");
        }
    }

    @Test
    void flood_isNotLimited_sinceOthersOfItsAddressMaySend() {
        try (var node = kontor.nodeWithRateLimit()) {
            var stranger = node.as(kontor.stranger());
            assertThat(IntStream.range(0, 500).map(_ -> stranger.get("/health/live").status()))
                    .containsOnly(200);
        }
    }

    @Test
    void folder_isNotReady_whereItTakesNoFiles(@TempDir Path folder) throws Exception {
        var check = new FolderCheck("folder", folder);
        assertThat(check.reports().getFirst().ready()).isTrue();
        assertThat(folder).as("nothing is left there").isEmptyDirectory();
        Files.createDirectory(folder.resolve(".kontor-probe"));
        try (var health = new Health(Await.LONG).with(check)) {
            assertThat(health.verdicts().getFirst().ready()).isFalse();
        }
    }

    @Test
    void folder_isNotReady_andSaysWhy_whereALinkWouldHaveAnotherFileOverwritten(
            @TempDir Path folder) throws Exception {
        Path other = Files.writeString(folder.resolve("other"), "precious");
        Files.createSymbolicLink(folder.resolve(".kontor-probe"), other);
        var report = new FolderCheck("folder", folder).reports().getFirst();
        assertThat(report.ready()).isFalse();
        assertThat(report.detail()).contains("takes no files", ".kontor-probe", "a link");
        assertThat(other).hasContent("precious");
    }

    @Test
    void folder_isNotReady_andWaitsForNobody_whereAPipeTakesNothing(@TempDir Path folder)
            throws Exception {
        assertThat(
                        new ProcessBuilder("mkfifo", folder.resolve(".kontor-probe").toString())
                                .start()
                                .waitFor())
                .isZero();
        var report = new FolderCheck("folder", folder).reports().getFirst();
        assertThat(report.ready()).isFalse();
        assertThat(report.detail()).contains("a pipe");
    }

    @Test
    void lanes_areNotReady_whenAGroupHangs() {
        var check = new LanesCheck(() -> java.time.Duration.ofMinutes(1));
        assertThat(check.reports().getFirst().ready()).isFalse();
    }
}
