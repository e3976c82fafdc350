package kontor;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what happens by itself. */
public final class Await {

    private Await() {}

    /** Returns as soon as the condition holds; fails when it does not within a minute. */
    public static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited a minute");
            }
            LockSupport.parkNanos(5_000_000);
        }
    }
}
