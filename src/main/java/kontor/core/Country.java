package kontor.core;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** The two-letter country codes of ISO 3166-1, and XK, which banks use for Kosovo. */
public final class Country {

    private static final Set<String> CODES = codes();

    private Country() {}

    public static boolean isCode(String code) {
        return CODES.contains(code);
    }

    private static Set<String> codes() {
        var codes = new HashSet<>(Set.of(Locale.getISOCountries()));
        codes.add("XK");
        return Set.copyOf(codes);
    }
}
