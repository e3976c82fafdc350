package kontor.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import kontor.postgres.CannotStart;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file with the master keys, one a line, of which the first seals. */
record KeyFile(Path path) {

    private static final Logger LOG = LoggerFactory.getLogger(KeyFile.class);

    private static final Set<PosixFilePermission> OF_OTHERS =
            PosixFilePermissions.fromString("---rwxrwx");

    boolean exists() {
        return Files.exists(path);
    }

    /**
     * @throws CannotStart when it cannot be read, or holds something else
     */
    List<String> read() {
        try {
            var lines =
                    Files.readAllLines(path).stream()
                            .map(String::strip)
                            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                            .toList();
            if (lines.isEmpty()) {
                throw new CannotStart("The key file " + path + " is empty; put it back.");
            }
            lines.forEach(MasterKey::parse);
            warnOfReaders();
            return lines;
        } catch (IOException broken) {
            throw new CannotStart("The key file " + path + " cannot be read: " + broken + ".");
        } catch (IllegalArgumentException wrong) {
            throw new CannotStart(
                    "A line of the key file " + path + " " + wrong.getMessage() + ".");
        }
    }

    private void warnOfReaders() throws IOException {
        var permissions = Files.getPosixFilePermissions(path);
        if (permissions.stream().anyMatch(OF_OTHERS::contains)) {
            LOG.warn("others can read the key file {}: chmod 600 it", path);
        }
    }

    /** Writes it whole, and on the disk when it returns. */
    void write(List<String> keys) {
        try {
            var aside = path.resolveSibling(path.getFileName() + ".new");
            Files.deleteIfExists(aside);
            Files.createFile(
                    aside,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.write(aside, keys);
            toDisk(aside);
            Files.move(aside, path, StandardCopyOption.ATOMIC_MOVE);
            toDisk(Objects.requireNonNull(path.toAbsolutePath().getParent()));
        } catch (IOException broken) {
            throw new UncheckedIOException(
                    "The key file " + path + " cannot be written: " + broken + ".", broken);
        }
    }

    private static void toDisk(Path path) throws IOException {
        try (var open = FileChannel.open(path, StandardOpenOption.READ)) {
            open.force(true);
        }
    }
}
