package kontor.shares;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Work for requests that is cut off when it takes too long, or when nobody waits for it any more:
 * what it holds is wanted by others.
 */
public final class Cutoffs implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Duration longest;
    private final Map<Thread, Running> running = new ConcurrentHashMap<>();
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("cutoffs").factory());

    /**
     * @param longest how long a piece of work may take
     */
    public Cutoffs(Duration longest) {
        this.longest = longest;
        long nanos = PAUSE.toNanos();
        watch.scheduleWithFixedDelay(this::cutLate, nanos, nanos, TimeUnit.NANOSECONDS);
    }

    /** A piece of work of one thread, until it is closed. */
    public final class Running implements AutoCloseable {

        private final Runnable cut;
        private final long begun = System.nanoTime();
        private boolean ended;

        private Running(Runnable cut) {
            this.cut = cut;
        }

        /** Never after its end: what it worked with may be another's by then. */
        private synchronized void cutOff() {
            if (!ended) {
                cut.run();
            }
        }

        @Override
        public void close() {
            running.remove(Thread.currentThread());
            synchronized (this) {
                ended = true;
            }
        }
    }

    /**
     * This thread begins something that can be cut off.
     *
     * @param cut cuts it off; may be called again, from another thread, and must not fail
     */
    public Running begin(Runnable cut) {
        var begun = new Running(cut);
        running.put(Thread.currentThread(), begun);
        return begun;
    }

    /** Nobody waits for what this thread does. */
    public void leave(Thread worker) {
        var left = running.get(worker);
        if (left != null) {
            Thread.ofVirtual().name("cutoff").start(left::cutOff);
        }
    }

    private void cutLate() {
        long now = System.nanoTime();
        running.values().stream()
                .filter(one -> now - one.begun > longest.toNanos())
                .forEach(one -> Thread.ofVirtual().name("cutoff").start(one::cutOff));
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
