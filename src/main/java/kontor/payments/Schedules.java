package kontor.payments;

import kontor.db.Tx;

/** Which calendar and cut-off hold for a payment at its bank; answered by the room of its kind. */
public interface Schedules<P extends Payment<P>> {

    Schedule of(Tx tx, P payment);
}
