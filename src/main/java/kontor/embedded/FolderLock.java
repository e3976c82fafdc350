package kontor.embedded;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import kontor.disks.OwnFiles;
import kontor.postgres.CannotStart;
import org.jspecify.annotations.Nullable;

/**
 * The lock on a data folder: one process has it until it ends. The operating system releases it
 * when the process ends, for whatever reason. The file {@code kontor.lock} stays.
 */
final class FolderLock implements AutoCloseable {

    private final FileChannel file;

    private FolderLock(FileChannel file) {
        this.file = file;
    }

    /**
     * Takes the lock of a folder.
     *
     * @throws CannotStart when another process has it
     */
    static FolderLock hold(Path folder) {
        var path = folder.resolve("kontor.lock");
        try {
            OwnFiles.file(path);
            var file = FileChannel.open(path, WRITE);
            if (lock(file) == null) {
                file.close();
                throw new CannotStart(
                        "Another Kontor is running on this data folder (process "
                                + Files.readString(path).strip()
                                + "): "
                                + folder
                                + ". Stop it first, or give"
                                + " this one a folder of its own with KONTOR_DATA.");
            }
            file.truncate(0);
            file.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(US_ASCII)));
            return new FolderLock(file);
        } catch (IOException broken) {
            throw new CannotStart(EmbeddedPostgres.cannot("used", folder, broken));
        }
    }

    /** Whether this or another process has the lock. */
    static boolean isHeld(Path folder) throws IOException {
        var path = folder.resolve("kontor.lock");
        if (!Files.exists(path)) {
            return false;
        }
        try (var file = FileChannel.open(path, WRITE)) {
            return lock(file) == null;
        }
    }

    private static @Nullable FileLock lock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
