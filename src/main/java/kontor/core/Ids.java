package kontor.core;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes time-ordered identifiers (UUID version 7, RFC 9562): 48 bits of milliseconds, then a
 * counter of this process, then random bits. So rows made at about the same time are close together
 * in every index.
 */
public final class Ids {

    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * The last stamp: milliseconds in the upper 52 bits, a counter of 12 bits below; it only grows.
     */
    private static final AtomicLong LAST = new AtomicLong();

    /** Characters that a record of Bankgirot has for a reference. */
    private static final int BANKGIROT = 16;

    private Ids() {}

    public static UUID next() {
        // The time only orders ids and decides nothing, so the clock that others pass in is not
        // needed.
        long stamp = System.currentTimeMillis() << 12;
        long unique = LAST.updateAndGet(last -> Math.max(last + 1, stamp));
        long high = (unique >>> 12) << 16 | 0x7000L | (unique & 0xFFF);
        long low = RANDOM.nextLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
        return new UUID(high, low);
    }

    /** The moment in which an id of {@link #next} was made, by the clock of that node. */
    public static Instant madeAt(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }

    /** The smallest id of this moment: ids made from then on are not smaller. */
    public static UUID firstAt(Instant moment) {
        return new UUID(moment.toEpochMilli() << 16, 0);
    }

    /**
     * The id that a text in the canonical form of 36 characters names; empty for any other text.
     */
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

    /** A payment's id as XML of banks carries it (EndToEndId): 32 characters. */
    public static String endToEnd(UUID payment) {
        return payment.toString().replace("-", "");
    }

    /** As records of Bankgirot do: its end, which is drawn at random, in capital letters. */
    public static String atBankgirot(UUID payment) {
        String whole = endToEnd(payment);
        return whole.substring(whole.length() - BANKGIROT).toUpperCase(Locale.ROOT);
    }
}
