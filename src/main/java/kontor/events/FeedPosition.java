package kontor.events;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * A place in a feed: whoever knows it knows the whole history up to there.
 *
 * @param position of an event, from 1; 0 is the start of the feed
 * @param digest the link at that position, SHA-256; 32 zero bytes at the start
 */
public record FeedPosition(long position, byte[] digest) {

    private static final int BYTES = 32;

    public FeedPosition {
        if (digest.length != BYTES) {
            throw new IllegalArgumentException("a digest of " + digest.length + " bytes");
        }
    }

    /** Arrays compare by identity, digests by what is in them. */
    @Override
    public boolean equals(Object other) {
        return other instanceof FeedPosition(long otherPosition, byte[] otherDigest)
                && position == otherPosition
                && Arrays.equals(digest, otherDigest);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(position);
    }

    @Override
    public String toString() {
        return position + " (" + HexFormat.of().formatHex(digest, 0, 4) + "...)";
    }
}
