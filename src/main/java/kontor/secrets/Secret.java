package kontor.secrets;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import kontor.encodings.Base64Url;
import kontor.encodings.Sha256;

/**
 * A text that must stay secret: {@code toString} shows stars, and it is compared by its digest, in
 * constant time.
 */
public record Secret(String text) {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** 256 random bits in 43 characters of the URL-safe alphabet. */
    public static Secret random() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return new Secret(Base64Url.encode(bytes));
    }

    /** The SHA-256 to store for a random secret, which nobody can guess; never for a password. */
    public byte[] digest() {
        return Sha256.of(text);
    }

    public boolean hasDigest(byte[] expected) {
        return MessageDigest.isEqual(digest(), expected);
    }

    /** Whether two texts are the same, compared in constant time. */
    public static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "***";
    }
}
