package kontor.transactions;

import java.util.List;
import kontor.db.Tx;

/** News for the room that matches bookings with payments. */
public interface NewTransactions {

    /**
     * These were booked in this transaction, or details of them became known: no detail is told
     * twice, an entry of many comes with some of them at a time. What fits may be attached at once
     * with {@link Transactions#attach}.
     */
    void booked(Tx tx, List<BookedEntry> entries);
}
