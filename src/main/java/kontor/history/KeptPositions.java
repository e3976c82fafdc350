package kontor.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kontor.core.OrganizationId;
import kontor.disks.OwnFiles;
import kontor.events.FeedListener;
import kontor.events.FeedPosition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far this node told the feed of each organization, kept in its data folder: the digest of a
 * place is known to nobody who does not have the same history before it.
 *
 * <p>Written with each commit, before anybody is told of it; on disk within a second and before a
 * file leaves for a bank. Nodes that share a data folder have a file each ({@code positions-1},
 * {@code positions-2}); what a node left that does not run is taken over.
 */
public final class KeptPositions implements FeedListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KeptPositions.class);
    private static final long FLUSH_MILLIS = 1_000;

    private final @Nullable PositionFile file;
    private final Map<OrganizationId, Known> known = new HashMap<>();
    private final Set<OrganizationId> unwritten = new HashSet<>();
    private final @Nullable Thread flusher;

    /** Held by who brings to the disk, so that nobody passes for flushed what is on its way. */
    private final Object disk = new Object();

    private boolean dirty;
    private boolean failing;
    private boolean closed;

    private KeptPositions(@Nullable PositionFile file, boolean flushes) {
        this.file = file;
        this.flusher =
                flushes
                        ? Thread.ofPlatform()
                                .daemon()
                                .name("kept-positions")
                                .unstarted(this::keepFlushing)
                        : null;
    }

    /** In memory only, for a Kontor that has no data folder. */
    public static KeptPositions inMemory() {
        return new KeptPositions(null, false);
    }

    /** For a node: reads what was kept in the folder, and keeps more there. */
    public static KeptPositions open(Path folder) throws IOException {
        OwnFiles.folder(folder);
        OwnFiles.close(folder);
        var own = own(folder);
        var kept = new KeptPositions(own, true);
        kept.known.putAll(own.read());
        kept.takeOver(folder, own);
        if (kept.flusher != null) {
            kept.flusher.start();
        }
        return kept;
    }

    /** For a command beside nodes: what is kept now, written by none but them. */
    public static KeptPositions look(Path folder) throws IOException {
        var kept = inMemory();
        for (Path path : files(folder)) {
            try (var file = PositionFile.openToRead(path)) {
                file.read().forEach(kept::mergeReadable);
            }
        }
        return kept;
    }

    private static PositionFile own(Path folder) throws IOException {
        for (int number = 1; ; number++) {
            var file = PositionFile.tryOpen(folder.resolve("positions-" + number));
            if (file.isPresent()) {
                return file.get();
            }
        }
    }

    private void takeOver(Path folder, PositionFile own) throws IOException {
        for (Path path : files(folder)) {
            var left = own.isAt(path) ? Optional.<PositionFile>empty() : PositionFile.tryOpen(path);
            if (left.isEmpty()) {
                continue; // ours, or another node's
            }
            try (var open = left.get()) {
                for (var one : open.read().entrySet()) {
                    merge(one.getKey(), one.getValue());
                    write(one.getKey());
                }
                flush();
                Files.delete(path);
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(path -> path.getFileName().toString().startsWith("positions-"))
                    .sorted()
                    .toList();
        }
    }

    /** What a node is just writing may look torn to others. */
    private void mergeReadable(OrganizationId organization, Known more) {
        if (!more.equals(Known.UNREADABLE)) {
            merge(organization, more);
        }
    }

    private void merge(OrganizationId organization, Known more) {
        known.merge(organization, more, Known::and);
    }

    @Override
    public synchronized void appended(
            OrganizationId organization, FeedPosition before, FeedPosition after) {
        var now = known.get(organization);
        keep(organization, now, now == null ? Known.at(after) : now.appended(before, after));
    }

    /** The database has all of {@code seen}: what is older needs no keeping. */
    synchronized void proved(OrganizationId organization, Known seen) {
        var now = known.get(organization);
        if (now != null && now.oldest().equals(seen.oldest())) {
            keep(organization, now, new Known(seen.newest(), now.newest()));
        }
    }

    /** From here on: what was known before was given up by an operator. */
    synchronized void reset(OrganizationId organization, FeedPosition end) {
        keep(organization, null, Known.at(end));
    }

    synchronized void forget(OrganizationId organization) {
        known.remove(organization);
        unwritten.remove(organization);
        try {
            if (file != null) {
                file.forget(organization);
                dirty = true;
            }
        } catch (IOException failed) {
            failing(failed);
        }
    }

    public synchronized Optional<Known> of(OrganizationId organization) {
        return Optional.ofNullable(known.get(organization));
    }

    synchronized Set<OrganizationId> organizations() {
        return Set.copyOf(known.keySet());
    }

    private void keep(OrganizationId organization, @Nullable Known before, Known after) {
        if (!after.equals(before)) {
            known.put(organization, after);
            write(organization);
        }
    }

    private void write(OrganizationId organization) {
        var now = known.get(organization);
        if (file == null || now == null) {
            return;
        }
        try {
            file.write(organization, now);
            unwritten.remove(organization);
            dirty = true;
        } catch (IOException failed) {
            unwritten.add(organization);
            failing(failed);
        }
    }

    private void failing(IOException failed) {
        if (!failing) {
            LOG.error(
                    "how far the feeds got cannot be kept in the data folder, so no file leaves"
                            + " for a bank: {}",
                    failed.getMessage());
        }
        failing = true;
    }

    /**
     * All that was told is on disk when it returns. A slow disk keeps no request waiting: the lock
     * that those need is not held meanwhile.
     *
     * @throws UncheckedIOException when the disk does not take it
     */
    void flush() {
        synchronized (disk) {
            try {
                if (file != null && begunFlush()) {
                    file.flush();
                }
                flushed();
            } catch (IOException broken) {
                notFlushed(broken);
                throw new UncheckedIOException(broken);
            }
        }
    }

    private synchronized boolean begunFlush() {
        List.copyOf(unwritten).forEach(this::write);
        boolean needed = dirty;
        dirty = false;
        return needed;
    }

    private synchronized void notFlushed(IOException broken) {
        dirty = true;
        failing(broken);
    }

    private synchronized void flushed() throws IOException {
        if (!unwritten.isEmpty()) {
            throw new IOException("the data folder takes no more");
        }
        if (failing) {
            LOG.info("how far the feeds got is kept again");
        }
        failing = false;
    }

    /** Whether the data folder takes what is to be kept. */
    synchronized boolean isKeeping() {
        return !failing;
    }

    private void keepFlushing() {
        while (waited()) {
            try {
                flush();
            } catch (UncheckedIOException _) {
                // Said once by failing(); the next second tries again.
            }
        }
    }

    private synchronized boolean waited() {
        try {
            if (!closed) {
                wait(FLUSH_MILLIS);
            }
            return !closed;
        } catch (InterruptedException _) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        if (file != null) {
            flush();
            file.close();
        }
    }
}
