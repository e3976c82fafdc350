package kontor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what happens by itself. */
public final class Await {

    private Await() {}

    /** Long enough for whatever happens at all, on a machine that has much else to do. */
    public static final Duration LONG = Duration.ofMinutes(5);

    /** Returns as soon as the condition holds. */
    public static void until(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            long waited = System.nanoTime() - start;
            assertThat(waited).as("waiting").isLessThan(LONG.toNanos());
            // Asking takes the processor from what is waited for; a tenth of the time is soon
            // enough.
            LockSupport.parkNanos(Math.clamp(waited / 10, 5_000_000, 100_000_000));
        }
    }

    /**
     * Asks until the answer is yes. A question that is put after the promised time must be answered
     * so, however long the answers take on this machine.
     */
    public static void promised(Duration within, BooleanSupplier question) {
        long start = System.nanoTime();
        boolean late;
        do {
            late = System.nanoTime() - start > within.toNanos();
            if (question.getAsBoolean()) {
                return;
            }
        } while (!late);
        throw new AssertionError("asked after " + within + ", and the answer was still no");
    }

    /** Waits for what another thread counts down. */
    public static void zero(CountDownLatch latch) {
        try {
            assertThat(latch.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
