package kontor.pauses;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.db.Tx;

/** Asks what is paused; that of the organization comes before that of a connection. */
public final class Pauses {

    private final PauseTable table = new PauseTable();

    /** Why nothing leaves over a connection now. */
    public Optional<Pause> of(Tx tx, UUID connection) {
        return table.ofOrganization(tx).or(() -> table.ofConnection(tx, connection));
    }

    /**
     * The last word before a file leaves: true when it must not. Until this transaction ends no
     * order can be given, so who gives one afterwards finds in the database that a file is leaving.
     */
    public boolean forbidsLeaving(Tx tx, UUID connection) {
        return table.isHeldPaused(tx) || table.isHeldPaused(tx, connection);
    }

    /** Why the payments of own accounts do not leave, by account; those that may are not in it. */
    public Map<UUID, Pause> ofAccounts(Tx tx, Collection<UUID> accounts) {
        return accounts.isEmpty() ? Map.of() : table.ofAccounts(tx, accounts);
    }
}
