package kontor.payercredits;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import kontor.core.Caller;
import kontor.db.Tx;
import kontor.mandates.CollectedMandates.InFlight;
import kontor.undermandates.MandateWarnings;
import kontor.undermandates.UnderMandateTable;
import kontor.warnings.WarningSource;

/** How far credits under mandates are. */
public final class Credits {

    public static final UnderMandateTable UNDER_MANDATES =
            new UnderMandateTable("credit_transfers", "source_account_id");

    private Credits() {}

    /** Of what became of their mandates. */
    public static WarningSource warnings() {
        return new MandateWarnings(UNDER_MANDATES);
    }

    /** Approved ones under these mandates that stand in no file yet. */
    public static List<UUID> waitingUnder(Tx tx, Collection<UUID> mandates) {
        return UNDER_MANDATES.approved(tx, mandates);
    }

    /**
     * Those of these transfers that the caller sees and that cannot leave before Bankgirot agrees
     * to their mandate.
     */
    public static Set<UUID> waitingForMandate(Tx tx, Caller caller, Collection<UUID> transfers) {
        return UNDER_MANDATES.waiting(tx, caller.accounts(), transfers);
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
                return both(UNDER_MANDATES.of(tx, mandates), collections.of(tx, mandates));
            }

            @Override
            public Set<UUID> inFiles(Tx tx, Collection<UUID> mandates) {
                return both(
                        UNDER_MANDATES.inFiles(tx, mandates), collections.inFiles(tx, mandates));
            }
        };
    }

    private static Set<UUID> both(Set<UUID> some, Set<UUID> others) {
        var all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }
}
