package kontor.http;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import kontor.shares.Shares;

/**
 * The memory that requests hold at one time, as a part of Java's heap: bodies that arrive, bodies
 * at work, and answers that their clients have not taken yet. Each of the three has its own pool,
 * so that those who send or read slowly do not stop those who are quick, and nobody holds more than
 * half of a pool, so that one organization leaves room for the others. An organization has a third
 * of all requests under way at most, whatever they wait for.
 *
 * <p>The first {@value #FREE} bytes of a body are not counted while it arrives: there are not more
 * connections than have room for that.
 */
public final class MemoryBudget {

    /** Bytes of each arriving body that nobody is refused. */
    public static final int FREE = 16 << 10;

    /** Work is short, and so is waiting for its turn. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    /** Heap for each request that is under way: there are as many as connections. */
    private static final int REQUEST = 160 << 10;

    private final Shares requests;
    private final Pool arriving;
    private final Pool working;
    private final Pool answers;

    /**
     * @param heap bytes that Java may use in all
     */
    public MemoryBudget(long heap) {
        int all = Math.max(3, (int) Math.min(Integer.MAX_VALUE, heap / REQUEST));
        this.requests = new Shares("requests", new Shares.Size(all, all / 3, 0, Duration.ZERO));
        this.arriving = new Pool(heap / 8);
        this.working = new Pool(heap / 4);
        this.answers = new Pool(heap / 8);
    }

    /**
     * How much of a pool is taken.
     *
     * @param held bytes
     * @param most bytes
     */
    public record Usage(String pool, long held, long most) {}

    public List<Usage> usages() {
        return List.of(
                arriving.usage("arriving"), working.usage("working"), answers.usage("answers"));
    }

    /** What one request holds; nothing yet. */
    public Hold hold(String holder) {
        return new Hold(holder);
    }

    /** What one request holds, until it is closed. Used by one thread at a time. */
    public final class Hold implements AutoCloseable {

        private String holder;
        private Optional<Shares.Place> place = Optional.empty();
        private long read;
        private long arrived;
        private long atWork;
        private long answered;

        private Hold(String holder) {
            this.holder = holder;
        }

        /**
         * From now on it is counted for an organization: whose credentials were good.
         *
         * @throws kontor.shares.Spent when too many of its requests are under way
         */
        public void belongsTo(String other) {
            place = Optional.of(requests.take(other));
            release(arriving, arrived);
            arrived = 0;
            holder = other;
        }

        /**
         * Bytes of the body that came.
         *
         * @throws HttpError 503 when there is no room for them
         */
        public void arrived(int bytes) {
            read += bytes;
            long over = Math.max(0, read - FREE) - arrived;
            if (over > 0) {
                if (!arriving.take(holder, over, Duration.ZERO)) {
                    throw spent();
                }
                arrived += over;
            }
        }

        /**
         * The body is whole, and is worked on from now on; waits until there is room.
         *
         * @param wanted bytes that it holds, with what is made of it
         * @throws HttpError 503 when there is none for some seconds, 413 when there never is
         */
        public void atWork(long wanted) {
            if (wanted == 0) {
                return;
            }
            if (wanted > working.most) {
                throw new HttpError(
                        413,
                        "body_too_large",
                        "the body has so many members that it takes more memory than this server"
                                + " has for one request; send it in several parts");
            }
            if (!working.take(holder, wanted, LONGEST_WAIT)) {
                throw spent();
            }
            atWork = wanted;
            release(arriving, arrived);
            arrived = 0;
        }

        /** The work is done; false when there is no room for its answer. */
        public boolean answered(int bytes) {
            release(working, atWork);
            atWork = 0;
            if (bytes > FREE && !answers.take(holder, bytes, Duration.ZERO)) {
                return false;
            }
            answered = bytes > FREE ? bytes : 0;
            return true;
        }

        @Override
        public void close() {
            release(arriving, arrived);
            release(working, atWork);
            release(answers, answered);
            place.ifPresent(Shares.Place::close);
            arrived = 0;
            atWork = 0;
            answered = 0;
        }

        private void release(Pool pool, long bytes) {
            if (bytes > 0) {
                pool.release(holder, bytes);
            }
        }
    }

    private static HttpError spent() {
        return new HttpError(
                503,
                "too_much_at_once",
                "too many large requests at once; try again in a moment",
                List.of(),
                Map.of("Retry-After", "1"));
    }

    /** Bytes in all, and by whom. */
    private static final class Pool {

        private final long most;
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition released = lock.newCondition();
        private final Map<String, Long> held = new HashMap<>();
        private long total;

        Pool(long most) {
            this.most = most;
        }

        Usage usage(String name) {
            lock.lock();
            try {
                return new Usage(name, total, most);
            } finally {
                lock.unlock();
            }
        }

        boolean take(String holder, long bytes, Duration wait) {
            lock.lock();
            try {
                long left = wait.toNanos();
                while (!fits(holder, bytes)) {
                    if (left <= 0) {
                        return false;
                    }
                    left = released.awaitNanos(left);
                }
                total += bytes;
                held.merge(holder, bytes, Long::sum);
                return true;
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return false;
            } finally {
                lock.unlock();
            }
        }

        /** Half of it for each holder; one request alone may have more, or it could never be. */
        private boolean fits(String holder, long bytes) {
            long his = held.getOrDefault(holder, 0L);
            return total + bytes <= most && (his == 0 || his + bytes <= most / 2);
        }

        void release(String holder, long bytes) {
            lock.lock();
            try {
                total -= bytes;
                held.computeIfPresent(
                        holder, (_, his) -> his <= bytes ? null : Long.valueOf(his - bytes));
                released.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
