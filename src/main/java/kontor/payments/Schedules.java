package kontor.payments;

import kontor.db.Tx;

/** The calendar and cut-off of a payment at its bank; each kind of payment has its own. */
public interface Schedules<P extends Payment<P>> {

    Schedule of(Tx tx, P payment);
}
