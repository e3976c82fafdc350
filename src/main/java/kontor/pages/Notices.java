package kontor.pages;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A sentence on its way through a cookie. Whoever can set the cookie can only make a sentence
 * appear, as text.
 */
final class Notices {

    private static final int LONGEST = 400;

    private Notices() {}

    static String write(String notice) {
        String cut = notice.length() > LONGEST ? notice.substring(0, LONGEST) : notice;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(cut.getBytes(StandardCharsets.UTF_8));
    }

    static Optional<String> read(String cookie) {
        try {
            return Optional.of(
                            new String(
                                    Base64.getUrlDecoder().decode(cookie), StandardCharsets.UTF_8))
                    .filter(text -> !text.isBlank() && text.length() <= LONGEST);
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
