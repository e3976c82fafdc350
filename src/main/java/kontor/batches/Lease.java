package kontor.batches;

import java.time.Duration;
import java.time.Instant;
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

    Instant until(Tx tx) {
        return tx.now().plus(length);
    }
}
