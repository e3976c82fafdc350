package kontor.core;

import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** What must be in a map because of what was put there before. */
public final class Maps {

    private Maps() {}

    /**
     * @throws NoSuchElementException naming the key, if that was a mistake
     */
    public static <K, V> V required(Map<K, ? extends V> map, K key) {
        @Nullable V value = map.get(key);
        if (value == null) {
            throw new NoSuchElementException("nothing is known of " + key);
        }
        return value;
    }
}
