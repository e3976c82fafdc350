package kontor;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Time as programs have it on this machine: counted in short turns, each of which needs a thread to
 * get going as a request does. On a quiet machine it is that of the clock; where others hold the
 * processors up, a promise of seconds is not broken by them.
 */
final class WorkingTime implements AutoCloseable {

    private static final Duration TURN = Duration.ofMillis(10);

    private final AtomicLong turns = new AtomicLong();
    private final ScheduledExecutorService counting = Executors.newSingleThreadScheduledExecutor();

    WorkingTime() {
        long millis = TURN.toMillis();
        counting.scheduleWithFixedDelay(this::take, millis, millis, TimeUnit.MILLISECONDS);
    }

    private void take() {
        try {
            Thread.startVirtualThread(turns::incrementAndGet).join();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Since it was made. */
    Duration passed() {
        return TURN.multipliedBy(turns.get());
    }

    @Override
    public void close() {
        counting.shutdownNow();
    }
}
