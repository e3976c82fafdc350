package kontor.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import kontor.Await;

/** A Kontor that starts, in a process of its own; what it says goes to files. */
final class StartProcess implements AutoCloseable {

    private final Process process;
    private final Path out;
    private final Path err;

    /**
     * @param folder where its data folder {@code data} and what it says are
     * @param settings over the usual ones: a free port and the folder
     */
    StartProcess(Path folder, Map<String, String> settings) {
        String name = "start-" + System.nanoTime();
        out = folder.resolve(name + ".out");
        err = folder.resolve(name + ".err");
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
                        Main.class.getName(),
                        "start");
        builder.environment().keySet().removeIf(key -> key.startsWith("KONTOR_"));
        builder.environment().put("KONTOR_PORT", "0");
        builder.environment().put("KONTOR_DATA", folder.resolve("data").toString());
        builder.environment().putAll(settings);
        try {
            process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    String errors() {
        return text(err);
    }

    String said() {
        return text(out);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for a moment in its life. */
    void until(BooleanSupplier moment) {
        Await.until(() -> moment.getAsBoolean() || !isAlive());
        if (!isAlive() && !moment.getAsBoolean()) {
            throw new AssertionError("it ended: " + errors());
        }
    }

    /** Waits until it serves; the address that it tells. */
    String address() {
        until(() -> said().contains("Try:"));
        return said().lines().findFirst().orElseThrow().replaceFirst("^.* ", "");
    }

    /** Waits until it ends by itself. */
    int exitCode() {
        try {
            if (!process.waitFor(Await.LONG.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("it did not end: " + said() + errors());
            }
            return process.exitValue();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    void kill() {
        process.destroyForcibly();
        exitCode();
    }

    void terminate() {
        process.destroy();
        exitCode();
    }

    @Override
    public void close() {
        if (isAlive()) {
            terminate();
        }
    }
}
