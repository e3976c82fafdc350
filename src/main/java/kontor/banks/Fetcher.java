package kontor.banks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import kontor.banks.Turns.Turn;
import kontor.cases.Cases;
import kontor.changes.Changes;
import kontor.changes.Journal;
import kontor.connections.Channel;
import kontor.connections.Channel.RemoteFile;
import kontor.connections.Channels;
import kontor.connections.Connection;
import kontor.core.Ids;
import kontor.db.CommitUnknown;
import kontor.db.DatabaseAway;
import kontor.db.Tx;
import kontor.encodings.Sha256;
import kontor.leases.LeaseLost;
import kontor.shares.Stored;
import kontor.strays.Strays;

/**
 * Takes the files that a bank offers into the inbox; they are read later. The caller has the turn
 * of the line.
 */
final class Fetcher {

    private final Changes changes;
    private final Channels channels;
    private final BankWork.Troubles troubles;
    private final Strays strays;
    private final Stored stored;
    private final InboxFiles inboxFiles;
    private final InboxTable table = new InboxTable();
    private final Map<UUID, Map<RemoteFile, Stuck>> stuck = new ConcurrentHashMap<>();

    Fetcher(Changes changes, Journal journal, Channels channels, BankWork.Files files) {
        this.changes = changes;
        this.strays = new Strays(new Cases(journal));
        this.channels = channels;
        this.troubles = files.troubles();
        this.stored = new Stored("files from banks", files.allowance());
        this.inboxFiles = new InboxFiles(journal);
    }

    /**
     * A bank that cannot be reached does not keep its files waiting that are here already.
     *
     * @param meanwhile is done again and again, outside of transactions
     */
    void run(Turn turn, Runnable meanwhile) {
        var line = turn.line();
        try {
            fetch(turn, channels.of(line.connection()), meanwhile);
        } catch (LeaseLost lost) {
            throw lost;
        } catch (RuntimeException failed) {
            troubles.noted(line, "files were not fetched", failed);
        }
    }

    private void fetch(Turn turn, Channel channel, Runnable meanwhile) {
        var connection = turn.line().connection();
        var offered = channel.waiting(turn.line().organization(), connection);
        var waiting = offered.stream().filter(one -> !one.isStray()).toList();
        var inTheWay = stuckFiles(turn, waiting);
        strays.look(
                new Place(turn, channel), offered.stream().filter(RemoteFile::isStray).toList());
        if (waiting.isEmpty()) {
            return;
        }
        var stored =
                inLane(
                        turn,
                        tx -> {
                            table.forgetUnfinished(tx, connection);
                            return table.stored(tx, connection, waiting);
                        });
        for (var file : waiting) {
            take(new Offer(turn, channel, file, stored, meanwhile), inTheWay);
        }
    }

    /** What the work for a line does for the strays in its way. */
    private final class Place implements Strays.Line {

        private final Turn turn;
        private final Channel channel;

        Place(Turn turn, Channel channel) {
            this.turn = turn;
            this.channel = channel;
        }

        @Override
        public Connection connection() {
            return turn.line().connection();
        }

        @Override
        public void inLane(Consumer<Tx> work) {
            Fetcher.this.inLane(
                    turn,
                    tx -> {
                        work.accept(tx);
                        return true;
                    });
        }

        @Override
        public void putAside(RemoteFile stray) {
            turn.lease().ask();
            channel.putAside(turn.line().organization(), connection(), stray);
        }

        @Override
        public void heard(String what) {
            troubles.putAside(turn.line(), what);
        }
    }

    /** A file that the bank offers, and those that it offered before and that are stored. */
    private record Offer(
            Turn turn,
            Channel channel,
            RemoteFile file,
            Map<RemoteFile, byte[]> stored,
            Runnable meanwhile) {

        InputStream open() {
            return channel.open(turn.line().organization(), turn.line().connection(), file);
        }

        void acknowledge() {
            turn.lease().ask();
            channel.acknowledge(turn.line().organization(), turn.line().connection(), file);
        }
    }

    /**
     * A file that could not be taken, and when to try again: seldom after a while, since each try
     * may cost as much as the whole file.
     *
     * @param stored whether only the bank's list has it still
     */
    private record Stuck(boolean stored, RuntimeException why, Duration pause, long againNanos) {

        private static final Duration FIRST = Duration.ofSeconds(1);
        private static final Duration LONGEST = Duration.ofMinutes(5);

        /** Tried again in the next round: most troubles pass. */
        static Stuck first(boolean stored, RuntimeException why) {
            return new Stuck(stored, why, FIRST, System.nanoTime());
        }

