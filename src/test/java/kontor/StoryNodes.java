package kontor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import kontor.app.NodeOfAnotherTime;

/**
 * Real Kontors in processes of their own, on one database and one data folder, that can be killed.
 */
final class StoryNodes implements AutoCloseable {

    private final Path data;

    /** A new one for each story: what is kept there is known again. */
    private final Path kept;

    private final Path banks;
    private final String jdbcUrl;
    private final boolean limited;
    private final List<Node> nodes;

    /**
     * @param banks the folder for bank files, which all share
     * @param limited whether each user may make so many requests a second and no more
     */
    StoryNodes(Path data, Path banks, String jdbcUrl, int count, boolean limited) {
        this.limited = limited;
        this.banks = banks;
        this.data = emptied(data);
        this.kept = this.data.resolve("data-" + System.nanoTime());
        this.jdbcUrl = jdbcUrl;
        this.nodes = Stream.generate(Node::new).limit(count).toList();
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    private static Path emptied(Path folder) {
        try {
            Files.createDirectories(folder);
            try (var files = Files.list(folder)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.delete(file);
                }
            }
            return folder.toAbsolutePath();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    Node node(int index) {
        return nodes.get(index);
    }

    /** Where the keys of the sandbox are, once the first node is up. */
    Path keys() {
        return kept.resolve("sandbox.json");
    }

    /** The port of any node that is up; waits for one. */
    int anyPort(RandomGenerator random) {
        var up = new ArrayList<Node>();
        Await.until(
                () -> {
                    up.clear();
                    nodes.stream().filter(Node::isUp).forEach(up::add);
                    return !up.isEmpty();
                });
        return up.get(random.nextInt(up.size())).port;
    }

    List<Node> up() {
        return nodes.stream().filter(Node::isUp).toList();
    }

    /**
     * What the nodes told as errors: the line of each, with the node's log that has the rest. The
     * library of the jobs calls it an error when a session of its own is cut, and goes on.
     */
    List<String> errors() {
        return nodes.stream().filter(node -> node.process != null).flatMap(Node::errors).toList();
    }

    @Override
    public void close() {
        nodes.forEach(Node::kill);
    }

    /** One server on a port of its own, which it has again after each start. */
    final class Node {
        private final int port = freePort();
        private final Path log = data.resolve("node-" + port + ".log");
        private final Path clock = data.resolve("clock-" + port);
        private volatile Process process;
        private volatile boolean up;

        boolean isUp() {
            return up;
        }

        void start() {
            if (Files.notExists(clock)) {
                clockIsOff(0);
            }
            process = launched();
            Await.until(
                    () -> {
                        assertThat(process.isAlive()).as("the node ended, see %s", log).isTrue();
                        return listens() && Files.exists(keys());
                    });
            up = true;
        }

        private Process launched() {
            var builder =
                    new ProcessBuilder(
                            ProcessHandle.current().info().command().orElseThrow(),
                            "-Xms160m",
                            "-Xmx256m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "--enable-native-access=ALL-UNNAMED",
                            "--sun-misc-unsafe-memory-access=allow",
                            "-cp",
                            System.getProperty("java.class.path"),
                            NodeOfAnotherTime.class.getName(),
                            clock.toString());
            builder.environment().keySet().removeIf(name -> name.startsWith("KONTOR_"));
            builder.environment().put("KONTOR_PORT", Integer.toString(port));
            builder.environment().put("KONTOR_DATA", kept.toString());
            builder.environment().put("KONTOR_BANK_FILES", banks.toString());
            builder.environment().put("KONTOR_DATABASE_URL", jdbcUrl);
            builder.environment().put("KONTOR_SECRET_KEY", TestKontor.SECRET_KEY);
            builder.environment().put("KONTOR_RATE_LIMIT", limited ? "on" : "off");
            try {
                return builder.redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        private boolean listens() {
            try (var socket = new Socket()) {
                socket.connect(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
                return true;
            } catch (IOException _) {
                return false;
            }
        }

        /** SIGSTOP: it notices nothing, and holds all that it holds. */
        void freeze() {
            up = false;
            signal("STOP");
        }

        void wake() {
            signal("CONT");
            up = true;
        }

        private void signal(String name) {
            try {
                new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor();
            } catch (IOException | InterruptedException broken) {
                throw new IllegalStateException(broken);
            }
        }

        /** Its clock is ahead by so much, or behind where negative. */
        void clockIsOff(int seconds) {
            try {
                var next = clock.resolveSibling(clock.getFileName() + ".next");
                Files.writeString(next, Integer.toString(seconds));
                Files.move(next, clock, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        /** SIGKILL: no shutdown hook, no last word. */
        void kill() {
            end(Process::destroyForcibly);
        }

        /** SIGTERM: it lets what it has in hand finish. */
        void stop() {
            end(Process::destroy);
        }

        private void end(Consumer<Process> how) {
            up = false;
            if (process == null) {
                return;
            }
            how.accept(process);
            try {
                assertThat(process.waitFor(Await.LONG.toSeconds(), TimeUnit.SECONDS))
                        .as("the node ends, see %s", log)
                        .isTrue();
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        }

        private Stream<String> errors() {
            try (var lines = Files.lines(log)) {
                return lines
                        .filter(line -> line.contains(" ERROR ") && !line.contains(" c.g.k.s."))
                        .toList()
                        .stream()
                        .map(line -> log + ": " + line);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        @Override
        public String toString() {
            return "node " + port;
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
