package kontor.banks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import kontor.Await;
import kontor.TestKontor;
import kontor.connections.FragileChannel.Break;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real process is stopped (SIGSTOP) in the middle of a hand-over, longer than its lease and its
 * session last; this one takes over by itself; then the other is woken (SIGCONT).
 */
class FrozenNodeTest {

    @TempDir Path folder;

    /** A frozen node, the bank that it works for, and what the bank has got. */
    private final class Frozen {
        private final BankRig rig;
        private final Process process;
        private final BufferedReader said;
        private final Path goOn;

        Frozen(Break point) throws IOException {
            rig = new BankRig(folder);
            rig.payments.due(rig.organization, rig.connection, 2);
            goOn = folder.resolve("go-on-" + point);
            process =
                    new ProcessBuilder(
                                    ProcessHandle.current().info().command().orElseThrow(),
                                    "-Xmx128m",
                                    "-XX:+UseSerialGC",
                                    "-XX:TieredStopAtLevel=1",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    FrozenNode.class.getName(),
                                    TestKontor.shared().jdbcUrl(),
                                    folder.toString(),
                                    rig.organization.toString(),
                                    point.name(),
                                    goOn.toString())
                            .redirectErrorStream(true)
                            .start();
            said = new BufferedReader(process.inputReader(StandardCharsets.UTF_8));
        }

        /** What it says up to a line that begins so. */
        List<String> until(String beginning) throws IOException {
            var lines = new ArrayList<String>();
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                lines.add(line);
                if (line.startsWith(beginning)) {
                    return lines;
                }
            }
            throw new AssertionError("it ended without \"" + beginning + "\": " + lines);
        }

        void signal(String name) throws Exception {
            var kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()));
            assertThat(kill.inheritIO().start().waitFor()).isZero();
        }
    }

    @Test
    void stoppedProcess_isReplaced_andSendsNothingWhenWoken() throws Exception {
        var frozen = new ArrayList<Frozen>();
        try {
            for (var point : List.of(Break.IN_THE_MIDDLE, Break.AFTER_LEAVING, Break.AFTER_SEND)) {
                var one = new Frozen(point);
                frozen.add(one);
                one.until(FrozenNode.THERE);
                one.signal("STOP");
            }
            for (var one : frozen) {
                takesOver(one);
            }
        } finally {
            frozen.forEach(one -> one.process.destroyForcibly());
        }
    }

    private void takesOver(Frozen one) throws Exception {
        var rig = one.rig;
        Await.until(
                () -> {
                    LockSupport.parkNanos(100_000_000);
                    return rig.work.tryRun(rig.line());
                });
        assertThat(rig.instructions()).containsExactly("SENT");
        assertThat(rig.atTheBank()).hasSize(1);
        byte[] file = rig.atTheBank(rig.atTheBank().getFirst());
        assertThat(new String(file, StandardCharsets.UTF_8).strip()).hasLineCount(2);
        rig.bankTakesEverything();

        Files.createFile(one.goOn);
        one.signal("CONT");
        one.until(FrozenNode.ENDED);
        assertThat(one.process.waitFor(Await.LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(rig.work.tryRun(rig.line())).isTrue();
        assertThat(rig.atTheBank()).as("nothing a second time").isEmpty();
        assertThat(rig.instructions()).containsExactly("SENT");
        assertThat(rig.payments.statuses(rig.organization)).containsOnly("SENT 0");
        assertThat(rig.names("staging")).isEmpty();
    }
}
