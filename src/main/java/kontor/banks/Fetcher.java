package kontor.banks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.UUID;
import java.util.function.Consumer;
import kontor.banks.Turns.Turn;
import kontor.changes.Changes;
import kontor.connections.Channel;
import kontor.connections.Channels;
import kontor.core.Ids;
import kontor.db.Tx;
import kontor.leases.LeaseLost;

/**
 * Takes the files that a bank offers into the inbox; they are read later. The caller has the turn
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
    void run(Turn turn) {
        var line = turn.line();
        try {
            fetch(turn, channels.of(line.connection()));
        } catch (LeaseLost lost) {
            throw lost;
        } catch (RuntimeException failed) {
            troubles.noted(line, "files were not fetched", failed);
        }
    }

    private void fetch(Turn turn, Channel channel) {
        var line = turn.line();
        var connection = line.connection();
        var waiting = channel.waiting(line.organization(), connection);
        if (waiting.isEmpty()) {
            return;
        }
        inLane(turn, tx -> table.forgetUnfinished(tx, connection));
        for (var file : waiting) {
            store(turn, channel, file);
            // Told only now: a bank may hand out a file once.
            turn.lease().ask();
            channel.acknowledge(line.organization(), connection, file);
        }
    }

    private void store(Turn turn, Channel channel, Channel.RemoteFile file) {
        var line = turn.line();
        UUID id = Ids.next();
        inLane(turn, tx -> table.begin(tx, id, line.connection(), file.name()));
        // Each chunk in a transaction of its own: none is open while the bank is slow.
        var sha256 = Chunks.sha256();
        long size = 0;
        try (var in = channel.open(line.organization(), line.connection(), file)) {
            int count = 0;
            for (byte[] chunk = chunk(in); chunk.length > 0; chunk = chunk(in)) {
                sha256.update(chunk);
                size += chunk.length;
                add(turn, id, count++, chunk);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        received(turn, id, size, sha256.digest());
    }

    private static byte[] chunk(InputStream in) throws IOException {
        return in.readNBytes(Chunks.SIZE);
    }

    private void add(Turn turn, UUID id, int number, byte[] chunk) {
        inLane(turn, tx -> Chunks.INBOX.add(tx, id, number, chunk));
    }

    private void received(Turn turn, UUID id, long size, byte[] sha256) {
        var connection = turn.line().connection();
        inLane(turn, tx -> table.received(tx, id, connection, size, sha256));
    }

    /** Whoever lost the lease changes nothing. */
    private void inLane(Turn turn, Consumer<Tx> work) {
        changes.inLane(
                turn.line().organization(),
                tx -> {
                    turn.lease().check(tx);
                    work.accept(tx);
                    return true;
                });
    }
}
