package kontor.shares;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Places of something that is used by many at once: so many in all, and of them a share for each
 * holder. A place that is free is never kept for somebody who does not want it; when places are
 * short, the next goes to whoever has the fewest, and of those to whoever has waited longest since
 * they were last served. So a holder who wants a thousand delays another by one use, not by a
 * thousand.
 *
 * <p>A holder is an organization, or an address where nobody has said yet who it is.
 */
public final class Shares {

    /**
     * How many places there are, and how long and by how many they are waited for.
     *
     * @param all places in all
     * @param ofOne the most of them that one holder has at a time; fewer than all, so that somebody
     *     who comes finds one free
     * @param waiting the most that wait for one holder; one more is refused at once
     * @param longest how long one waits before it is refused
     */
    public record Size(int all, int ofOne, int waiting, Duration longest) {

        public Size {
            if (all < 1 || ofOne < 1 || ofOne > all || waiting < 0 || longest.isNegative()) {
                throw new IllegalArgumentException(
                        "no shares: %s of %s, %s wait for %s"
                                .formatted(ofOne, all, waiting, longest));
            }
        }
    }

    private final String what;
    private final Size size;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition unused = lock.newCondition();
    private final Map<String, Holder> holders = new HashMap<>();
    private int taken;
    private long moment;

    /**
     * @param what the things, in the plural, in the words of those who are refused one: "uploads"
     */
    public Shares(String what, Size size) {
        this.what = what;
        this.size = size;
    }

    /** A place, until it is closed; by any thread, once. */
    public final class Place implements AutoCloseable {

        private final Holder holder;
        private final long since = System.nanoTime();
        private boolean given;

        private Place(Holder holder) {
            this.holder = holder;
        }

        /** Whether it was held for so long and somebody else waits, who could have it. */
        public boolean isDue(Duration turn) {
            return System.nanoTime() - since >= turn.toNanos() && isWantedByOthers(holder.name);
        }

        @Override
        public void close() {
            lock.lock();
            try {
                if (!given) {
                    given = true;
                    giveBack(holder);
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /** Those of one holder; there as long as it has a place or waits for one. */
    private static final class Holder {
        private final String name;
        private final Queue<Waiter> waiting = new ArrayDeque<>();
        private int has;
        private long served;

        Holder(String name) {
            this.name = name;
        }

        /** When it was served last, or began to wait. */
        long since() {
            return waiting.isEmpty() ? served : Math.max(served, waiting.element().since);
        }
    }

    private static final class Waiter {
        private final Condition turn;
        private final long since;
        private boolean served;

        Waiter(Condition turn, long since) {
            this.turn = turn;
            this.since = since;
        }
    }

    /**
     * A place of this holder; waits for it as long as {@link Size} allows.
     *
     * @throws Spent when there is none
     */
    public Place take(String name) {
        lock.lock();
        try {
            var holder = holders.computeIfAbsent(name, Holder::new);
            if (holder.waiting.isEmpty() && taken < size.all && holder.has < size.ofOne) {
                serve(holder);
            } else {
                await(holder);
            }
            return new Place(holder);
        } finally {
            lock.unlock();
        }
    }

    /** Does the work in a place of this holder, as {@link #take}. */
    public <T> T with(String name, Supplier<T> work) {
        try (var _ = take(name)) {
            return work.get();
        }
    }

    private void await(Holder holder) {
        if (holder.waiting.size() >= size.waiting) {
            throw spent(holder, false);
        }
        var waiter = new Waiter(lock.newCondition(), moment++);
        holder.waiting.add(waiter);
        try {
            long left = size.longest.toNanos();
            while (!waiter.served && left > 0) {
                left = waiter.turn.awaitNanos(left);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        if (!waiter.served) {
            holder.waiting.remove(waiter);
            throw spent(holder, size.waiting > 0);
        }
    }

    private Spent spent(Holder holder, boolean late) {
        boolean own = holder.has >= size.ofOne;
        forgetUnused(holder);
        return new Spent(what, own ? size.ofOne : size.all, own, late);
    }

    private void serve(Holder holder) {
        holder.has++;
        holder.served = moment++;
        taken++;
    }

    private void giveBack(Holder holder) {
        holder.has--;
        taken--;
        for (var next = next(); next != null && taken < size.all; next = next()) {
            var waiter = next.waiting.remove();
            waiter.served = true;
            serve(next);
            waiter.turn.signal();
        }
        forgetUnused(holder);
    }

    private void forgetUnused(Holder holder) {
        if (holder.has == 0 && holder.waiting.isEmpty()) {
            holders.remove(holder.name);
            unused.signalAll();
        }
    }

    /** Null when nobody waits who may have one. */
    private @Nullable Holder next() {
        Holder first = null;
        for (var one : holders.values()) {
            if (!one.waiting.isEmpty()
                    && one.has < size.ofOne
                    && (first == null || isBefore(one, first))) {
                first = one;
            }
        }
        return first;
    }

    private static boolean isBefore(Holder one, Holder other) {
        return one.has != other.has ? one.has < other.has : one.since() < other.since();
    }

    /** How many wait now. */
    int waiting() {
        lock.lock();
        try {
            return holders.values().stream().mapToInt(one -> one.waiting.size()).sum();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until nobody has a place or waits for one; false when that takes longer. */
    public boolean awaitUnused(Duration longest) {
        lock.lock();
        try {
            long left = longest.toNanos();
            while (!holders.isEmpty() && left > 0) {
                left = unused.awaitNanos(left);
            }
            return holders.isEmpty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private boolean isWantedByOthers(String name) {
        lock.lock();
        try {
            return holders.values().stream()
                    .anyMatch(
                            one ->
                                    !one.name.equals(name)
                                            && !one.waiting.isEmpty()
                                            && one.has < size.ofOne);
        } finally {
            lock.unlock();
        }
    }
}
