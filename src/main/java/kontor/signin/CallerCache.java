package kontor.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import kontor.core.Caller;
import kontor.core.OrganizationId;
import kontor.iam.KeyBounds;
import org.jspecify.annotations.Nullable;

/**
 * Keeps verified callers in memory for 4 seconds, counted from before the database was read. So
 * every node refuses a revoked user after 5 seconds at most. Failed sign-ins are not kept, so that
 * guessing fills no memory. Of several threads that look for the same key, one reads the database
 * and the others wait for its result.
 */
final class CallerCache<K> {

    private static final Duration KEPT = Duration.ofSeconds(4);
    private static final int MOST = 20_000;

    /**
     * A caller, the bounds of its access key, and the latest moment until which it may be used.
     *
     * @param untilNanos in nanoseconds of {@code nanoTime}
     */
    record Known(Caller caller, KeyBounds bounds, long untilNanos) {}

    private final LongSupplier nanoTime;
    private final Cache<K, Known> cache;
    private final Map<K, CompletableFuture<Optional<Known>>> looking = new ConcurrentHashMap<>();

    /** How often {@link #forget} was called. */
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
     * Removes all callers of an organization. A caller whose look-up is just running is not kept
     * either, since it may have been read before the change.
     */
    void forget(OrganizationId organization) {
        forgotten.incrementAndGet();
        cache.asMap().values().removeIf(known -> known.caller.organization().equals(organization));
    }

    /**
     * The latest expiry of an entry that is read now. It must be called before the query, so that
     * the duration of the query is not added.
     */
    long until() {
        return nanoTime.getAsLong() + KEPT.toNanos();
    }

    /** The entry with an expiry at most this long from now. */
    Known endingWithin(Known known, Duration fromNow) {
        return endingBy(known, nanoTime.getAsLong() + fromNow.toNanos());
    }

    /** The entry with this expiry, or with its own when that is earlier. */
    static Known endingBy(Known known, long untilNanos) {
        return untilNanos - known.untilNanos < 0
                ? new Known(known.caller, known.bounds, untilNanos)
                : known;
    }

    /** The caller in the cache, or else from {@code look}, which is then kept. */
    Optional<Known> find(K key, Supplier<Optional<Known>> look) {
        var known = cache.getIfPresent(key);
        if (fresh(known)) {
            return Optional.ofNullable(known);
        }
        var mine = new CompletableFuture<Optional<Known>>();
        var first = looking.putIfAbsent(key, mine);
        return first == null ? look(key, look, mine) : await(first);
    }

    /** In no lock of the cache, where looks of strangers would keep those of others waiting. */
    private Optional<Known> look(
            K key, Supplier<Optional<Known>> look, CompletableFuture<Optional<Known>> told) {
        try {
            long before = forgotten.get();
            // Whoever looked last may have ended between the two questions.
            var kept = cache.getIfPresent(key);
            var found = fresh(kept) ? Optional.ofNullable(kept) : look.get();
            found.ifPresent(one -> cache.put(key, one));
            if (forgotten.get() != before) {
                found.ifPresent(one -> cache.asMap().remove(key, one));
            }
            told.complete(found);
            return found;
        } catch (RuntimeException | Error failed) {
            told.completeExceptionally(failed);
            throw failed;
        } finally {
            looking.remove(key, told);
        }
    }

    private static Optional<Known> await(CompletableFuture<Optional<Known>> first) {
        try {
            return first.join();
        } catch (CompletionException failed) {
            switch (failed.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw failed;
            }
        }
    }

    private boolean fresh(@Nullable Known known) {
        return known != null && nanoTime.getAsLong() - known.untilNanos < 0;
    }
}
