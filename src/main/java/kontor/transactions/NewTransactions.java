package kontor.transactions;

import java.util.List;
import kontor.db.Tx;

/** Hears of new bookings: the room that matches them with payments. */
public interface NewTransactions {

    /**
     * These were booked in this transaction, or details of them became known. Each detail comes
     * once; an entry that has many comes several times, with some of them each time. What matches
     * may be attached at once with {@link Transactions#attach}.
     */
    void booked(Tx tx, List<BookedEntry> entries);
}
