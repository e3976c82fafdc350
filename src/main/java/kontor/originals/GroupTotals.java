package kontor.originals;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import kontor.core.Money;
import kontor.iso20022.StatusReport.Totals;

/** What a status report repeats of payment informations, beside what is in them. */
public final class GroupTotals {

    private record Ours(long transactions, BigDecimal sum) {

        static final Ours NONE = new Ours(0, BigDecimal.ZERO);

        Ours plus(Money amount) {
            return new Ours(transactions + 1, sum.add(new BigDecimal(amount.plain())));
        }
    }

    private final Map<String, Totals> told = new HashMap<>();
    private final Map<String, Ours> ours = new HashMap<>();

    public void told(String id, Totals totals) {
        if (!totals.equals(Totals.NONE)) {
            told.put(OriginalId.normalized(id), totals);
        }
    }

    /** Whether the payments must be added up. */
    public boolean areTold() {
        return !told.isEmpty();
    }

    /** Adds one of our payments. */
    public void add(Optional<String> group, Money amount) {
        group.map(OriginalId::normalized)
                .ifPresent(id -> ours.put(id, ours.getOrDefault(id, Ours.NONE).plus(amount)));
    }

    /** In words; empty also for a payment information that is not ours. */
    public Optional<String> contradiction(String id) {
        String name = OriginalId.normalized(id);
        var known = Optional.ofNullable(ours.get(name));
        return Optional.ofNullable(told.get(name))
                .flatMap(
                        totals ->
                                known.flatMap(
                                        one ->
                                                ToldOriginal.otherTotals(
                                                        totals, one.transactions, one.sum)));
    }
}
