package kontor.anchors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import kontor.core.OrganizationId;
import kontor.events.FeedPosition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file to which this node adds its anchors; each node has one of its own. */
final class AnchorFile implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AnchorFile.class);

    private static final FileAttribute<?> OF_ITS_USER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final FileChannel channel;
    private long number;
    private String before;
    private String signing;

    private AnchorFile(FileChannel channel, AnchorCheck known) {
        this.channel = channel;
        this.number = known.number();
        this.before = known.before();
        this.signing = known.signing();
    }

    /** The first of the folder that no other node writes, and that holds what it says. */
    static AnchorFile open(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, OF_ITS_USER);
        }
        for (int i = 1; ; i++) {
            var path = folder.resolve("anchors-" + i);
            var file = tryOpen(path);
            if (file.isPresent()) {
                return file.get();
            }
        }
    }

    private static Optional<AnchorFile> tryOpen(Path path) throws IOException {
        var channel =
                FileChannel.open(
                        path,
                        Set.of(
                                StandardOpenOption.CREATE,
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                cutTornLine(channel);
                var file = new AnchorFile(channel, AnchorCheck.of(path));
                channel.position(channel.size());
                return Optional.of(file);
            }
        } catch (OverlappingFileLockException anotherNodeOfThisProcess) {
            // The next file, as for a node of another process.
        } catch (IllegalStateException altered) {
            LOG.error("{} is left as it is: {}", path, altered.getMessage());
        }
        channel.close();
        return Optional.empty();
    }

    /** What a node was writing when it died. */
    private static void cutTornLine(FileChannel channel) throws IOException {
        long end = channel.size();
        var one = ByteBuffer.allocate(1);
        while (end > 0) {
            one.clear();
            channel.read(one, end - 1);
            if (one.get(0) == '\n') {
                break;
            }
            end--;
        }
        channel.truncate(end);
    }

    /** Adds a line, and before it those of the keys that came since; on disk when it returns. */
    void add(OrganizationId organization, FeedPosition at, Instant now, AnchorKeys keys)
            throws IOException {
        boolean known = signing.isEmpty();
        for (var key : keys.publics()) {
            if (known && (key.id().equals(keys.id()) || !signing.isEmpty())) {
                introduce(key, now);
            }
            known |= key.id().equals(signing);
        }
        String digest = HexFormat.of().formatHex(at.digest());
        var time = now.truncatedTo(ChronoUnit.MILLIS);
        String signed =
                "at %d %s %s %d %s %s %s"
                        .formatted(
                                number + 1,
                                time,
                                organization,
                                at.position(),
                                digest,
                                keys.id(),
                                before);
        write(signed + " " + keys.sign(signed));
        channel.force(true);
    }

    /** It needs no signature: the one before endorsed it, and the next line signs over it. */
    private void introduce(AnchorKeys.Endorsed key, Instant now) throws IOException {
        var time = now.truncatedTo(ChronoUnit.MILLIS);
        String words = "key %d %s %s %s %s %s";
        write(words.formatted(number + 1, time, key.id(), key.key(), key.by(), before));
        signing = key.id();
    }

    private void write(String line) throws IOException {
        long start = channel.position();
        try {
            var bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException full) {
            channel.truncate(start);
            throw full;
        }
        number++;
        before = HexFormat.of().formatHex(AnchorKeys.sha256(line));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
