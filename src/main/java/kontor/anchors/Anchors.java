package kontor.anchors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import kontor.core.OrganizationId;
import kontor.db.CommitUnknown;
import kontor.db.Database;
import kontor.db.DatabaseAway;
import kontor.events.Anchored;
import kontor.events.FeedListener;
import kontor.events.FeedPosition;
import kontor.vault.InstallationSecrets;
import kontor.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door to the anchors of this node: at the start and each hour, before each file that leaves
 * for a bank, and at the end it notes how far the feeds are that went on since. It keeps nobody
 * from working: what cannot be written is told in the log and tried again.
 */
public final class Anchors implements FeedListener, Anchored, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Anchors.class);
    private static final Duration PAUSE = Duration.ofHours(1);
    private static final String SECRET = "anchors";

    private final Database database;
    private final Vault vault;
    private final Map<OrganizationId, FeedPosition> moved = new ConcurrentHashMap<>();
    private final Map<OrganizationId, Long> last = new HashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable Path folder;
    private volatile boolean closed = true;
    private @Nullable AnchorFile file;
    private volatile Supplier<Map<OrganizationId, FeedPosition>> ends = Map::of;

    public Anchors(Database database, Vault vault) {
        this.database = database;
        this.vault = vault;
    }

    /**
     * From now on anchors are kept in the folder.
     *
     * @param all where the feeds of all organizations end
     */
    public synchronized void open(Path into, Supplier<Map<OrganizationId, FeedPosition>> all)
            throws IOException {
        file = AnchorFile.open(into);
        ends = all;
        folder = into;
        closed = false;
        Thread.ofPlatform().daemon().name("anchors").start(this::keepAnchoring);
    }

    @Override
    public void appended(OrganizationId organization, FeedPosition before, FeedPosition after) {
        if (!closed) {
            moved.merge(
                    organization, after, (one, two) -> one.position() > two.position() ? one : two);
        }
    }

    /** A file leaves for a bank: what it stands on is anchored. */
    public void bankFile() {
        anchorAll();
    }

    private void keepAnchoring() {
        try {
            do {
                look();
                anchorAll();
            } while (!closing.await(PAUSE.toSeconds(), TimeUnit.SECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Other nodes and commands move feeds too. */
    private void look() {
        try {
            var now = ends.get();
            now.forEach((organization, end) -> appended(organization, end, end));
        } catch (RuntimeException failed) {
            LOG.warn("where feeds end is not known; tried again: {}", failed.toString());
        }
    }

    private synchronized void anchorAll() {
        var open = file;
        if (open == null || moved.isEmpty()) {
            return;
        }
        try {
            var keys = keys();
            var now = Instant.now(database.clock());
            for (var one : List.copyOf(moved.entrySet())) {
                if (one.getValue().position() > last.getOrDefault(one.getKey(), 0L)) {
                    open.add(one.getKey(), one.getValue(), now, keys);
                    last.put(one.getKey(), one.getValue().position());
                }
                moved.remove(one.getKey(), one.getValue());
            }
        } catch (DatabaseAway | CommitUnknown away) {
            LOG.warn("the feeds are not anchored; tried again: {}", away.getMessage());
        } catch (IOException | RuntimeException failed) {
            LOG.error("the feeds are not anchored; tried again: {}", failed.toString());
        }
    }

    private AnchorKeys keys() {
        byte[] fresh = AnchorKeys.random().stored();
        return AnchorKeys.parse(InstallationSecrets.kept(database, vault, SECRET, fresh));
    }

    /** Signs with another key from now on, which the present one endorses. */
    public void rotate() {
        keys();
        InstallationSecrets.replace(
                database, vault, SECRET, now -> AnchorKeys.parse(now).rotated().stored());
    }

    @Override
    public NavigableMap<Long, byte[]> of(OrganizationId organization) {
        Path from = folder;
        if (from == null) {
            return new TreeMap<>();
        }
        long written;
        synchronized (this) {
            written = last.getOrDefault(organization, 0L);
        }
        var found = in(from).of(organization);
        if (!found.containsKey(written) && written > 0) {
            throw new IllegalStateException(
                    "the anchors lack event " + written + ": lines at their end were cut off");
        }
        return found;
    }

    /**
     * The anchors of a file, or of all files in a folder.
     *
     * @throws IllegalStateException naming the first line that does not hold
     */
    static Anchored in(Path place) {
        try {
            var checks = new ArrayList<AnchorCheck>();
            for (Path path : files(place)) {
                checks.add(AnchorCheck.of(path));
            }
            return organization -> {
                var all = new TreeMap<Long, byte[]>();
                checks.forEach(check -> all.putAll(check.of(organization)));
                return all;
            };
        } catch (IOException broken) {
            throw new IllegalStateException("the anchors cannot be read: " + broken);
        }
    }

    static List<Path> files(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return List.of(place);
        }
        try (var files = Files.list(place)) {
            return files.filter(path -> path.getFileName().toString().startsWith(AnchorFile.NAME))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public void close() throws IOException {
        closing.countDown();
        anchorAll();
        synchronized (this) {
            closed = true;
            if (file != null) {
                file.close();
                file = null;
            }
        }
    }
}
