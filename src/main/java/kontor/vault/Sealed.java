package kontor.vault;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A sealed secret as it is stored: {@code kontor-sealed:1:KEY:BASE64}. The form never changes, or
 * stored secrets could not be opened; another form is another number.
 *
 * @param key the id of its master key
 */
record Sealed(String key, byte[] bytes) {

    private static final String BEGIN = "kontor-sealed:1:";

    /** Empty where it is a plain secret, as earlier versions stored them. */
    static Optional<Sealed> parse(byte[] stored) {
        var text = new String(stored, StandardCharsets.ISO_8859_1);
        if (!text.startsWith(BEGIN)) {
            return Optional.empty();
        }
        String[] parts = text.substring(BEGIN.length()).split(":", -1);
        if (parts.length != 2) {
            throw new IllegalStateException("a sealed secret has the form of none");
        }
        return Optional.of(new Sealed(parts[0], Base64.getUrlDecoder().decode(parts[1])));
    }

    byte[] stored() {
        var base64 = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return (BEGIN + key + ":" + base64).getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        return "Sealed[" + key + "]";
    }
}
