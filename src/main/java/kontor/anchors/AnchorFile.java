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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import kontor.core.OrganizationId;
import kontor.disks.OwnFiles;
import kontor.encodings.Sha256;
import kontor.events.FeedPosition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file to which this node adds its anchors; each node has one of its own. */
final class AnchorFile implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AnchorFile.class);

    /** What the name of each begins with; its number follows. */
    static final String NAME = "anchors-";

    private static final String TURN = ".turn-";

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
        OwnFiles.folder(folder);
        OwnFiles.close(folder);
        for (int i = 1; ; i++) {
            var file = tryOpen(folder, i);
            if (file.isPresent()) {
                return file.get();
            }
        }
    }

    /**
     * Puts all files of the folder aside, so that the next node begins new ones.
     *
     * @return where they are; empty when there are none
     * @throws IllegalStateException while a node writes one of them
     */
    static Optional<Path> putAside(Path folder, Instant now) throws IOException {
        var turns = new ArrayList<FileChannel>();
        try {
            var all = Anchors.files(folder);
            for (Path one : all) {
                String number = one.getFileName().toString().substring(NAME.length());
                var turn = opened(folder.resolve(TURN + number));
                turns.add(turn);
                if (!isFree(turn)) {
                    throw new IllegalStateException(
                            one + " is being written: stop the nodes that use " + folder);
                }
            }
            return all.isEmpty() ? Optional.empty() : Optional.of(moved(folder, all, now));
        } finally {
            for (var turn : turns) {
                turn.close();
            }
        }
    }

    private static boolean isFree(FileChannel turn) throws IOException {
        try {
            return turn.tryLock() != null;
        } catch (OverlappingFileLockException anotherNodeOfThisProcess) {
            return false;
        }
    }

    private static Path moved(Path folder, List<Path> all, Instant now) throws IOException {
        var time = now.truncatedTo(ChronoUnit.SECONDS).toString().replace(":", "");
        var aside = folder.resolve("before-" + time);
        OwnFiles.folder(aside);
        for (Path one : all) {
            Files.move(one, aside.resolve(one.getFileName()));
        }
        return aside;
    }

    private static Optional<AnchorFile> tryOpen(Path folder, int number) throws IOException {
        var turn = opened(folder.resolve(TURN + number));
        try {
            FileLock lock = turn.tryLock();
            if (lock != null) {
                return Optional.of(own(turn, folder.resolve(NAME + number)));
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
        OwnFiles.file(path);
        OwnFiles.close(path);
        return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
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
        before = HexFormat.of().formatHex(Sha256.of(line));
    }

    @Override
    public void close() throws IOException {
        channel.close();
        turn.close();
    }
}
