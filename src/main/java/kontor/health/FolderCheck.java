package kontor.health;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Whether a folder takes files: its disk has room, and a small file can be written. A share that
 * hangs, or a file system that is frozen, still tells its size; only a write shows it.
 */
public final class FolderCheck implements HealthCheck {

    /** Less than this, and less than a twentieth of the disk, is too little. */
    private static final long ENOUGH = 256L << 20;

    private static final int PART = 20;

    private static final String PROBE = ".kontor-probe";

    private final String name;
    private final Path folder;

    /**
     * @param folder may be made later; without it there is nothing to check
     */
    public FolderCheck(String name, Path folder) {
        this.name = name;
        this.folder = folder;
    }

    /**
     * Writes the small file. Others may write into the folder too: what has its name and is a link
     * would have something else overwritten, and a pipe without a reader takes nothing for ever.
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
        Files.write(probe, new byte[] {1}, CREATE, WRITE, TRUNCATE_EXISTING, NOFOLLOW_LINKS);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<HealthReport> reports() {
        try {
            if (!Files.isDirectory(folder)) {
                return List.of(HealthReport.ready("", "there is no " + folder + " yet"));
            }
            write(folder);
            var disk = Files.getFileStore(folder);
            long free = disk.getUsableSpace();
            long needed = Math.min(ENOUGH, disk.getTotalSpace() / PART);
            String detail = "%,d MB are free on the disk of %s".formatted(free >> 20, folder);
            return List.of(
                    free < needed
                            ? HealthReport.notReady("", detail + "; make room there")
                            : HealthReport.ready("", detail));
        } catch (IOException broken) {
            return List.of(HealthReport.notReady("", folder + " takes no files: " + broken));
        }
    }
}
