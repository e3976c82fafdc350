package kontor.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import kontor.core.Caller;
import kontor.core.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * Remembers who was verified, for 4 seconds counted from before the database was asked: a revoked
 * user is refused on every node within 5. Only those who were let in are remembered, so guessing
 * fills no memory. Of many who ask the same at once, one looks and the others wait for it.
 */
final class CallerCache<K> {

    private static final Duration KEPT = Duration.ofSeconds(4);
    private static final int MOST = 20_000;

    /**
     * @param untilNanos on the scale of the memory's own clock
     */
    record Known(Caller caller, long untilNanos) {}

    private final LongSupplier nanoTime;
    private final Cache<K, Known> cache;

    /** How often anything was forgotten. */
    private final AtomicLong forgotten = new AtomicLong();

    CallerCache(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.cache =
                Caffeine.newBuilder()
                        .initialCapacity(1024)
                        .maximumSize(MOST)
                        .expireAfterWrite(KEPT)
                        .ticker(nanoTime::getAsLong)
                        .build();
    }

    /**
     * What is looked up at this very moment is not remembered either: it may have been read before.
     */
    void forget(OrganizationId organization) {
        forgotten.incrementAndGet();
        cache.asMap().values().removeIf(known -> known.caller.organization().equals(organization));
    }

    /**
     * From now on as long as may be; taken before the look, so that looking does not lengthen it.
     */
    long until() {
        return nanoTime.getAsLong() + KEPT.toNanos();
    }

    /** The same end, or sooner when this time from now is over before. */
    Known endingWithin(Known known, Duration fromNow) {
        return endingBy(known, nanoTime.getAsLong() + fromNow.toNanos());
    }

    static Known endingBy(Known known, long untilNanos) {
        return untilNanos - known.untilNanos < 0 ? new Known(known.caller, untilNanos) : known;
    }

    Optional<Known> find(K key, Supplier<Optional<Known>> look) {
        var known = cache.getIfPresent(key);
        if (fresh(known)) {
            return Optional.ofNullable(known);
        }
        long before = forgotten.get();
        var looked =
                Optional.ofNullable(
                        cache.asMap()
                                .compute(
                                        key,
                                        (_, found) ->
                                                fresh(found) ? found : look.get().orElse(null)));
        if (forgotten.get() != before) {
            looked.ifPresent(one -> cache.asMap().remove(key, one));
        }
        return looked;
    }

    private boolean fresh(@Nullable Known known) {
        return known != null && nanoTime.getAsLong() - known.untilNanos < 0;
    }
}
