package kontor.encodings;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** User and password as RFC 7617 writes them, here and at the token endpoint. */
public record BasicCredentials(String user, String password) {

    /** Empty for what is none, and for other spellings of the same bytes; padding may lack. */
    public static Optional<BasicCredentials> parse(String encoded) {
        try {
            byte[] bytes = Base64.getDecoder().decode(encoded);
            if (!Base64.getEncoder().encodeToString(bytes).startsWith(encoded)) {
                return Optional.empty();
            }
            String plain = new String(bytes, StandardCharsets.UTF_8);
            int colon = plain.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(
                            new BasicCredentials(
                                    plain.substring(0, colon), plain.substring(colon + 1)));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
