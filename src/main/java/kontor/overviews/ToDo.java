package kontor.overviews;

import java.time.Instant;
import java.util.Optional;

/**
 * How much waits for a person, each counted to {@link #MOST} at most; zero where the role may not
 * see it.
 *
 * @param approvals steps that the person can decide now
 * @param nextDeadline of the most urgent of them
 * @param aside files of banks that were set aside
 * @param unknown files of which nobody knows whether they left
 * @param cases that are open
 * @param unexplained booked transactions without what explains them
 */
public record ToDo(
        int approvals,
        Optional<Instant> nextDeadline,
        int aside,
        int unknown,
        int cases,
        int unexplained) {

    /** No figure is higher; there may be more. */
    public static final int MOST = 100;

    /** A figure as it is shown. */
    public static String words(int count) {
        return count >= MOST ? (MOST - 1) + "+" : Integer.toString(count);
    }

    /** What about banks waits for a person. */
    public int banks() {
        return Math.min(MOST, aside + unknown + cases);
    }
}
