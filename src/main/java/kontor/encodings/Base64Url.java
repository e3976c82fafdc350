package kontor.encodings;

import java.util.Base64;
import java.util.Optional;

/** The URL-safe alphabet without padding (RFC 4648 section 5). */
public final class Base64Url {

    private Base64Url() {}

    public static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Empty for every text but the one that {@link #encode} makes of the bytes. */
    public static Optional<byte[]> decode(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            return encode(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** Whether each of the parts between points is written as {@link #encode} does. */
    public static boolean isCanonical(String parts) {
        for (String part : parts.split("\\.", -1)) {
            if (decode(part).isEmpty()) {
                return false;
            }
        }
        return true;
    }
}
