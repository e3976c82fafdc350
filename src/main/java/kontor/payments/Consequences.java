package kontor.payments;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kontor.db.Tx;

/** What else changes when payments of one kind move; by default nothing. */
public interface Consequences<P extends Payment<P>> {

    /** Payments that were written just now; each is made once. */
    default void made(Tx tx, List<P> payments) {}

    /** Payments in their new state: decided, failed, reported by the bank, booked or returned. */
    default void moved(Tx tx, List<P> payments) {}

    /** Payments that were booked; called before {@link #moved}. */
    default void booked(Tx tx, List<P> payments) {}

    /** Those of approved payments that wait for something else than their time: for what. */
    default Map<UUID, String> waiting(Tx tx, List<P> approved) {
        return Map.of();
    }

    /**
     * What a booking of these payments shows instead of the metadata of a payment that has none, by
     * payment.
     */
    default Map<UUID, Map<String, String>> metadata(Tx tx, Collection<P> payments) {
        return Map.of();
    }

    /** Payments whose file the bank has. */
    default void sent(Tx tx, UUID instruction, List<P> payments) {}
}
