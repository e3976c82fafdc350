package kontor.factors;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import kontor.secrets.Secret;

/**
 * A code that signs in once, in the place of a passkey: 16 characters of 32, so 80 random bits.
 *
 * @param secret the characters in capitals, without what is between them
 */
public record RecoveryCode(Secret secret) {

    /** Without letters that look like figures (Crockford's base 32). */
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final Pattern FORM = Pattern.compile("[" + ALPHABET + "]{16}");
    private static final int LENGTH = 16;
    private static final int LONGEST = 64;
    private static final SecureRandom RANDOM = new SecureRandom();

    static RecoveryCode random() {
        var text = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            text.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return new RecoveryCode(new Secret(text.toString()));
    }

    /** As somebody typed it from paper; empty where it cannot be one. */
    static Optional<RecoveryCode> parse(String typed) {
        if (typed.length() > LONGEST) {
            return Optional.empty();
        }
        String plain =
                typed.toUpperCase(Locale.ROOT)
                        .replaceAll("[\\s-]", "")
                        .replace('O', '0')
                        .replaceAll("[IL]", "1");
        return Optional.of(plain)
                .filter(text -> FORM.matcher(text).matches())
                .map(text -> new RecoveryCode(new Secret(text)));
    }

    /** As it is shown: {@code 7K2M-0Q9X-VR4T-N8HC}. */
    public String shown() {
        return secret.text().replaceAll("(.{4})(?=.)", "$1-");
    }
}
