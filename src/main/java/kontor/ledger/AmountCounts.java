package kontor.ledger;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How often each amount stands on each date of a statement, in 12 bytes each: a table with open
 * addressing over 64-bit digests of both, of which no two are alike in practice.
 */
public final class AmountCounts {

    /** More different amounts are not counted. */
    static final int MOST = 1 << 20;

    private static final int FIRST = 1 << 6;

    private final int most;
    private long[] keys = new long[FIRST];
    private int[] counts = new int[FIRST];
    private int used;
    private boolean whole = true;

    AmountCounts() {
        this(MOST);
    }

    /**
     * @param most different ones that are counted
     */
    AmountCounts(int most) {
        this.most = most;
    }

    /** Some are left out, and nobody may rely on them. */
    void leaveOut() {
        whole = false;
    }

    /** A digest of both; the sums of these tell lists of entries apart, in whatever order. */
    static long digest(@Nullable LocalDate date, long amountMinor) {
        long day = date == null ? Long.MIN_VALUE : date.toEpochDay();
        return mixed(mixed(day) ^ amountMinor);
    }

    /** The finalizer of SplitMix64 (Steele, Lea, Flood 2014). */
    private static long mixed(long seed) {
        long z = seed + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** What stands for an amount at a place, in counts of places. */
    static long atPlace(long placeMinor, long amountMinor) {
        return mixed(placeMinor) ^ amountMinor;
    }

    void add(@Nullable LocalDate date, long amountMinor) {
        add(digest(date, amountMinor), 1);
    }

    private void add(long key, int more) {
        int slot = slot(key);
        if (counts[slot] == 0) {
            if (used == most) {
                whole = false;
                return;
            }
            keys[slot] = key;
            used++;
        }
        counts[slot] += more;
        if (used > keys.length / 2) {
            grow();
        }
    }

    private int slot(long key) {
        int mask = keys.length - 1;
        int slot = (int) key & mask;
        while (counts[slot] != 0 && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldCounts = counts;
        keys = new long[oldKeys.length * 2];
        counts = new int[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldCounts[i] != 0) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                counts[slot] = oldCounts[i];
            }
        }
    }

    void addAll(AmountCounts other) {
        whole &= other.whole;
        for (int i = 0; i < other.keys.length; i++) {
            if (other.counts[i] != 0) {
                add(other.keys[i], other.counts[i]);
            }
        }
    }

    int of(@Nullable LocalDate date, long amountMinor) {
        return counts[slot(digest(date, amountMinor))];
    }

    /** Whether all that the other one counts is counted here, at least as often. */
    public boolean holds(AmountCounts other) {
        for (int i = 0; i < other.keys.length; i++) {
            if (other.counts[i] > counts[slot(other.keys[i])]) {
                return false;
            }
        }
        return true;
    }

    /** Nothing was left out. */
    boolean isWhole() {
        return whole;
    }
}
