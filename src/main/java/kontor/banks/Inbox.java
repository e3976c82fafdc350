package kontor.banks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import kontor.banks.InboxTable.InboxFile;
import kontor.changes.Changes;
import kontor.connections.Channel;
import kontor.connections.Channels;
import kontor.connections.Connection;
import kontor.connections.Connections;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.db.CommitUnknown;
import kontor.db.Database;
import kontor.db.DatabaseAway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files from the banks: kept before they are read, read in the order they came, applied once. What
 * cannot be read is set aside with the reason. The caller holds the organization's lock.
 */
final class Inbox {

    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    /** Rounds in which reading a file may fail before it is set aside. */
    private static final int MOST_ATTEMPTS = 5;

    private final Database database;
    private final Changes changes;
    private final Connections connections;
    private final Channels channels;
    private final InboxReader reader;
    private final InboxTable table = new InboxTable();
    private final Set<OrganizationId> settled = ConcurrentHashMap.newKeySet();

    Inbox(
            Database database,
            Changes changes,
            Connections connections,
            Channels channels,
            InboxReader reader) {
        this.database = database;
        this.changes = changes;
        this.connections = connections;
        this.channels = channels;
        this.reader = reader;
    }

    void run(OrganizationId organization) {
        var all = database.read(organization, connections::all);
        for (Connection connection : all) {
            try {
                fetch(organization, connection);
            } catch (RuntimeException failed) {
                // One bank that cannot be reached does not keep the others waiting.
                LOG.warn(
                        "files of connection {} were not fetched; the next round tries again",
                        connection.id(),
                        failed);
            }
        }
        boolean read = readAll(organization, all);
        // After a start once without news: what came before the node went down may not have been
        // looked at.
        if (settled.add(organization) || read) {
            settle(organization);
        }
    }

    /** Files that waited for one that has come by now. */
    private void settle(OrganizationId organization) {
        UUID after = BEFORE_ALL;
        for (var files = waiting(organization, after);
                !files.isEmpty();
                files = waiting(organization, after)) {
            var some = files;
            changes.inLane(
                    organization,
                    tx -> {
                        reader.settle(tx, some);
                        return true;
                    });
            after = files.getLast().id();
        }
    }

    private List<InboxTable.WaitingFile> waiting(OrganizationId organization, UUID after) {
        return database.read(organization, tx -> table.waiting(tx, after));
    }

    private void fetch(OrganizationId organization, Connection connection) {
        Channel channel = channels.of(connection);
        var waiting = channel.waiting(organization, connection);
        if (waiting.isEmpty()) {
            return;
        }
        changes.inLane(organization, tx -> table.forgetUnfinished(tx, connection));
        for (var file : waiting) {
            store(organization, connection, channel, file);
            // Told only now: a bank may hand out a file once.
            channel.acknowledge(organization, connection, file);
        }
    }

    private void store(
            OrganizationId organization,
            Connection connection,
            Channel channel,
            Channel.RemoteFile file) {
        UUID id = Ids.next();
        changes.inLane(
                organization,
                tx -> {
                    table.begin(tx, id, connection, file.name());
                    return true;
                });
        // Each chunk in a transaction of its own: none is open while the bank is slow.
        var sha256 = Chunks.sha256();
        long size = 0;
        try (var in = channel.open(organization, connection, file)) {
            int number = 0;
            for (byte[] chunk = chunk(in); chunk.length > 0; chunk = chunk(in)) {
                sha256.update(chunk);
                size += chunk.length;
                add(organization, id, number++, chunk);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        received(organization, id, connection, size, sha256.digest());
    }

    private static byte[] chunk(InputStream in) throws IOException {
        return in.readNBytes(Chunks.SIZE);
    }

    private void add(OrganizationId organization, UUID id, int number, byte[] chunk) {
        changes.inLane(
                organization,
                tx -> {
                    Chunks.INBOX.add(tx, id, number, chunk);
                    return true;
                });
    }

    private void received(
            OrganizationId organization, UUID id, Connection connection, long size, byte[] sha256) {
        changes.inLane(
                organization,
                tx -> {
                    table.received(tx, id, connection, size, sha256);
                    return true;
                });
    }

    /** False when there was nothing to read. */
    private boolean readAll(OrganizationId organization, List<Connection> all) {
        Map<UUID, Connection> byId =
                all.stream().collect(Collectors.toMap(Connection::id, Function.identity()));
        UUID after = BEFORE_ALL;
        for (var files = received(organization, after);
                !files.isEmpty();
                files = received(organization, after)) {
            for (InboxFile file : files) {
                var connection = byId.get(file.connectionId());
                if (connection != null) {
                    read(new ArrivedFile(organization, connection, file.id(), file.name()));
                }
            }
            after = files.getLast().id();
        }
        return !after.equals(BEFORE_ALL);
    }

    private List<InboxFile> received(OrganizationId organization, UUID after) {
        return database.read(organization, tx -> table.received(tx, after));
    }

    private void read(ArrivedFile file) {
        try {
            var verdict =
                    reader.read(file, id -> Chunks.INBOX.input(database, file.organization(), id));
            if (verdict instanceof Verdict.Quarantined(var reason)) {
                LOG.warn("file {} is set aside: {}", file.id(), reason);
            }
        } catch (DatabaseAway | CommitUnknown away) {
            throw away;
        } catch (RuntimeException failed) {
            LOG.warn("file {} could not be read; the next round tries again", file.id(), failed);
            failed(file, "reading failed: " + failed);
        }
    }

    private void failed(ArrivedFile file, String note) {
        int attempts = changes.inLane(file.organization(), tx -> table.failed(tx, file.id(), note));
        if (attempts >= MOST_ATTEMPTS) {
            reader.setAside(file, note);
        }
    }
}
