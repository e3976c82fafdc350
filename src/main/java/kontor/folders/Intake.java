package kontor.folders;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import kontor.connections.Channel.RemoteFile;

/** Files from a bank through the folder of a connection. */
final class Intake {

    private final BankFolder folder;
    private final Path in;
    private final long largest;

    /**
     * @param largest bytes that a file may have
     */
    Intake(BankFolder folder, long largest) throws IOException {
        this.folder = folder;
        this.in = folder.part("in");
        this.largest = largest;
    }

    /** Oldest first, strays among them. */
    List<RemoteFile> waiting() throws IOException {
        try (var found = found()) {
            return found.sorted(
                            Comparator.comparingLong(Entry::modifiedNanos)
                                    .thenComparing(Entry::name))
                    .map(Entry::remote)
                    .toList();
        }
    }

    private Stream<Entry> found() throws IOException {
        return Files.list(in)
                .filter(path -> isMeantForUs(path.getFileName().toString()))
                .flatMap(path -> Entry.at(path, largest).stream());
    }

    private static boolean isMeantForUs(String name) {
        return !name.startsWith(".") && !name.endsWith(".part");
    }

    InputStream open(RemoteFile file) throws IOException {
        var found = find(file).orElseThrow(() -> new NoSuchFileException(file.name()));
        return new AsLongAsSeen(Disk.open(found.path()), found);
    }

    /** A file that somebody goes on writing could go on for ever. */
    private static final class AsLongAsSeen extends FilterInputStream {

        private final Entry seen;
        private long left;

        AsLongAsSeen(InputStream file, Entry seen) {
            super(file);
            this.seen = seen;
            this.left = seen.size();
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int count = super.read(into, from, length);
            left -= Math.max(0, count);
            if (left < 0) {
                throw Disk.fault(
                        seen.path(), "grows while it is read; move it in when it is whole");
            }
            return count;
        }
    }

    /** The very file; one that bears its name since is another. */
    private Optional<Entry> find(RemoteFile file) throws IOException {
        var direct =
                named(file.name())
                        .flatMap(path -> Entry.at(path, largest))
                        .filter(one -> one.remote().equals(file));
        if (direct.isPresent()) {
            return direct;
        }
        try (var found = found()) {
            return found.filter(one -> one.remote().equals(file)).findFirst();
        }
    }

    /** Not every name can be written in the language that the process runs in. */
    private Optional<Path> named(String name) {
        try {
            return Optional.of(in.resolve(name));
        } catch (InvalidPathException strange) {
            return Optional.empty();
        }
    }

    RemoteFile acknowledge(RemoteFile file) throws IOException {
        var found = find(file);
        if (found.isPresent()) {
            Path kept = free("done", found.get());
            Disk.move(found.get().path(), kept);
            if (Entry.at(kept, largest)
                    .filter(one -> one.version().equals(file.version()))
                    .isEmpty()) {
                // Another took its place at the last moment; that one is not stored yet.
                Disk.move(kept, found.get().path());
            }
        }
        return file;
    }

    /** As it is, by its name alone. A folder stays: whoever made it may be working in it. */
    RemoteFile putAside(RemoteFile stray) throws IOException {
        var found = find(stray);
        if (found.isPresent()
                && !Files.isDirectory(found.get().path(), LinkOption.NOFOLLOW_LINKS)) {
            Disk.move(found.get().path(), free("refused", found.get()));
        }
        return stray;
    }

    /** A bank may use a name again: what is kept is not overwritten. */
    private Path free(String part, Entry entry) throws IOException {
        Path kept = folder.part(part);
        Path own = kept.resolve(entry.path().getFileName());
        if (!Disk.exists(own)) {
            return own;
        }
        // Of its name only what leaves room for the rest: 255 bytes are the most of a file system.
        String begun = entry.name().replaceAll("[^\\p{ASCII}]", "_");
        String cut = begun.substring(0, Math.min(begun.length(), 100));
        Path second = kept.resolve(cut + "." + entry.version());
        return Disk.exists(second) ? kept.resolve(cut + "." + UUID.randomUUID()) : second;
    }
}
