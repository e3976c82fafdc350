package kontor.core;

import java.util.HashSet;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Set;

/** The two-letter country codes of ISO 3166-1, and XK, which banks use for Kosovo. */
public final class Country {

    private static final Set<String> CODES = codes();

    private Country() {}

    public static boolean isCode(String code) {
        return CODES.contains(code);
    }

    /** What is wrong with a text that is no code, and the cure: the rest of a sentence. */
    public static String problem(String text) {
        String code = text.strip().toUpperCase(Locale.ROOT);
        if (code.equals("UK")) {
            return "must be a country code of ISO 3166; the United Kingdom is GB";
        }
        return CODES.stream()
                .filter(two -> longer(two).equals(code))
                .findFirst()
                .map(two -> "must be a country code of ISO 3166 with two letters: " + two)
                .orElse("must be a country code of ISO 3166, such as SE");
    }

    private static String longer(String code) {
        try {
            return Locale.of("", code).getISO3Country();
        } catch (MissingResourceException none) {
            return "";
        }
    }

    private static Set<String> codes() {
        var codes = new HashSet<>(Set.of(Locale.getISOCountries()));
        codes.add("XK");
        return Set.copyOf(codes);
    }
}
