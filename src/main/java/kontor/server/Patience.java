package kontor.server;

import java.time.Duration;

/**
 * How long a body may take to arrive: in all, and by its rate once a start has passed.
 *
 * @param whole from the first read to the last byte
 * @param start in which the rate does not count
 * @param bytesPerSecond on average after the start
 */
record Patience(Duration whole, Duration start, int bytesPerSecond) {

    /** Bodies that are read as a whole, 1 MiB at most. */
    static final Patience BODY =
            new Patience(Duration.ofSeconds(30), Duration.ofSeconds(5), 1 << 10);

    /** Files of up to 65 MiB. */
    static final Patience UPLOAD =
            new Patience(Duration.ofMinutes(15), Duration.ofSeconds(10), 8 << 10);

    /** What is left of the body of a refused request, before its connection is given up. */
    static final Patience REST = new Patience(Duration.ofSeconds(1), Duration.ofSeconds(1), 1);

    /** Nanoseconds from the first read at which more than {@code read} bytes must have come. */
    long until(long read) {
        long byRate = start.toNanos() + Math.multiplyExact(1_000_000_000L, read) / bytesPerSecond;
        return Math.min(whole.toNanos(), byRate);
    }
}
