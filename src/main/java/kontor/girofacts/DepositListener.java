package kontor.girofacts;

import java.util.Map;
import kontor.db.Tx;
import kontor.matchmarks.PaidSum;

/** Hears of sums that Bankgirot paid in or drew; their bookings may be there already. */
@FunctionalInterface
public interface DepositListener {

    /**
     * All payments of these have been told.
     *
     * @param names the payment information of their payments
     */
    void paid(Tx tx, Map<PaidSum, String> names);
}
