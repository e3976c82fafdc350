package kontor.batches;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import kontor.core.Ids;
import kontor.db.Tx;

/**
 * The one hand on a batch, on whichever node: renewed with every step of the work, free when it is
 * not.
 */
record Lease(UUID token, Duration length) {

    /** A slice takes far less than a second; a node that died is replaced after this. */
    private static final Duration USUAL = Duration.ofSeconds(30);

    /**
     * Another worker has taken the batch over, so what this one was about to write is not written.
     */
    static final class Lost extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Lost(UUID batch) {
            super("the lease of batch " + batch + " went to another worker", null, false, false);
        }
    }

    static Lease fresh() {
        return new Lease(Ids.next(), USUAL);
    }

    Instant until(Tx tx) {
        return tx.now().plus(length);
    }
}
