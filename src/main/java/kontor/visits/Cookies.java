package kontor.visits;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The cookies of a request. Of two with one name neither is taken: a neighbour under the same
 * domain could have set one.
 */
public final class Cookies {

    private static final int MOST = 100;

    private final Map<String, Optional<String>> byName;

    private Cookies(Map<String, Optional<String>> byName) {
        this.byName = byName;
    }

    /**
     * @param header the Cookie header, if there is one
     */
    public static Cookies of(@Nullable String header) {
        var byName = new LinkedHashMap<String, Optional<String>>();
        if (header != null) {
            for (String pair : header.split(";", MOST)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    byName.merge(
                            pair.substring(0, equals).strip(),
                            Optional.of(pair.substring(equals + 1).strip()),
                            (_, _) -> Optional.empty());
                }
            }
        }
        return new Cookies(byName);
    }

    public Optional<String> value(String name) {
        return byName.getOrDefault(name, Optional.empty());
    }
}
