package kontor.banks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.UUID;
import java.util.function.Consumer;
import kontor.changes.Changes;
import kontor.connections.Channel;
import kontor.connections.Channels;
import kontor.core.Ids;
import kontor.db.Tx;

/**
 * Takes the files that a bank offers into the inbox; they are read later. The caller holds the lock
 * of the line.
 */
final class Fetcher {

    private final Changes changes;
    private final Channels channels;
    private final BankWork.Troubles troubles;
    private final InboxTable table = new InboxTable();

    Fetcher(Changes changes, Channels channels, BankWork.Troubles troubles) {
        this.changes = changes;
        this.channels = channels;
        this.troubles = troubles;
    }

    /** A bank that cannot be reached does not keep its files waiting that are here already. */
    void run(BankLine line) {
        try {
            fetch(line, channels.of(line.connection()));
        } catch (RuntimeException failed) {
            troubles.noted(line, "files were not fetched", failed);
        }
    }

    private void fetch(BankLine line, Channel channel) {
        var connection = line.connection();
        var waiting = channel.waiting(line.organization(), connection);
        if (waiting.isEmpty()) {
            return;
        }
        inLane(line, tx -> table.forgetUnfinished(tx, connection));
        for (var file : waiting) {
            store(line, channel, file);
            // Told only now: a bank may hand out a file once.
            channel.acknowledge(line.organization(), connection, file);
        }
    }

    private void store(BankLine line, Channel channel, Channel.RemoteFile file) {
        UUID id = Ids.next();
        inLane(line, tx -> table.begin(tx, id, line.connection(), file.name()));
        // Each chunk in a transaction of its own: none is open while the bank is slow.
        var sha256 = Chunks.sha256();
        long size = 0;
        try (var in = channel.open(line.organization(), line.connection(), file)) {
            int count = 0;
            for (byte[] chunk = chunk(in); chunk.length > 0; chunk = chunk(in)) {
                sha256.update(chunk);
                size += chunk.length;
                add(line, id, count++, chunk);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        received(line, id, size, sha256.digest());
    }

    private static byte[] chunk(InputStream in) throws IOException {
        return in.readNBytes(Chunks.SIZE);
    }

    private void add(BankLine line, UUID id, int number, byte[] chunk) {
        inLane(line, tx -> Chunks.INBOX.add(tx, id, number, chunk));
    }

    private void received(BankLine line, UUID id, long size, byte[] sha256) {
        inLane(line, tx -> table.received(tx, id, line.connection(), size, sha256));
    }

    private void inLane(BankLine line, Consumer<Tx> work) {
        changes.inLane(
                line.organization(),
                tx -> {
                    work.accept(tx);
                    return true;
                });
    }
}
