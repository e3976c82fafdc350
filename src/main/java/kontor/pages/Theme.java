package kontor.pages;

import java.util.Arrays;
import java.util.Locale;
import kontor.visits.Cookies;

/** How pages are coloured: as the system wants it, or as the person chose. */
public enum Theme {
    SYSTEM,
    LIGHT,
    DARK;

    /** The cookie that remembers the choice; no secret, and of no session. */
    public static final String COOKIE = "theme";

    public static Theme of(Cookies cookies) {
        return cookies.value(COOKIE).map(Theme::named).orElse(SYSTEM);
    }

    /** What is no theme is the system's. */
    public static Theme named(String word) {
        return Arrays.stream(values())
                .filter(theme -> theme.word().equals(word))
                .findFirst()
                .orElse(SYSTEM);
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
