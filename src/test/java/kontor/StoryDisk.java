package kontor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Where the nodes and the bank of the story exchange files: a small disk of its own that can be
 * full and can hang, where the user may mount one (root); else a folder, of which it says so.
 */
final class StoryDisk implements AutoCloseable {

    private static final long BYTES = 48L << 20;
    private static final Set<StandardOpenOption> NEW =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);

    private final Path image;
    private final Path place;
    private final boolean mounted;
    private volatile boolean frozen;

    StoryDisk(Path folder) {
        image = folder.resolve("disk.img").toAbsolutePath();
        place = folder.resolve("disk-" + System.nanoTime()).toAbsolutePath();
        mounted = mount();
        if (!mounted) {
            System.out.println("no disk can be mounted here: the story is told without its faults");
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    private boolean mount() {
        try {
            Files.createDirectories(place);
            Files.deleteIfExists(image);
            try (var file = Files.newByteChannel(image, NEW)) {
                file.position(BYTES - 1).write(ByteBuffer.wrap(new byte[1]));
            }
            return run("mkfs.ext4", "-q", "-m", "0", image.toString())
                    && run("mount", "-o", "loop", image.toString(), place.toString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The folder for bank files. */
    Path banks() {
        return place.resolve("banks");
    }

    boolean isMounted() {
        return mounted;
    }

    /** Nothing more can be written, until it is released. */
    void fill() {
        try (var filler = Files.newOutputStream(place.resolve("filler"))) {
            byte[] piece = new byte[1 << 16];
            while (true) {
                filler.write(piece);
            }
        } catch (IOException full) {
            // as wished
        }
    }

    void release() {
        try {
            Files.deleteIfExists(place.resolve("filler"));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Whoever writes hangs, and cannot be interrupted. */
    void freeze() {
        frozen = run("fsfreeze", "-f", place.toString());
    }

    void thaw() {
        if (frozen) {
            run("fsfreeze", "-u", place.toString());
            frozen = false;
        }
    }

    @Override
    public void close() {
        thaw();
        if (mounted && Files.exists(place)) {
            run("umount", "-l", place.toString());
        }
    }

    private static boolean run(String... words) {
        return started(words).map(StoryDisk::ended).orElse(false);
    }

    private static Optional<Process> started(String... words) {
        try {
            return Optional.of(
                    new ProcessBuilder(words)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start());
        } catch (IOException missing) {
            return Optional.empty();
        }
    }

    private static boolean ended(Process process) {
        try {
            return process.waitFor(Await.LONG.toSeconds(), TimeUnit.SECONDS)
                    && process.exitValue() == 0;
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
