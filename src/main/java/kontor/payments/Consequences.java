package kontor.payments;

import java.util.List;
import java.util.UUID;
import kontor.db.Tx;

/** What else changes when payments of one kind move; by default nothing. */
public interface Consequences<P extends Payment<P>> {

    /** Each as it is now: decided, failed, told of by the bank, booked or come back. */
    default void moved(Tx tx, List<P> payments) {}

    /** A booking proves them; told before {@link #moved}. */
    default void booked(Tx tx, List<P> payments) {}

    /** The bank has their file. */
    default void sent(Tx tx, UUID instruction, List<P> payments) {}
}
