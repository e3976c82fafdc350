package kontor.payercredits;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import kontor.core.AccountLimit;
import kontor.core.Caller;
import kontor.db.Tx;
import kontor.mandates.CollectedMandates.InFlight;

/** How far credits under mandates are. */
public final class Credits {

    private Credits() {}

    /** Approved ones under these mandates that stand in no file yet. */
    public static List<UUID> waitingUnder(Tx tx, Collection<UUID> mandates) {
        return mandates.isEmpty() ? List.of() : CreditTable.waitingUnder(tx, mandates);
    }

    /**
     * Those of these transfers that the caller sees and that cannot leave before Bankgirot agrees
     * to their mandate.
     */
    public static Set<UUID> waitingForMandate(Tx tx, Caller caller, Collection<UUID> transfers) {
        return waitingForMandate(tx, caller.accounts(), transfers);
    }

    static Set<UUID> waitingForMandate(Tx tx, AccountLimit limit, Collection<UUID> transfers) {
        return transfers.isEmpty() ? Set.of() : CreditTable.waitingForMandate(tx, limit, transfers);
    }

    /**
     * How far the payments under mandates are: the end of a mandate waits for these credits, too.
     *
     * @param collections under the same mandates
     */
    public static InFlight with(InFlight collections) {
        return new InFlight() {
            @Override
            public Set<UUID> of(Tx tx, Collection<UUID> mandates) {
                var all = CreditTable.withAny(tx, CreditTable.IN_FLIGHT, mandates);
                all.addAll(collections.of(tx, mandates));
                return all;
            }

            @Override
            public Set<UUID> inFiles(Tx tx, Collection<UUID> mandates) {
                var all = CreditTable.withAny(tx, CreditTable.IN_FILES, mandates);
                all.addAll(collections.inFiles(tx, mandates));
                return all;
            }
        };
    }
}
