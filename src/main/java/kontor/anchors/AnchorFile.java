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

    private static final FileAttribute<?> FOLDER_OF_ITS_USER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private static final FileAttribute<?> OF_ITS_USER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /**
     * Held on a file that nobody reads: a process that closes any stream of a file gives up all its
     * locks of it, and proofs read the anchors.
     */
    private final FileChannel turn;

    private final FileChannel channel;
    private long number;
    private String before;
    private String signing;

    private AnchorFile(FileChannel turn, FileChannel channel, AnchorCheck known) {
        this.turn = turn;
        this.channel = channel;
        this.number = known.number();
        this.before = known.before();
        this.signing = known.signing();
    }

    /** The first of the folder that no other node writes, and that holds what it says. */
    static AnchorFile open(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, FOLDER_OF_ITS_USER);
        }
        for (int i = 1; ; i++) {
            var file = tryOpen(folder, i);
            if (file.isPresent()) {
                return file.get();
            }
        }
    }

    private static Optional<AnchorFile> tryOpen(Path folder, int number) throws IOException {
        var turn = opened(folder.resolve(".turn-" + number));
        try {
            FileLock lock = turn.tryLock();
            if (lock != null) {
                return Optional.of(own(turn, folder.resolve("anchors-" + number)));
            }
        } catch (OverlappingFileLockException anotherNodeOfThisProcess) {
            // The next file, as for a node of another process.
        } catch (IllegalStateException altered) {
            LOG.error(
                    "anchors-{} of {} is left as it is: {}", number, folder, altered.getMessage());
        }
        turn.close();
        return Optional.empty();
    }

    private static AnchorFile own(FileChannel turn, Path path) throws IOException {
        var channel = opened(path);
        try {
            cutTornLine(channel);
            var file = new AnchorFile(turn, channel, AnchorCheck.of(path));
            channel.position(channel.size());
            return file;
        } catch (IOException | IllegalStateException broken) {
            channel.close();
            throw broken;
        }
    }

    private static FileChannel opened(Path path) throws IOException {
        return FileChannel.open(
                path,
                Set.of(
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE),
                OF_ITS_USER);
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
        turn.close();
    }
}
