package kontor.events;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.db.Tx;

/** The door to the feed: record inside a transaction, read by resource or from a cursor. */
public final class Events {

    private final EventTable table = new EventTable();
    private final AuditTable audit = new AuditTable();
    private final FeedListener listener;
    private final Anchored anchors;

    /** With nobody who keeps how far the feeds got. */
    public Events() {
        this(FeedListener.NOBODY, Anchored.NOWHERE);
    }

    /**
     * @param anchors what proofs are compared with
     */
    public Events(FeedListener listener, Anchored anchors) {
        this.listener = listener;
        this.anchors = anchors;
    }

    /**
     * Takes the event into this transaction. All events are stored by the last statement before
     * COMMIT, so that the row of the feed is locked for as short a time as possible.
     */
    public void record(Tx tx, NewEvent event) {
        var pending =
                tx.attachment(
                        Pending.class,
                        () -> {
                            var first = new Pending();
                            tx.beforeCommit(() -> table.append(tx, first.events, listener));
                            return first;
                        });
        pending.events.add(event);
    }

    /** Events of one resource, oldest first, after the version {@code after}. */
    public List<Event> ofResource(Tx tx, String resource, UUID id, int after, int limit) {
        return table.ofResource(tx, resource, id, after, limit);
    }

    /**
     * Those of the ids that were resources of this kind at any time, also when nothing else is left
     * of them.
     */
    public Set<UUID> remembered(Tx tx, String resource, Collection<UUID> ids) {
        return ids.isEmpty() ? Set.of() : table.remembered(tx, resource, ids);
    }

    /** The feed after a position, in commit order. */
    public List<Event> feed(Tx tx, long after, int limit) {
        return table.feed(tx, after, limit);
    }

    /**
     * Forgets what was said of these resources; that it was said, when and by whom stays, and the
     * chain holds.
     *
     * @return how many events were erased
     */
    public int erase(Tx tx, Collection<UUID> ids) {
        return table.erase(tx, ids);
    }

    /** Where the feed ends; an empty feed at position 0. */
    public FeedPosition end(Tx tx) {
        var end = audit.end(tx);
        return new FeedPosition(end.position(), end.digest());
    }

    /** Whether the feed has this link at this position, and so everything before it. */
    public boolean has(Tx tx, FeedPosition known) {
        return known.position() == 0
                || audit.links(tx, known.position() - 1, known.position(), 1).stream()
                        .anyMatch(link -> Arrays.equals(link.digest(), known.digest()));
    }

    /** Newest first by the time they occurred, without their snapshots. */
    public List<Event> audit(Tx tx, AuditFilter filter, Optional<AuditPlace> before, int limit) {
        return audit.list(tx, filter, before.orElse(null), limit);
    }

    /**
     * Walks the chain from one position to another, or to its end, in bounded memory and as long as
     * it takes.
     */
    public FeedProof proof(Database database, OrganizationId organization, long from, long to) {
        return FeedProof.of(database, organization, audit, anchors, from, to);
    }

    /** Writes the whole feed as a file, see {@link FeedExport}; returns where it ends. */
    public FeedPosition export(Database database, OrganizationId organization, Writer out)
            throws IOException {
        return FeedExport.write(database, organization, audit, out);
    }

    private static final class Pending {
        final List<NewEvent> events = new ArrayList<>();
    }
}
