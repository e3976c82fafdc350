package kontor.app;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was opened, closed in the opposite order and only once, whoever asks first. Asked in the
 * middle of a start, it lets nothing be opened any more.
 */
final class Closing implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    /** So long a stop waits for what is just being opened. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(25);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private boolean opening;
    private boolean closed;

    /** The start is to end where it is: somebody closes what it opened. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;

        Stopped() {
            super("stopped while starting");
        }
    }

    /**
     * @throws Stopped when all is closed by now; then this is too
     */
    synchronized <T extends AutoCloseable> T with(T next) {
        opened.push(next);
        if (closed) {
            all();
            throw new Stopped();
        }
        return next;
    }

    /** The same for what takes long to open and would be left behind when closed too early. */
    <T extends AutoCloseable> T opening(Supplier<T> open) {
        synchronized (this) {
            if (closed) {
                throw new Stopped();
            }
            opening = true;
        }
        try {
            return with(open.get());
        } finally {
            synchronized (this) {
                opening = false;
                notifyAll();
            }
        }
    }

    /** Whether it was closed, or is being closed, so that there is nothing to wait for. */
    synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
        long begun = System.nanoTime();
        try {
            for (long left = PATIENCE_NANOS; opening && left > 0; ) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
                left = PATIENCE_NANOS - (System.nanoTime() - begun);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        all();
    }

    private void all() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception failed) {
                LOG.warn("closing failed", failed);
            }
        }
    }
}
