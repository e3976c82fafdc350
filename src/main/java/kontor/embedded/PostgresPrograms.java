package kontor.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Locale;
import kontor.postgres.CannotStart;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * The programs of PostgreSQL ({@code initdb}, {@code pg_ctl}, {@code postgres}), unpacked once from
 * an archive on the class path.
 *
 * @param home the folder with {@code bin}, {@code lib} and {@code share}
 */
record PostgresPrograms(Path home) {

    private static final int EXECUTABLE_BY_OWNER = 0100;

    /** The programs of this Kontor in {@code cache}, which may have those of other versions too. */
    static synchronized PostgresPrograms unpackedIn(Path cache) {
        try {
            var archive = archive();
            // The checksum is in the directory of the jar, so none of the 15 MB is read for it.
            var home = cache.resolve("%08x".formatted(archive.getJarEntry().getCrc()));
            if (!Files.isDirectory(home)) {
                unpack(archive, cache, home);
            }
            return new PostgresPrograms(home);
        } catch (IOException broken) {
            throw new CannotStart(
                    "PostgreSQL's programs cannot be unpacked into " + cache + ": " + broken + ".");
        }
    }

    String program(String name) {
        return home.resolve("bin", name).toString();
    }

    private static JarURLConnection archive() throws IOException {
        var system = System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
        var processor =
                System.getProperty("os.arch")
                        .toLowerCase(Locale.ROOT)
                        .replace("amd64", "x86_64")
                        .replace("aarch64", "arm_64");
        var name = "postgres-" + system + "-" + processor + ".txz";
        URL archive = PostgresPrograms.class.getResource("/" + name);
        if (archive == null) {
            throw new CannotStart(
                    "This build of Kontor brings no PostgreSQL for this machine ("
                            + name
                            + " is not on the class path). Build it here, or set"
                            + " KONTOR_DATABASE_URL to a PostgreSQL server.");
        }
        return (JarURLConnection) archive.openConnection();
    }

    /** Unpacks all or nothing, also when this process is killed or another one unpacks as well. */
    private static void unpack(JarURLConnection archive, Path cache, Path home) throws IOException {
        Files.createDirectories(cache);
        try (var lockFile =
                        FileChannel.open(
                                cache.resolve("unpacking.lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                var _ = lockFile.lock()) {
            if (Files.isDirectory(home)) {
                return;
            }
            var unfinished = cache.resolve("unpacking");
            delete(unfinished);
            try (var stream = archive.getInputStream()) {
                unpack(stream, unfinished);
            }
            Files.move(unfinished, home);
        }
    }

    private static void unpack(InputStream archive, Path folder) throws IOException {
        var unpacked = new XZCompressorInputStream(new BufferedInputStream(archive, 1 << 16));
        try (var tar = new TarArchiveInputStream(unpacked)) {
            for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
                var path = folder.resolve(entry.getName()).normalize();
                if (!path.startsWith(folder) || entry.isLink()) {
                    throw new IOException("unexpected entry " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                    continue;
                }
                Files.createDirectories(path.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                    continue;
                }
                Files.copy(tar, path);
                if ((entry.getMode() & EXECUTABLE_BY_OWNER) != 0) {
                    makeExecutable(path);
                }
            }
        }
    }

    private static void makeExecutable(Path path) throws IOException {
        var permissions = EnumSet.copyOf(Files.getPosixFilePermissions(path));
        permissions.add(PosixFilePermission.OWNER_EXECUTE);
        permissions.add(PosixFilePermission.GROUP_EXECUTE);
        permissions.add(PosixFilePermission.OTHERS_EXECUTE);
        Files.setPosixFilePermissions(path, permissions);
    }

    /** Deletes a folder with its contents, if it is there. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (UncheckedIOException broken) {
            throw broken.getCause();
        }
    }
}
