package kontor.events;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Follows the chain of a feed from link to link, and compares it with what was anchored elsewhere.
 * It stops at the first link that does not hold, and says in words what is wrong with it.
 */
final class FeedWalk {

    private final Digests digests = new Digests();
    private final NavigableMap<Long, byte[]> anchors;
    private long next;
    private byte[] before;
    private int rule = 1;
    private long erased;
    private long anchored;
    private OptionalLong broken = OptionalLong.empty();
    private Optional<String> why = Optional.empty();

    FeedWalk(long from, byte[] before, NavigableMap<Long, byte[]> anchors) {
        this.next = from;
        this.before = before;
        this.anchors = anchors;
    }

    void step(AuditTable.Link link) {
        if (broken.isPresent()) {
            return;
        }
        var fault = fault(link);
        if (fault.isPresent()) {
            brokenAt(next, fault.get());
            return;
        }
        erased += link.isErased() ? 1 : 0;
        anchored += anchors.containsKey(next) ? 1 : 0;
        rule = link.rule();
        before = link.digest();
        next++;
    }

    private Optional<String> fault(AuditTable.Link link) {
        long position = link.facts().position();
        if (position > next) {
            return Optional.of(
                    "event " + next + " is missing; event " + position + " stands in its place");
        }
        if (position < next) {
            return Optional.of("event " + position + " stands behind event " + (next - 1));
        }
        if (link.rule() < rule || !Arrays.equals(linked(link), link.digest())) {
            return Optional.of("event " + next + " was changed, or does not follow the one before");
        }
        if (!payloadHolds(link)) {
            return Optional.of("what event " + next + " says was changed");
        }
        byte[] known = anchors.get(next);
        if (known != null && !Arrays.equals(known, link.digest())) {
            return Optional.of(
                    "event "
                            + next
                            + " is not the one that was anchored ("
                            + HexFormat.of().formatHex(known, 0, 4)
                            + "...): the history before it was written anew");
        }
        return Optional.empty();
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
                digests.ofPayload(snapshot, link.message(), link.details()), link.payloadDigest());
    }

    /** There is no link at {@code position} that holds. */
    void brokenAt(long position, String words) {
        if (broken.isEmpty()) {
            broken = OptionalLong.of(position);
            why = Optional.of(words);
        }
    }

    /** What is missing at the end: events that were to come, or that were anchored. */
    void endedAt(long last, boolean whole) {
        if (next <= last) {
            brokenAt(next, "event " + next + " is missing, and the feed goes to " + last);
        }
        if (whole && !anchors.isEmpty() && anchors.lastKey() >= next) {
            brokenAt(
                    next,
                    "the feed ends at event "
                            + (next - 1)
                            + ", and event "
                            + anchors.lastKey()
                            + " was anchored: its end was cut off");
        }
    }

    boolean isBroken() {
        return broken.isPresent();
    }

    long next() {
        return next;
    }

    byte[] before() {
        return before;
    }

    long erased() {
        return erased;
    }

    long anchored() {
        return anchored;
    }

    OptionalLong broken() {
        return broken;
    }

    Optional<String> why() {
        return why;
    }
}
