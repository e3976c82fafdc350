package kontor.disks;

import static java.nio.file.attribute.PosixFilePermission.OTHERS_READ;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE;
import static java.nio.file.attribute.PosixFilePermission.OWNER_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes folders and files that nobody but Kontor's user may look into. */
public final class OwnFiles {

    private static final Logger LOG = LoggerFactory.getLogger(OwnFiles.class);

    private static final Set<PosixFilePermission> OWN =
            EnumSet.of(OWNER_READ, OWNER_WRITE, OWNER_EXECUTE);

    /** To pass through is needed by the user of PostgreSQL where Kontor runs as root. */
    private static final Set<PosixFilePermission> OF_EVERYBODY =
            EnumSet.of(OTHERS_READ, OTHERS_WRITE);

    private OwnFiles() {}

    /** Makes a folder and those above it; what is there stays as it is. */
    public static void folder(Path folder) throws IOException {
        Files.createDirectories(folder, rights(folder, "rwx------"));
    }

    /** Makes an empty file; one that is there stays as it is. */
    public static void file(Path file) throws IOException {
        try {
            Files.createFile(file, rights(file, "rw-------"));
        } catch (FileAlreadyExistsException _) {
            // Whoever made it has given its rights.
        }
    }

    /**
     * Takes from all others what an earlier version, or somebody, let them do with a file or folder
     * that only Kontor needs; where it may not, the log names it.
     */
    public static void close(Path path) throws IOException {
        if (!knowsOwners(path)) {
            return;
        }
        var before = Files.getPosixFilePermissions(path);
        var own = EnumSet.noneOf(PosixFilePermission.class);
        before.stream().filter(OWN::contains).forEach(own::add);
        if (own.size() == before.size()) {
            return;
        }
        String rights = PosixFilePermissions.toString(before);
        try {
            Files.setPosixFilePermissions(path, own);
            LOG.warn("{} was open to others ({}) and is Kontor's user's alone now", path, rights);
        } catch (FileSystemException refused) {
            LOG.warn("{} is open to others ({}): chmod go= {}", path, rights, path);
        }
    }

    /**
     * Names in the log a folder into which everybody may look. It stays as it is: whoever made it
     * may share it with a group, such as that of a bank's program.
     */
    static void warnIfOpen(String what, Path folder) throws IOException {
        if (knowsOwners(folder)) {
            var rights = Files.getPosixFilePermissions(folder);
            if (!Collections.disjoint(rights, OF_EVERYBODY)) {
                LOG.warn(
                        "the {} {} is open to everybody on this machine ({}): chmod o-rw {}",
                        what,
                        folder,
                        PosixFilePermissions.toString(rights),
                        folder);
            }
        }
    }

    /** Where the file system knows of owners; elsewhere whoever mounted it has said whose it is. */
    private static FileAttribute<?>[] rights(Path path, String rights) {
        return knowsOwners(path)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean knowsOwners(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
