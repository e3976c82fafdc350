package kontor.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kontor.disks.DiskWords;
import kontor.disks.FolderTrial;

/**
 * Whether a folder takes files: its disk has room, and a small file can be written. A share that
 * hangs, or a file system that is frozen, still tells its size; only a write shows it.
 */
public final class FolderCheck implements HealthCheck {

    /** Less than this, and less than a twentieth of the disk, is too little. */
    private static final long ENOUGH = 256L << 20;

    private static final int PART = 20;

    private final String name;
    private final Path folder;

    /**
     * @param folder may be made later; without it there is nothing to check
     */
    public FolderCheck(String name, Path folder) {
        this.name = name;
        this.folder = folder;
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
            FolderTrial.write(folder);
            var disk = Files.getFileStore(folder);
            long free = disk.getUsableSpace();
            long needed = Math.min(ENOUGH, disk.getTotalSpace() / PART);
            String detail = "%,d MB are free on the disk of %s".formatted(free >> 20, folder);
            return List.of(
                    free < needed
                            ? HealthReport.notReady("", detail + "; make room there")
                            : HealthReport.ready("", detail));
        } catch (IOException broken) {
            return List.of(
                    HealthReport.notReady(
                            "", folder + " takes no files: " + DiskWords.of(folder, broken)));
        }
    }
}
