package kontor.events;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import kontor.core.OrganizationId;
import kontor.encodings.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 digests of the payload of an event, and of its link to the event before. The encoding
 * never changes, or stored digests could not be checked; another encoding is another link version.
 */
final class Digests {

    /** The rule by which new events are linked; events before migration 15 have rule 1. */
    static final int LINK_VERSION = 2;

    static final byte[] START_OF_FEED = new byte[32];

    /** Bytes for the parts of fixed length and for usual words; it grows when needed. */
    private static final int USUAL_BYTES = 512;

    private static final int NO_TEXT = -1;

    private final MessageDigest sha256 = Sha256.begin();
    private ByteBuffer scratch = ByteBuffer.allocate(USUAL_BYTES);

    /** What stays of an event when its payload is erased. */
    record Facts(
            OrganizationId organization,
            long position,
            Instant occurred,
            String resource,
            UUID resourceId,
            int version,
            String type,
            String name,
            String originator,
            @Nullable UUID requestId) {}

    /** The digest of everything that may be erased. */
    byte[] ofPayload(
            @Nullable String snapshot, @Nullable String message, @Nullable String details) {
        scratch.clear();
        put(snapshot);
        put(message);
        put(details);
        return digestOfScratch();
    }

    /** The payload's digest under rule 1. */
    byte[] ofSnapshot(String snapshot) {
        return sha256.digest(snapshot.getBytes(StandardCharsets.UTF_8));
    }

    /** The facts and the payload's digest, bound to everything that came before. */
    byte[] link(byte[] before, Facts facts, byte[] payloadDigest) {
        scratch.clear();
        scratch.put(before)
                .put((byte) LINK_VERSION)
                .put(payloadDigest)
                .putLong(facts.position)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, facts.occurred))
                .putInt(facts.version);
        put(facts.organization.value());
        put(facts.resourceId);
        scratch.put((byte) (facts.requestId == null ? 0 : 1));
        if (facts.requestId != null) {
            put(facts.requestId);
        }
        put(facts.resource);
        put(facts.type);
        put(facts.name);
        put(facts.originator);
        return digestOfScratch();
    }

    /** The link under rule 1. */
    byte[] linkOfRule1(byte[] before, Facts facts, byte[] snapshotDigest) {
        sha256.update(before);
        sha256.update(
                ByteBuffer.allocate(28)
                        .putLong(facts.position)
                        .putLong(facts.resourceId.getMostSignificantBits())
                        .putLong(facts.resourceId.getLeastSignificantBits())
                        .putInt(facts.version)
                        .array());
        sha256.update(facts.name.getBytes(StandardCharsets.UTF_8));
        return sha256.digest(snapshotDigest);
    }

    private void put(UUID id) {
        scratch.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }

    /** A text is preceded by its length, so that no two events have the same bytes. */
    private void put(@Nullable String text) {
        if (text == null) {
            makeRoom(Integer.BYTES);
            scratch.putInt(NO_TEXT);
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        makeRoom(Integer.BYTES + bytes.length);
        scratch.putInt(bytes.length).put(bytes);
    }

    private void makeRoom(int bytes) {
        if (scratch.remaining() < bytes) {
            var larger = ByteBuffer.allocate(2 * (scratch.position() + bytes));
            scratch = larger.put(scratch.flip());
        }
    }

    private byte[] digestOfScratch() {
        sha256.update(scratch.flip());
        return sha256.digest();
    }
}
