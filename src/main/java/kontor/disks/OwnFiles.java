package kontor.disks;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes folders and files that nobody but Kontor's user may look into. */
public final class OwnFiles {

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

    /** Where the file system knows of owners; elsewhere whoever mounted it has said whose it is. */
    private static FileAttribute<?>[] rights(Path path, String rights) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
                }
                : new FileAttribute<?>[0];
    }
}
