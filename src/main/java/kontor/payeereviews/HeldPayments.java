package kontor.payeereviews;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kontor.core.Caller;
import kontor.db.Tx;
import kontor.payeereviews.ReviewTable.Held;
import kontor.warnings.Warning;
import kontor.warnings.WarningSource;

/** Tells of payments that wait for the review of their payee, or will not leave for one. */
public final class HeldPayments implements WarningSource {

    private final ReviewTable table = new ReviewTable();

    @Override
    public Map<UUID, List<Warning>> of(Tx tx, Caller caller, Collection<UUID> payments) {
        var found = new HashMap<UUID, List<Warning>>();
        if (!payments.isEmpty()) {
            table.held(tx, payments)
                    .forEach(one -> found.put(one.payment(), List.of(warning(one))));
        }
        return found;
    }

    /** Why payments will not leave; those that may leave or wait are missing. */
    public Map<UUID, String> refused(Tx tx, Collection<UUID> payments) {
        var found = new HashMap<UUID, String>();
        table.held(tx, payments).stream()
                .filter(one -> one.state().isNo())
                .forEach(one -> found.put(one.payment(), warning(one).message()));
        return found;
    }

    private static Warning warning(Held one) {
        return switch (one.state()) {
            case PENDING ->
                    Warning.of(
                            "PAYEE_UNDER_REVIEW",
                            "It waits for the review of the payee's account by a second person and"
                                    + " leaves after it.");
            case COOLING_OFF ->
                    Warning.of(
                            "PAYEE_COOLING_OFF",
                            "The payee's account was reviewed, and payments to it leave from "
                                    + one.released().orElse(Instant.EPOCH)
                                    + " on.");
            case REFUSED ->
                    Warning.of(
                            "PAYEE_REFUSED",
                            "The payee's account was refused in its review, so the payment will"
                                    + " fail when it is due.");
            case STALE ->
                    Warning.of(
                            "PAYEE_CHANGED",
                            "The payee's account was changed before anybody had reviewed it, so the"
                                    + " payment will fail when it is due; make a new one.");
            case APPROVED -> throw new IllegalStateException("payment " + one.payment());
        };
    }
}
