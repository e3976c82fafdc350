package kontor.batches;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Ids;
import kontor.db.Tx;

/**
 * The right of one worker in the cluster to work on a batch; renewed with each slice, lost after 30
 * seconds without.
 */
record Lease(UUID token, Duration length) {

    /** A slice takes far less than a second; after this a node counts as dead. */
    private static final Duration USUAL = Duration.ofSeconds(30);

    private static final Duration PAUSE_PER_ATTEMPT = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    /** Another worker has taken over the batch, so the transaction of this one is rolled back. */
    static final class Lost extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Lost(UUID batch) {
            super("the lease of batch " + batch + " went to another worker", null, false, false);
        }
    }

    static Lease fresh() {
        return new Lease(Ids.next(), USUAL);
    }

    /** Throws {@link Lost} where a row of this lease was not found. */
    void require(UUID batch, boolean held) {
        if (!held) {
            throw new Lost(batch);
        }
    }

    /** How long a batch waits that was taken up so often without getting further. */
    static Optional<Duration> pauseAfter(int attempts) {
        if (attempts <= 1) {
            return Optional.empty();
        }
        var pause = PAUSE_PER_ATTEMPT.multipliedBy(attempts);
        return Optional.of(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
    }

    Instant until(Tx tx) {
        return tx.now().plus(length);
    }
}
