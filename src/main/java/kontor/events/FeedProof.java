package kontor.events;

import java.util.Arrays;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.db.Tx;

/**
 * The result of checking the chain of one feed.
 *
 * @param from the first position that was checked
 * @param to the last one: the requested one, or the end of the feed when the check began
 * @param events how many links are correct
 * @param erased those of them whose payload was erased, which is allowed
 * @param digest the link at {@code to}, which depends on everything before it: whoever keeps it can
 *     find out later whether the history was changed, even if all its links were computed anew
 * @param firstBroken the first position that is missing, was changed, or does not follow from the
 *     one before
 * @param anchored how many anchors of this node lie in it and hold
 * @param problem what is wrong, in words
 */
public record FeedProof(
        long from,
        long to,
        long events,
        long erased,
        byte[] digest,
        OptionalLong firstBroken,
        long anchored,
        Optional<String> problem) {

    /** Events in memory at a time: with the largest snapshots they are a few megabytes. */
    private static final int PAGE = 250;

    private static final Optional<String> NONE = Optional.empty();

    public boolean holds() {
        return firstBroken.isEmpty() && problem.isEmpty();
    }

    /**
     * Recomputes the chain a page at a time, each page in a transaction of its own: events never
     * change.
     */
    static FeedProof of(
            Database database,
            OrganizationId organization,
            AuditTable table,
            Anchored anchors,
            long from,
            long to) {
        var end = database.read(organization, table::end);
        long last = Math.min(to, Math.max(end.position(), end.lastEvent()));
        var before =
                from == 1
                        ? Optional.of(Digests.START_OF_FEED)
                        : database.read(organization, tx -> digest(tx, table, from - 1));
        if (before.isEmpty()) {
            var broken = from - 1 <= last ? OptionalLong.of(from - 1) : OptionalLong.empty();
            var why =
                    broken.isPresent() ? Optional.of("event " + (from - 1) + " is missing") : NONE;
            return new FeedProof(from, last, 0, 0, Digests.START_OF_FEED, broken, 0, why);
        }
        var known = Known.of(anchors, organization);
        var walk = new FeedWalk(from, before.get(), known.links.tailMap(from, true));
        for (boolean more = true; more && !walk.isBroken() && walk.next() <= last; ) {
            long after = walk.next() - 1;
            var page = database.read(organization, tx -> table.links(tx, after, last, PAGE));
            page.forEach(walk::step);
            more = !page.isEmpty();
        }
        return ended(walk, from, last, end).unless(known.altered);
    }

    /** What is anchored, or why nobody can tell. */
    private record Known(NavigableMap<Long, byte[]> links, Optional<String> altered) {

        static Known of(Anchored anchors, OrganizationId organization) {
            try {
                return new Known(anchors.of(organization), NONE);
            } catch (IllegalStateException altered) {
                var why = Optional.ofNullable(altered.getMessage());
                return new Known(new TreeMap<>(), why);
            }
        }
    }

    private FeedProof unless(Optional<String> altered) {
        return new FeedProof(
                from, to, events, erased, digest, firstBroken, anchored, problem.or(() -> altered));
    }

    private static Optional<byte[]> digest(Tx tx, AuditTable table, long position) {
        return table.links(tx, position - 1, position, 1).stream()
                .map(AuditTable.Link::digest)
                .findFirst();
    }

    /**
     * Compares with the feed's own row: it shows whether events at the end are missing, were added,
     * or have another last link.
     */
    private static FeedProof ended(FeedWalk walk, long from, long last, AuditTable.End end) {
        boolean whole = last >= Math.max(end.position(), end.lastEvent());
        walk.endedAt(last, whole);
        boolean sameEnd =
                end.lastEvent() == end.position() && Arrays.equals(walk.before(), end.digest());
        if (whole && walk.next() == last + 1 && !sameEnd) {
            walk.brokenAt(
                    Math.min(last, end.position() + 1),
                    "the last event is not the one that the feed names");
        }
        return new FeedProof(
                from,
                last,
                walk.next() - from,
                walk.erased(),
                walk.before(),
                walk.broken(),
                walk.anchored(),
                walk.why());
    }
}
