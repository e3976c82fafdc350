package kontor.disks;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kontor.postgres.CannotStart;

/**
 * Tries whether a folder takes files. A share that hangs, or a file system that is frozen, still
 * tells its size; only a write shows it, and nobody can interrupt that.
 */
public final class FolderTrial {

    /** A start does not wait longer for a folder. */
    public static final Duration LIMIT = Duration.ofSeconds(20);

    private static final String PROBE = ".kontor-probe";

    private FolderTrial() {}

    /**
     * Makes a folder for the start where there is none, and writes into it.
     *
     * @param what the folder is, such as "data folder"
     * @param setting that names it
     * @throws CannotStart when it takes no files within {@link #LIMIT}, with the cause
     */
    public static void begin(String what, Path folder, String setting) {
        within(
                LIMIT,
                what,
                folder,
                setting,
                () -> {
                    OwnFiles.folder(folder);
                    write(folder);
                    OwnFiles.warnIfOpen(what, folder);
                    return folder;
                });
    }

    /**
     * Does something with a folder that must be done soon.
     *
     * @throws CannotStart when it is not, or fails; what the work itself throws of this kind stays
     */
    public static <T> T within(
            Duration limit, String what, Path folder, String setting, Callable<T> work) {
        var task = new FutureTask<>(work);
        Thread.ofPlatform().daemon().name("folder-trial").start(task);
        try {
            return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            throw new CannotStart(
                    """
                    The %s %s gives no answer within %d s: its disk or share hangs; mount it anew, or name \
                    another in %s.\
                    """
                            .formatted(what, folder, limit.toSeconds(), setting));
        } catch (ExecutionException failed) {
            throw cannotStart(
                    what, folder, setting, Objects.requireNonNullElse(failed.getCause(), failed));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new CannotStart("Interrupted while trying the " + what + " " + folder + ".");
        }
    }

    private static RuntimeException cannotStart(
            String what, Path folder, String setting, Throwable cause) {
        return switch (cause) {
            case IOException failed ->
                    new CannotStart(
                            "The %s %s cannot be used: %s. It is named by %s."
                                    .formatted(
                                            what, folder, DiskWords.of(folder, failed), setting));
            case RuntimeException failed -> failed;
            case Error broken -> throw broken;
            default -> new IllegalStateException(cause);
        };
    }

    /**
     * Writes a small file and takes it away. Others may write into the folder too: what has its
     * name and is a link would have something else overwritten, and a pipe without a reader takes
     * nothing for ever.
     *
     * @throws IOException when the folder takes no files
     */
    public static void write(Path folder) throws IOException {
        Path probe = folder.resolve(PROBE);
        if (Files.exists(probe, NOFOLLOW_LINKS) && !Files.isRegularFile(probe, NOFOLLOW_LINKS)) {
            throw new FileSystemException(
                    probe.toString(),
                    null,
                    "it is no file but a link, a folder or a pipe; remove it");
        }
        try {
            OwnFiles.file(probe);
            Files.write(probe, new byte[] {1}, WRITE, NOFOLLOW_LINKS);
        } finally {
            // Several nodes may try one folder at a time.
            Files.deleteIfExists(probe);
        }
    }
}
