package kontor.overviews;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Figures that are exact as long as counting them is cheap. What was dear to count twice in a row
 * is kept for a while; when that is over, one caller counts again, and the others meanwhile get
 * what is there. (A node that has just started counts anything slowly once.)
 *
 * @param <K> what the figures depend on: the organization, what the caller may see
 * @param <V> the figures, unchangeable
 */
final class Kept<K, V> {

    /** As many are kept; what was longest not asked for goes first. */
    private static final int MOST = 500;

    /** Counting that takes no longer is done each time. */
    static final Duration CHEAP = Duration.ofMillis(25);

    private final Duration time;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final Map<K, Place<V>> places =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<K, Place<V>> eldest) {
                    return size() > MOST;
                }
            };

    /** Figures and, where they are kept, of when they are. */
    record Figures<V>(V value, Optional<Instant> of) {}

    private record Counted<V>(V value, Instant at, long nanos) {}

    private static final class Place<V> {
        private final ReentrantLock counting = new ReentrantLock();
        private volatile Optional<Counted<V>> last = Optional.empty();
        private volatile boolean wasDear;
    }

    /**
     * @param time for which dear figures are kept
     * @param clock of the server
     * @param nanos a clock that nobody sets
     */
    Kept(Duration time, InstantSource clock, LongSupplier nanos) {
        this.time = time;
        this.clock = clock;
        this.nanos = nanos;
    }

    /**
     * The figures of a key, counted now or not longer ago than they are kept. What is cheap is
     * counted side by side; of what is dear one counts, and who has nothing older waits for it.
     */
    Figures<V> of(K key, Supplier<V> count) {
        var place = place(key);
        var last = place.last;
        if (last.isPresent() && isFresh(last.get())) {
            return kept(last.get());
        }
        if (last.isEmpty() && !place.wasDear) {
            return counted(place, count);
        }
        if (last.isEmpty()) {
            place.counting.lock();
        } else if (!place.counting.tryLock()) {
            return kept(last.get());
        }
        try {
            // Who had to wait for somebody's counting takes the outcome.
            var meanwhile = place.last;
            return meanwhile.isPresent() && isFresh(meanwhile.get())
                    ? kept(meanwhile.get())
                    : counted(place, count);
        } finally {
            place.counting.unlock();
        }
    }

    private Figures<V> counted(Place<V> place, Supplier<V> count) {
        long begin = nanos.getAsLong();
        var at = clock.instant();
        V value = count.get();
        long end = nanos.getAsLong();
        boolean dear = end - begin > CHEAP.toNanos();
        place.last =
                dear && place.wasDear
                        ? Optional.of(new Counted<>(value, at, end))
                        : Optional.empty();
        place.wasDear = dear;
        return new Figures<>(value, Optional.empty());
    }

    private Place<V> place(K key) {
        synchronized (places) {
            return places.computeIfAbsent(key, _ -> new Place<>());
        }
    }

    private boolean isFresh(Counted<V> counted) {
        return nanos.getAsLong() - counted.nanos < time.toNanos();
    }

    private static <V> Figures<V> kept(Counted<V> counted) {
        return new Figures<>(counted.value, Optional.of(counted.at));
    }
}
