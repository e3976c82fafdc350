package kontor.events;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** SHA-256 over what an event says, and over the link to the event before. */
final class Digests {

    static final byte[] START_OF_FEED = new byte[32];

    private final MessageDigest sha256;

    Digests() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    byte[] ofSnapshot(String snapshot) {
        return sha256.digest(snapshot.getBytes(StandardCharsets.UTF_8));
    }

    /** The facts that stay when a snapshot is erased, bound to everything that came before. */
    byte[] link(byte[] before, long position, UUID resourceId, int version, String name, byte[] snapshotDigest) {
        sha256.update(before);
        sha256.update(ByteBuffer.allocate(28).putLong(position).putLong(resourceId.getMostSignificantBits())
                .putLong(resourceId.getLeastSignificantBits()).putInt(version).array());
        sha256.update(name.getBytes(StandardCharsets.UTF_8));
        return sha256.digest(snapshotDigest);
    }
}
