package kontor.undermandates;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Caller;
import kontor.db.Tx;
import kontor.mandates.MandateStatus;
import kontor.warnings.Warning;
import kontor.warnings.WarningSource;

/** Tells of payments that have not left and never will, for what became of their mandate. */
public final class MandateWarnings implements WarningSource {

    private final UnderMandateTable table;

    public MandateWarnings(UnderMandateTable table) {
        this.table = table;
    }

    /**
     * The mandate of a payment that has not left.
     *
     * @param why it is as it is
     * @param blockedBy the code for which its account is refused
     */
    record Lost(
            UUID payment, MandateStatus status, Optional<String> why, Optional<String> blockedBy) {

        private Warning warning() {
            return status.isOver()
                    ? Warning.of(
                            "MANDATE_OVER",
                            "Its mandate is "
                                    + status
                                    + why.map(words -> " (" + words + ")").orElse("")
                                    + ", so the payment will fail when it is due.")
                    : Warning.of(
                            "MANDATE_BLOCKED",
                            "The payer's account was refused before ("
                                    + blockedBy.orElse("")
                                    + "), so the payment will fail when it is due.");
        }
    }

    @Override
    public Map<UUID, List<Warning>> of(Tx tx, Caller caller, Collection<UUID> payments) {
        var found = new HashMap<UUID, List<Warning>>();
        table.lost(tx, payments).forEach(one -> found.put(one.payment, List.of(one.warning())));
        return found;
    }
}
