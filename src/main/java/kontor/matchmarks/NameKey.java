package kontor.matchmarks;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The name of a party without what banks write differently: capitals, blanks, full stops. */
public final class NameKey {

    private static final Pattern NOISE = Pattern.compile("[^\\p{L}\\p{N}]");

    private NameKey() {}

    /** Empty where nothing but noise is left. */
    public static Optional<String> of(String written) {
        return Optional.of(NOISE.matcher(written.toLowerCase(Locale.ROOT)).replaceAll(""))
                .filter(key -> !key.isEmpty());
    }
}
