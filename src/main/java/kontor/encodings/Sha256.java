package kontor.encodings;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.UUID;

/** SHA-256 (FIPS 180-4), which every Java has; texts are digested as UTF-8. */
public final class Sha256 {

    private Sha256() {}

    /** A new computation, for what comes in pieces. */
    public static MessageDigest begin() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public static byte[] of(byte[] bytes) {
        return begin().digest(bytes);
    }

    public static byte[] of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Each part with its length before it, so that no part can pass for two. */
    public static byte[] ofParts(Collection<String> parts) {
        var sha256 = begin();
        for (String part : parts) {
            sha256.update((part.length() + ":" + part).getBytes(StandardCharsets.UTF_8));
        }
        return sha256.digest();
    }

    /** Its first 128 bits. */
    public static UUID idOf(String text) {
        var bytes = ByteBuffer.wrap(of(text));
        return new UUID(bytes.getLong(), bytes.getLong());
    }
}
