package kontor.core;

import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Lookups in maps that must find something, because it was put there before. */
public final class Maps {

    private Maps() {}

    /**
     * @throws NoSuchElementException when the key is missing, which is a bug; the message names it
     */
    public static <K, V> V required(Map<K, ? extends V> map, K key) {
        @Nullable V value = map.get(key);
        if (value == null) {
            throw new NoSuchElementException("nothing is known of " + key);
        }
        return value;
    }
}
