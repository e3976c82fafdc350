package kontor.guesses;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import kontor.http.HttpError;

/**
 * Slows down those who guess credentials, before anything of theirs is compared: per pair of
 * address and name, and per address, with a delay that grows with each failure. Never per name
 * alone, since names are no secret and a stranger must not lock anybody out; and never those whose
 * name has signed in here lately, for what others at their address do.
 *
 * <p>An attempt counts as failed from its beginning until it has succeeded, so that many at once
 * are worth no more than many in a row.
 */
public final class Guesses {

    private static final Duration FORGOTTEN = Duration.ofMinutes(10);
    private static final Duration KNOWN = Duration.ofHours(12);
    private static final int MOST = 50_000;

    /** Failures without delay, and how the delay grows: doubled after so many more. */
    private enum Limit {
        PAIR(5, 1, Duration.ofSeconds(1), Duration.ofMinutes(1)),
        ADDRESS(100, 20, Duration.ofMillis(500), Duration.ofSeconds(10));

        private final int free;
        private final int doubling;
        private final Duration first;
        private final Duration longest;

        Limit(int free, int doubling, Duration first, Duration longest) {
            this.free = free;
            this.doubling = doubling;
            this.first = first;
            this.longest = longest;
        }

        private long delayNanos(int failures) {
            if (failures < free) {
                return 0;
            }
            int doublings = Math.min((failures - free) / doubling, 20);
            return Math.min(first.toNanos() << doublings, longest.toNanos());
        }
    }

    private final boolean enforced;
    private final LongSupplier nanoTime;
    private final String tooMuch;
    private final Cache<String, Failures> failures;
    private final Cache<String, Boolean> known;

    /**
     * @param enforced false where callers are not slowed down at all
     */
    public Guesses(boolean enforced, LongSupplier nanoTime) {
        this(enforced, nanoTime, "too many sign-ins with wrong credentials");
    }

    /**
     * @param tooMuch what there was too much of, as the beginning of a sentence
     */
    public Guesses(boolean enforced, LongSupplier nanoTime, String tooMuch) {
        this.enforced = enforced;
        this.nanoTime = nanoTime;
        this.tooMuch = tooMuch;
        this.failures =
                Caffeine.newBuilder()
                        .maximumSize(MOST)
                        .expireAfterAccess(FORGOTTEN)
                        .ticker(nanoTime::getAsLong)
                        .build();
        this.known =
                Caffeine.newBuilder()
                        .maximumSize(MOST)
                        .expireAfterAccess(KNOWN)
                        .ticker(nanoTime::getAsLong)
                        .build();
    }

    private final class Failures {
        private int count;
        private long last = nanoTime.getAsLong();

        /** Zero when it may be tried now, and is counted; else the nanoseconds to wait. */
        synchronized long attempt(Limit limit) {
            long left = limit.delayNanos(count) - (nanoTime.getAsLong() - last);
            if (count > 0 && left > 0) {
                return left;
            }
            count++;
            last = nanoTime.getAsLong();
            return 0;
        }

        synchronized void takeBack() {
            count = Math.max(0, count - 1);
        }

        synchronized void forgive() {
            count = 0;
        }
    }

    /**
     * Before anything is compared.
     *
     * @param name what is not secret of the credentials: an access key, an e-mail address, whom a
     *     token claims to be of
     * @param fingerprint a digest of name and secret, and of the address where that matters
     * @return whether these very credentials were good lately; then nobody is waited for
     * @throws HttpError 429 when it has failed too often; says when to try again
     */
    public boolean judge(String address, String name, String fingerprint) {
        boolean isKnown = known.getIfPresent(fingerprint) != null;
        if (!enforced || isKnown) {
            return isKnown;
        }
        var pair = of(pair(address, name));
        long wait = pair.attempt(Limit.PAIR);
        if (wait == 0 && known.getIfPresent(name) == null) {
            wait = of(address).attempt(Limit.ADDRESS);
            if (wait > 0) {
                // Nothing of the pair was compared, so it has not failed for what others did.
                pair.takeBack();
            }
        }
        if (wait > 0) {
            throw tooMany(wait);
        }
        return false;
    }

    /** They were good. */
    public void succeeded(String address, String name, String fingerprint) {
        of(pair(address, name)).forgive();
        takeBackOfAddress(address, name);
        known.put(name, true);
        known.put(fingerprint, true);
    }

    /**
     * They were good, and others may have the same name, as people have the same address: what was
     * guessed in it stays counted, or whoever has one of several could guess the others for ever.
     *
     * @param isKnown what {@link #judge} said
     */
    public void succeededAsOneOfMany(
            String address, String name, String fingerprint, boolean isKnown) {
        if (!isKnown) {
            outdated(address, name);
        }
        known.put(name, true);
        known.put(fingerprint, true);
    }

    /** They were good once, and are not any more. */
    public void failed(String fingerprint) {
        known.invalidate(fingerprint);
    }

    /** They are no use, and yet nobody guessed them: they were good once. */
    public void outdated(String address, String name) {
        of(pair(address, name)).takeBack();
        takeBackOfAddress(address, name);
    }

    /** Only what was counted there, or whoever is known could clear the failures of others. */
    private void takeBackOfAddress(String address, String name) {
        if (known.getIfPresent(name) == null) {
            of(address).takeBack();
        }
    }

    /** They were just made here, so whoever has them does not wait for what others try. */
    public void made(String fingerprint) {
        known.put(fingerprint, true);
    }

    private Failures of(String whose) {
        return failures.get(whose, _ -> new Failures());
    }

    private static String pair(String address, String name) {
        return address + " " + name;
    }

    private HttpError tooMany(long nanos) {
        long seconds = Math.ceilDiv(nanos, 1_000_000_000L);
        return new HttpError(
                429,
                "too_many_failures",
                tooMuch + "; wait " + seconds + " seconds",
                List.of(),
                Map.of("Retry-After", Long.toString(seconds)));
    }
}