        Stuck again(boolean nowStored, RuntimeException now) {
            var longer = pause.multipliedBy(2);
            var next = longer.compareTo(LONGEST) > 0 ? LONGEST : longer;
            return new Stuck(nowStored, now, next, System.nanoTime() + next.toNanos());
        }

        boolean mustWait() {
            return System.nanoTime() - againNanos < 0;
        }

        String what(RemoteFile file) {
            return stored
                    ? "file " + file.name() + " is stored but stays in the bank's list"
                    : "file " + file.name() + " was not fetched";
        }
    }

    /** Those of a line; what is not offered any more is forgotten. */
    private Map<RemoteFile, Stuck> stuckFiles(Turn turn, List<RemoteFile> waiting) {
        var ofTheLine = stuck.computeIfAbsent(turn.line().id(), _ -> new ConcurrentHashMap<>());
        ofTheLine.keySet().retainAll(Set.copyOf(waiting));
        return ofTheLine;
    }

    /** One file that cannot be taken does not keep the others waiting. */
    private void take(Offer offer, Map<RemoteFile, Stuck> inTheWay) {
        var before = inTheWay.get(offer.file);
        if (before != null && before.mustWait()) {
            troubles.noted(offer.turn.line(), before.what(offer.file), before.why);
            return;
        }
        boolean stored = before != null && before.stored;
        try {
            stored = stored || isStored(offer) || store(offer);
            // Told only now: a bank may hand out a file once.
            offer.acknowledge();
            inTheWay.remove(offer.file);
        } catch (LeaseLost | DatabaseAway | CommitUnknown ofAll) {
            throw ofAll;
        } catch (RuntimeException failed) {
            var now = before == null ? Stuck.first(stored, failed) : before.again(stored, failed);
            inTheWay.put(offer.file, now);
            troubles.noted(offer.turn.line(), now.what(offer.file), failed);
        }
    }

    /** Byte for byte: a file system with coarse times may tell two files by one version. */
    private static boolean isStored(Offer offer) {
        byte[] kept = offer.stored.get(offer.file);
        if (kept == null) {
            return false;
        }
        var sha256 = Sha256.begin();
        try (var in = offer.open()) {
            for (byte[] chunk = chunk(in); chunk.length > 0; chunk = chunk(in)) {
                sha256.update(chunk);
                offer.meanwhile.run();
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return MessageDigest.isEqual(kept, sha256.digest());
    }

    private boolean store(Offer offer) {
        var turn = offer.turn;
        var connection = turn.line().connection();
        UUID id = Ids.next();
        inLane(turn, tx -> begin(tx, id, connection, offer.file));
        // Each chunk in a transaction of its own: none is open while the bank is slow.
        var sha256 = Sha256.begin();
        long size = 0;
        try (var in = offer.open()) {
            int count = 0;
            for (byte[] chunk = chunk(in); chunk.length > 0; chunk = chunk(in)) {
                sha256.update(chunk);
                size += chunk.length;
                add(turn, id, count++, chunk);
                offer.meanwhile.run();
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        long whole = size;
        byte[] digest = sha256.digest();
        return inLane(turn, tx -> received(tx, id, connection, whole, digest));
    }

    /** Bytes that were set aside before get another try: what they lacked may have come. */
    private boolean received(Tx tx, UUID id, Connection connection, long size, byte[] digest) {
        stored.more(tx.organization(), size);
        inboxFiles.readAgain(tx, table.asideWith(tx, connection, digest));
        return table.received(tx, id, connection, size, digest);
    }

    /** What may not be stored stays with the bank, and is asked for again. */
    private boolean begin(Tx tx, UUID id, Connection connection, RemoteFile file) {
        stored.full(tx.organization(), () -> table.storedBytes(tx))
                .ifPresent(
                        why -> {
                            throw new UncheckedIOException(new IOException(why));
                        });
        return table.begin(tx, id, connection, file);
    }

    private static byte[] chunk(InputStream in) throws IOException {
        return in.readNBytes(Chunks.SIZE);
    }

    private void add(Turn turn, UUID id, int number, byte[] chunk) {
        inLane(
                turn,
                tx -> {
                    Chunks.INBOX.add(tx, id, number, chunk);
                    return true;
                });
    }

    /** Whoever lost the lease changes nothing. */
    private <R> R inLane(Turn turn, Function<Tx, R> work) {
        return changes.inLane(
                turn.line().organization(),
                tx -> {
                    turn.lease().check(tx);
                    return work.apply(tx);
                });
    }
}
