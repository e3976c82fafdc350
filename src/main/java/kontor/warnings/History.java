package kontor.warnings;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.core.Caller;
import kontor.db.Tx;
import kontor.identifiers.AccountKeys;

/**
 * What the payments before it tell about a payment: that its day can no longer be kept, and of a
 * transfer that its payee was never paid before, was paid on another account the last time, or
 * never got nearly as much.
 */
final class History implements WarningSource {

    /** So many earlier transfers say what is usual; fewer say nothing. */
    private static final int ENOUGH = 3;

    /** So many times the largest of them is far above the usual. */
    private static final long FAR = 3;

    private final HistoryTable table = new HistoryTable();

    /**
     * A payment, and what the transfers that left for the same payee before tell.
     *
     * @param waits nobody has decided it yet
     * @param toPayee it goes to a counterparty
     * @param account the numbers of its payee's account
     * @param last what left for the payee before it
     * @param alike how many left before, of the last twenty, in the same currency
     * @param most the largest of these, in minor units
     */
    record Facts(
            UUID id,
            boolean waits,
            Instant deadline,
            long amountMinor,
            boolean toPayee,
            Numbers account,
            Optional<Earlier> last,
            int alike,
            long most,
            String currency) {}

    /** The last transfer before, as far as the caller sees it. */
    record Earlier(UUID payment, Numbers account) {}

    /**
     * The numbers of an account.
     *
     * @param words as they are told
     * @param keys by which the account is known, however its numbers are written
     */
    record Numbers(String words, Set<String> keys) {

        boolean areOf(Numbers other) {
            return words.equals(other.words) || AccountKeys.same(keys, other.keys);
        }
    }

    @Override
    public Map<UUID, List<Warning>> of(Tx tx, Caller caller, Collection<UUID> payments) {
        var found = new HashMap<UUID, List<Warning>>();
        for (var one : table.facts(tx, payments, caller.accounts())) {
            var warnings = warnings(one, tx.bankNow());
            if (!warnings.isEmpty()) {
                found.put(one.id, warnings);
            }
        }
        return found;
    }

    static List<Warning> warnings(Facts one, Instant now) {
        var warnings = new ArrayList<Warning>();
        if (one.waits && one.deadline.isBefore(now)) {
            warnings.add(
                    Warning.of(
                            Warning.DATE_PASSED,
                            "The deadline for its day has passed: approved now, it leaves for the"
                                    + " next bank day."));
        }
        if (one.toPayee) {
            payee(one).ifPresent(warnings::add);
            amount(one).ifPresent(warnings::add);
        }
        return warnings;
    }

    private static Optional<Warning> payee(Facts one) {
        if (one.last.isEmpty()) {
            return Optional.of(
                    Warning.of("FIRST_PAYMENT_TO_PAYEE", "Nothing was paid to this payee before."));
        }
        var last = one.last.get();
        return last.account.areOf(one.account)
                ? Optional.empty()
                : Optional.of(
                        new Warning(
                                "PAYEE_ACCOUNT_CHANGED",
                                "The last payment to this payee went to another account: "
                                        + last.account.words
                                        + ". Ask the payee by a way that you know.",
                                Optional.of(last.payment)));
    }

    private static Optional<Warning> amount(Facts one) {
        boolean isFar = one.alike >= ENOUGH && one.amountMinor / FAR >= one.most;
        return isFar
                ? Optional.of(
                        Warning.of(
                                "AMOUNT_UNUSUAL",
                                "It is at least "
                                        + FAR
                                        + " times the largest of the last "
                                        + one.alike
                                        + " payments to this payee in "
                                        + one.currency
                                        + "."))
                : Optional.empty();
    }
}
