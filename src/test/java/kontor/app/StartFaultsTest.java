package kontor.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import kontor.Await;
import kontor.TestKontor;
import kontor.config.Config;
import kontor.config.WrongSetting;
import kontor.postgres.CannotStart;
import kontor.postgres.Postgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A start that cannot go on says why in one sentence, and leaves nothing behind. */
class StartFaultsTest {

    private static final TestKontor KONTOR = TestKontor.shared();
    private static final String URL = KONTOR.jdbcUrl();

    @TempDir private Path folder;

    private record Fault(String name, Map<String, String> settings, String says) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Fault ofDatabase(String name, String url, String says) {
        return new Fault(
                name, Map.of("KONTOR_DATABASE_URL", url, "KONTOR_DATABASE_WAIT", "0"), says);
    }

    static Stream<Fault> faults() {
        return Stream.of(
                ofDatabase(
                        "wrong password",
                        URL.replaceFirst("password=[^&]*", "password=wrong"),
                        "does not let Kontor in"),
                ofDatabase(
                        "unknown database",
                        URL.replaceFirst("/[a-z0-9_]+[?]", "/nowhere?"),
                        "no such database"),
                ofDatabase(
                        "unknown host",
                        URL.replaceFirst("//[^/]*/", "//database.invalid/"),
                        "is not known: database.invalid"),
                ofDatabase(
                        "nobody there",
                        URL.replaceFirst("//[^/]*/", "//127.0.0.1:1/"),
                        "refuses connections"),
                ofDatabase("superuser", KONTOR.asSuperuser(URL), "SUPERUSER"),
                new Fault("wrong value", Map.of("KONTOR_PORT", "many"), "KONTOR_PORT is"),
                new Fault("unknown setting", Map.of("KONTOR_PROT", "1"), "KONTOR_PORT"),
                new Fault(
                        "address of another machine",
                        Map.of("KONTOR_BIND", "192.0.2.1"),
                        "KONTOR_BIND"),
                new Fault("file for a folder", Map.of("KONTOR_DATA", "/dev/null"), "/dev/null"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void fault_isOneSentence(Fault fault) {
        var settings = new HashMap<String, String>();
        settings.put("KONTOR_PORT", "0");
        settings.put("KONTOR_DATA", folder.resolve("data").toString());
        settings.putAll(fault.settings);
        assertThatThrownBy(() -> Node.start(Config.read(settings)).close())
                .isInstanceOfAny(
                        CannotStart.class,
                        IllegalStateException.class,
                        WrongSetting.class,
                        IOException.class)
                .hasMessageContaining(fault.says)
                .hasMessageNotContaining("\n")
                .hasMessageNotContaining("password=");
        assertThat(folder.resolve("data/sandbox.json")).doesNotExist();
    }

    @Test
    void fault_isOneLineAndAStatus_ofTheProcess() {
        var fault = faults().findFirst().orElseThrow();
        try (var start = new StartProcess(folder, fault.settings)) {
            assertThat(start.exitCode()).isEqualTo(1);
            assertThat(start.errors().strip().lines()).hasSize(1);
            assertThat(start.errors()).startsWith("kontor: ").contains(fault.says);
        }
    }

    @Test
    void takenPort_leavesNothingBehind() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(other.getLocalPort());
            var settings =
                    Map.of("KONTOR_PORT", port, "KONTOR_DATA", folder.resolve("data").toString());
            assertThatThrownBy(() -> Node.start(Config.read(settings)).close())
                    .hasMessageContaining("cannot listen")
                    .hasMessageContaining(port);
        }
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void databaseThatComesLater_isWaitedFor_andThatIsSaidOnce() throws IOException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        var postgres = Postgres.at(URL.replaceFirst("//[^/]*/", "//127.0.0.1:" + port + "/"));
        var said = new CopyOnWriteArrayList<String>();
        var waiting =
                CompletableFuture.runAsync(
                        () -> postgres.await(Await.LONG, () -> false, said::add),
                        Thread::startVirtualThread);
        Await.until(() -> !said.isEmpty());
        int target = Integer.parseInt(URL.replaceFirst("^.*:(\\d+)/.*$", "$1"));
        try (var wire = new ServerSocket(port, 50, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> carry(wire, target));
            waiting.join();
        }
        assertThat(said).hasSize(1);
    }

    @Test
    void stoppedWait_ends() {
        var postgres = Postgres.at(URL.replaceFirst("//[^/]*/", "//127.0.0.1:1/"));
        assertThatThrownBy(() -> postgres.await(Await.LONG, () -> true, _ -> {}))
                .isInstanceOf(CannotStart.class);
    }

    private static void carry(ServerSocket wire, int target) {
        while (!wire.isClosed()) {
            try {
                var from = wire.accept();
                var to = new Socket(InetAddress.getLoopbackAddress(), target);
                Thread.startVirtualThread(() -> carry(from, to));
                Thread.startVirtualThread(() -> carry(to, from));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void carry(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException over) {
            // One side hung up; so does the other.
        }
    }
}
