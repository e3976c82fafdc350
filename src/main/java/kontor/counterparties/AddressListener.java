package kontor.counterparties;

import java.util.Collection;
import java.util.UUID;
import kontor.db.Tx;

/** Hears of counterparties that have another mail address now, in the transaction of the change. */
@FunctionalInterface
public interface AddressListener {
    void reachable(Tx tx, Collection<UUID> counterparties);
}
