package kontor.history;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import kontor.core.OrganizationId;
import kontor.events.FeedPosition;
import org.jspecify.annotations.Nullable;

/**
 * What a node knows of one feed. Between the two places others have appended: both are proved by
 * the next look into the database, and the older one goes only then, so that no evidence is
 * overwritten by what came after it.
 *
 * @param oldest the place that is not proved by a later one
 * @param newest the last place that was told to anybody
 */
record Known(FeedPosition oldest, FeedPosition newest) {

    /** Serial number, twice position and digest, checksum. */
    static final int BYTES = 8 + 2 * (8 + 32) + 4;

    private static final int DIGEST = 32;

    /** Stands for what can no longer be read: no feed has it. */
    static final Known UNREADABLE = at(new FeedPosition(-1, new byte[DIGEST]));

    static Known at(FeedPosition position) {
        return new Known(position, position);
    }

    /** With events that were appended behind {@code before}; itself when it says nothing new. */
    Known appended(FeedPosition before, FeedPosition after) {
        if (before.equals(newest)) {
            return new Known(oldest.equals(newest) ? after : oldest, after);
        }
        // Shorter than what is known: told late, or the database lost its end. A look will tell.
        return before.position() > newest.position() ? new Known(oldest, after) : this;
    }

    /** What two nodes knew. */
    Known and(Known other) {
        return newest.position() >= other.newest.position()
                ? new Known(other.newest, newest)
                : new Known(newest, other.newest);
    }

    Stream<FeedPosition> places() {
        return Stream.of(oldest, newest).distinct();
    }

    /** As it stands in the file; the checksum also binds whose it is. */
    byte[] written(OrganizationId organization, long serial) {
        var record = ByteBuffer.allocate(BYTES).putLong(serial);
        for (var place : List.of(oldest, newest)) {
            record.putLong(place.position()).put(place.digest());
        }
        return record.putInt(checksum(organization, record.array())).array();
    }

    /** Absent when the bytes are torn or belong to somebody else. */
    static @Nullable Known read(OrganizationId organization, byte[] bytes) {
        var record = ByteBuffer.wrap(bytes);
        if (record.getInt(BYTES - Integer.BYTES) != checksum(organization, bytes)) {
            return null;
        }
        record.getLong();
        return new Known(place(record), place(record));
    }

    private static FeedPosition place(ByteBuffer record) {
        long position = record.getLong();
        byte[] digest = new byte[DIGEST];
        record.get(digest);
        return new FeedPosition(position, digest);
    }

    private static int checksum(OrganizationId organization, byte[] bytes) {
        var checksum = new CRC32C();
        checksum.update(
                ByteBuffer.allocate(16)
                        .putLong(organization.value().getMostSignificantBits())
                        .putLong(organization.value().getLeastSignificantBits())
                        .flip());
        checksum.update(bytes, 0, BYTES - Integer.BYTES);
        return (int) checksum.getValue();
    }
}
