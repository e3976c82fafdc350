package kontor.events;

import java.util.Arrays;
import kontor.db.Tx;

/** Recomputes the chain of one organization, a page at a time. */
final class FeedProof {

    private static final int PAGE = 1000;

    private final EventTable table;

    FeedProof(EventTable table) {
        this.table = table;
    }

    long firstBrokenLink(Tx tx) {
        var digests = new Digests();
        byte[] before = Digests.START_OF_FEED;
        long position = 0;
        for (var page = table.links(tx, 0, PAGE); !page.isEmpty(); page = table.links(tx, position, PAGE)) {
            for (var link : page) {
                position++;
                byte[] expected = digests.link(before, position, link.resourceId(), link.version(), link.name(),
                        link.snapshotDigest());
                boolean snapshotHolds = link.snapshot() == null
                        || Arrays.equals(digests.ofSnapshot(link.snapshot()), link.snapshotDigest());
                if (link.position() != position || !Arrays.equals(expected, link.digest()) || !snapshotHolds) {
                    return position;
                }
                before = link.digest();
            }
        }
        return 0;
    }
}
