package kontor.events;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import kontor.db.Tx;

/** The door to the feed: record inside a transaction, read by resource or from a cursor. */
public final class Events {

    private final EventTable table = new EventTable();

    /**
     * Takes the event into this transaction. It is written as the last thing before COMMIT, when the
     * feed row is locked for as short a time as possible.
     */
    public void record(Tx tx, NewEvent event) {
        var pending = tx.attachment(Pending.class, () -> {
            var first = new Pending();
            tx.beforeCommit(() -> table.append(tx, first.events));
            return first;
        });
        pending.events.add(event);
    }

    /** Events of one resource, oldest first, after the version {@code after}. */
    public List<Event> ofResource(Tx tx, String resource, UUID id, int after, int limit) {
        return table.ofResource(tx, resource, id, after, limit);
    }

    /** The feed after a position, in commit order. */
    public List<Event> feed(Tx tx, long after, int limit) {
        return table.feed(tx, after, limit);
    }

    /** Walks the chain and returns the first position that does not follow from the one before, or 0. */
    public long firstBrokenLink(Tx tx) {
        return new FeedProof(table).firstBrokenLink(tx);
    }

    private static final class Pending {
        final List<NewEvent> events = new ArrayList<>();
    }
}
