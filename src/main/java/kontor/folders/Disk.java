package kontor.folders;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.Set;
import kontor.encodings.Sha256;

/** What Kontor does with files of a file system that others use as well. */
final class Disk {

    private static final int PIECE = 64 << 10;
    private static final int PART = 1 << 20;

    private Disk() {}

    /** Makes a folder and those above it, for Kontor's user alone. */
    static void makeFolder(Path folder) throws IOException {
        Files.createDirectories(folder, own(folder, "rwx------"));
    }

    /** Writes a file that must not be there yet; all of it is on disk afterwards, with its name. */
    static void write(Path file, InputStream content) throws IOException {
        try (var channel = FileChannel.open(file, forNew(), own(file, "rw-------"));
                OutputStream out = Channels.newOutputStream(channel)) {
            // In parts: what a slow share takes at the end in one go would look as if it hung.
            for (byte[] part = content.readNBytes(PART);
                    part.length > 0;
                    part = content.readNBytes(PART)) {
                out.write(part);
                if (part.length == PART) {
                    channel.force(false);
                }
            }
            channel.force(true);
        }
        sync(parent(file));
    }

    /**
     * A second name of a file that stays when the first goes, on disk afterwards; one that is there
     * stays. Where a file system has no second names it is a copy.
     *
     * @param progress told again and again while it is copied
     * @return false when it was there
     */
    static boolean mark(Path file, Path name, Runnable progress) throws IOException {
        if (exists(name)) {
            return false;
        }
        try {
            Files.createLink(name, file);
            sync(parent(name));
        } catch (FileSystemException | UnsupportedOperationException _) {
            Path part = name.resolveSibling("." + name.getFileName() + ".part");
            Files.deleteIfExists(part);
            try (var content = new Telling(open(file), progress)) {
                write(part, content);
            }
            move(part, name);
        }
        return true;
    }

    /** Takes a file to another place in one step, of which others see all or nothing. */
    static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        sync(parent(to));
        sync(parent(from));
    }

    /** What a folder holds is on disk afterwards. */
    private static void sync(Path folder) throws IOException {
        try (var open = FileChannel.open(folder, StandardOpenOption.READ)) {
            open.force(true);
        }
    }

    static boolean exists(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Reads a file.
     *
     * @throws FileSystemException when it is a link, a folder, or a pipe, whose reader waits for
     *     ever
     */
    static InputStream open(Path file) throws IOException {
        if (exists(file) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw fault(file, "it is no file but a link, a folder or a pipe");
        }
        return Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Whether a file has this size and digest.
     *
     * @param progress told after each piece
     * @throws NoSuchFileException when it is not there
     */
    static boolean isWhole(Path file, long size, byte[] sha256, Runnable progress)
            throws IOException {
        long read = 0;
        var digest = Sha256.begin();
        try (var in = open(file)) {
            byte[] piece = new byte[PIECE];
            for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                digest.update(piece, 0, count);
                read += count;
                progress.run();
            }
        }
        return read == size && MessageDigest.isEqual(digest.digest(), sha256);
    }

    static FileSystemException fault(Path file, String sentence) {
        return new FileSystemException(file.toString(), null, sentence);
    }

    private static Path parent(Path file) {
        return Objects.requireNonNull(file.getParent());
    }

    private static Set<OpenOption> forNew() {
        return Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** Where the file system knows of owners; elsewhere whoever mounted it has said whose it is. */
    private static FileAttribute<?>[] own(Path path, String rights) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
                }
                : new FileAttribute<?>[0];
    }

    /** A file that tells how it is read. */
    private static final class Telling extends FilterInputStream {

        private final Runnable progress;

        Telling(InputStream file, Runnable progress) {
            super(file);
            this.progress = progress;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            progress.run();
            return super.read(into, from, length);
        }
    }
}
