package kontor.core;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Time-ordered identifiers (UUID version 7, RFC 9562): 48 bits of milliseconds, then a counter of
 * this process, then random bits - so that rows made together lie together in every index.
 */
public final class Ids {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Milliseconds in the upper 52 bits, a 12-bit counter below; only ever grows. */
    private static final AtomicLong LAST = new AtomicLong();

    private Ids() {}

    public static UUID next() {
        // Wall time orders ids; it decides nothing, so the passed-in clock is not needed here.
        long stamp = System.currentTimeMillis() << 12;
        long unique = LAST.updateAndGet(last -> Math.max(last + 1, stamp));
        long high = (unique >>> 12) << 16 | 0x7000L | (unique & 0xFFF);
        long low = RANDOM.nextLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
        return new UUID(high, low);
    }

    /** No id made at or after this moment is smaller. */
    public static UUID firstAt(Instant moment) {
        return new UUID(moment.toEpochMilli() << 16, 0);
    }

    /** The id in its canonical 36-character form, or empty: any other text names no resource. */
    public static Optional<UUID> parse(String text) {
        if (text.length() != 36) {
            return Optional.empty();
        }
        try {
            var id = UUID.fromString(text);
            return id.toString().equalsIgnoreCase(text) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }
}
