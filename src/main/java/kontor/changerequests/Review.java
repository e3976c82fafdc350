package kontor.changerequests;

import java.util.Optional;
import kontor.changes.Originator;
import kontor.core.Refusal;
import kontor.db.Tx;

/**
 * What follows from a change request about something that exists already and waits for a second
 * person, such as a payee's account. It is called in the transaction of the decision.
 */
public interface Review {

    /** Carries out what was approved; with a refusal the change request becomes STALE. */
    Optional<Refusal> approved(Tx tx, ChangeRequest request, Originator by);

    /** It ended otherwise: rejected, withdrawn, stale or expired. */
    void ended(Tx tx, ChangeRequest request, Originator by);
}
