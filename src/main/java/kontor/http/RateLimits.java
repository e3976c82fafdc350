package kontor.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.LongSupplier;
import kontor.core.Caller;
import org.jspecify.annotations.Nullable;

/**
 * One token bucket per user on this node: refilled evenly, holding two seconds' worth, so that a
 * burst of twice the rate passes. What a replay took is given back.
 */
final class RateLimits {

    private static final int BURST_SECONDS = 2;

    /** All users of an organization may ask as often as so many of them. */
    private static final int OF_ALL = 10;

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

    /** That of a user, who takes from the organization's as well: ten times as wide for all. */
    Bucket of(Caller caller) {
        int perSecond = caller.requestsPerSecond();
        var all = bucket("organization " + caller.organization(), OF_ALL * perSecond);
        return bucket(caller.userId().toString(), perSecond).within(all);
    }

    Bucket bucket(String user, int requestsPerSecond) {
        return buckets.get(user, _ -> new Bucket(requestsPerSecond)).at(requestsPerSecond);
    }

    final class Bucket {
        private int perSecond;
        private @Nullable Bucket all;
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

        synchronized Bucket within(Bucket wider) {
            all = wider;
            return this;
        }

        synchronized boolean take() {
            refill();
            if (tokens < 1 || all != null && !all.take()) {
                return !enforced;
            }
            tokens -= 1;
            return true;
        }

        synchronized void giveBack() {
            tokens = Math.min(capacity(), tokens + 1);
            if (all != null) {
                all.giveBack();
            }
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
