package kontor.events;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
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
 */
public record FeedProof(
        long from, long to, long events, long erased, byte[] digest, OptionalLong firstBroken) {

    /** Events in memory at a time: with the largest snapshots they are a few megabytes. */
    private static final int PAGE = 250;

    public boolean holds() {
        return firstBroken.isEmpty();
    }

    /**
     * Recomputes the chain a page at a time, each page in a transaction of its own: events never
     * change.
     */
    static FeedProof of(
            Database database, OrganizationId organization, AuditTable table, long from, long to) {
        var end = database.read(organization, table::end);
        long last = Math.min(to, Math.max(end.position(), end.lastEvent()));
        var before =
                from == 1
                        ? Optional.of(Digests.START_OF_FEED)
                        : database.read(organization, tx -> digest(tx, table, from - 1));
        if (before.isEmpty()) {
            var broken = from - 1 <= last ? OptionalLong.of(from - 1) : OptionalLong.empty();
            return new FeedProof(from, last, 0, 0, Digests.START_OF_FEED, broken);
        }
        var walk = new Walk(from, before.get());
        for (boolean more = true; more && walk.broken.isEmpty() && walk.next <= last; ) {
            long after = walk.next - 1;
            var page = database.read(organization, tx -> table.links(tx, after, last, PAGE));
            page.forEach(walk::step);
            more = !page.isEmpty();
        }
        return walk.ended(from, last, end);
    }

    private static Optional<byte[]> digest(Tx tx, AuditTable table, long position) {
        return table.links(tx, position - 1, position, 1).stream()
                .map(AuditTable.Link::digest)
                .findFirst();
    }

    private static final class Walk {
        private final Digests digests = new Digests();
        private long next;
        private byte[] before;
        private int rule = 1;
        private long erased;
        private OptionalLong broken = OptionalLong.empty();

        Walk(long from, byte[] before) {
            this.next = from;
            this.before = before;
        }

        void step(AuditTable.Link link) {
            if (broken.isPresent()) {
                return;
            }
            boolean follows =
                    link.facts().position() == next
                            && link.rule() >= rule
                            && Arrays.equals(linked(link), link.digest());
            if (!follows || !payloadHolds(link)) {
                broken = OptionalLong.of(next);
                return;
            }
            erased += link.isErased() ? 1 : 0;
            rule = link.rule();
            before = link.digest();
            next++;
        }

        private byte[] linked(AuditTable.Link link) {
            return link.rule() == 1
                    ? digests.linkOfRule1(before, link.facts(), link.payloadDigest())
                    : digests.link(before, link.facts(), link.payloadDigest());
        }

        private boolean payloadHolds(AuditTable.Link link) {
            String snapshot = link.snapshot();
            if (link.isErased()) {
                return true;
            }
            if (link.rule() == 1) {
                return snapshot != null
                        && Arrays.equals(digests.ofSnapshot(snapshot), link.payloadDigest());
            }
            return Arrays.equals(
                    digests.ofPayload(snapshot, link.message(), link.details()),
                    link.payloadDigest());
        }

        /**
         * Compares with the feed's own row: it shows whether events at the end are missing, were
         * added, or have another last link.
         */
        FeedProof ended(long from, long last, AuditTable.End end) {
            if (broken.isEmpty() && next <= last) {
                broken = OptionalLong.of(next);
            }
            boolean whole = last >= Math.max(end.position(), end.lastEvent());
            if (broken.isEmpty()
                    && whole
                    && next == last + 1
                    && (end.lastEvent() != end.position()
                            || !Arrays.equals(before, end.digest()))) {
                broken = OptionalLong.of(Math.min(last, end.position() + 1));
            }
            return new FeedProof(from, last, next - from, erased, before, broken);
        }
    }
}
