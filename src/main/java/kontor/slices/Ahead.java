package kontor.slices;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Works on what one thread passes while that thread reads on: in the order in which it is passed,
 * one after the other. Two works are held at most, so that memory does not grow with the file.
 */
public final class Ahead implements AutoCloseable {

    private static final int MOST_HELD = 2;

    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("ahead-", 0).factory());
    private final Semaphore places = new Semaphore(MOST_HELD);
    private volatile @Nullable Throwable failed;

    /**
     * Waits for a place. Throws what an earlier work threw; then nothing is worked on any more.
     *
     * @param work must not wait for the thread that passes it
     */
    public void pass(Runnable work) {
        places.acquireUninterruptibly();
        rethrow(1);
        worker.execute(() -> keep(work));
    }

    private void keep(Runnable work) {
        try {
            if (failed == null) {
                work.run();
            }
        } catch (RuntimeException | Error broken) {
            failed = broken;
        } finally {
            places.release();
        }
    }

    /** Waits until all is done; throws what a work threw. */
    public void finish() {
        places.acquireUninterruptibly(MOST_HELD);
        rethrow(MOST_HELD);
        places.release(MOST_HELD);
    }

    private void rethrow(int held) {
        var broken = failed;
        if (broken == null) {
            return;
        }
        places.release(held);
        if (broken instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) broken;
    }

    /** Nothing is worked on any more when it returns. */
    @Override
    public void close() {
        worker.close();
    }
}
