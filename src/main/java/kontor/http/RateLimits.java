package kontor.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * One token bucket per user on this node: refilled evenly, holding two seconds' worth, so that a
 * burst of twice the rate passes. What a replay took is given back.
 */
final class RateLimits {

    private static final int BURST_SECONDS = 2;

    private final boolean enforced;
    private final LongSupplier nanoTime;
    private final Cache<String, Bucket> buckets =
            Caffeine.newBuilder()
                    .maximumSize(100_000)
                    .expireAfterAccess(Duration.ofMinutes(10))
                    .build();

    RateLimits(boolean enforced, LongSupplier nanoTime) {
        this.enforced = enforced;
        this.nanoTime = nanoTime;
    }

    Bucket bucket(String user, int requestsPerSecond) {
        return buckets.get(user, _ -> new Bucket(requestsPerSecond)).at(requestsPerSecond);
    }

    final class Bucket {
        private int perSecond;
        private double tokens;
        private long filled = nanoTime.getAsLong();

        Bucket(int perSecond) {
            this.perSecond = perSecond;
            this.tokens = capacity();
        }

        /** A changed setting of the organization takes hold with the next request. */
        synchronized Bucket at(int requestsPerSecond) {
            perSecond = requestsPerSecond;
            return this;
        }

        synchronized boolean take() {
            refill();
            if (tokens < 1) {
                return !enforced;
            }
            tokens -= 1;
            return true;
        }

        synchronized void giveBack() {
            tokens = Math.min(capacity(), tokens + 1);
        }

        synchronized String policy() {
            return "\"default\";q=" + capacity() + ";w=" + BURST_SECONDS;
        }

        synchronized String state() {
            refill();
            return "\"default\";r=" + (long) tokens + ";t=1";
        }

        private int capacity() {
            return perSecond * BURST_SECONDS;
        }

        private void refill() {
            long now = nanoTime.getAsLong();
            tokens = Math.min(capacity(), tokens + (now - filled) / 1e9 * perSecond);
            filled = now;
        }
    }
}
