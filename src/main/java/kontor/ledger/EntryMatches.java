package kontor.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;

/**
 * Finds, for entries of a statement, those booked before that are the same: by the strongest sign
 * first, each once.
 */
final class EntryMatches {

    private final UUID statement;
    private final Kinship kinship;
    private final Map<Long, UUID> found = new HashMap<>();
    private final Set<UUID> taken = new HashSet<>();

    EntryMatches(UUID statement, Kinship kinship) {
        this.statement = statement;
        this.kinship = kinship;
    }

    /** The ids of the transactions, by the position of the entry. */
    Map<Long, UUID> found() {
        return found;
    }

    /** Those of the entries that were not found yet. */
    List<ToldEntry> left(List<ToldEntry> told) {
        return told.stream().filter(entry -> !found.containsKey(entry.position())).toList();
    }

    /** Among those at the same places. */
    void atPlaces(List<ToldEntry> told, List<KnownEntry> known) {
        match(
                told,
                known,
                List.of(
                        this::isToldAgain,
                        (entry, one) ->
                                isFree(entry, one)
                                        && entry.hasPlaceOf(one)
                                        && entry.hasReferenceOf(one),
                        (entry, one) ->
                                isFree(entry, one)
                                        && entry.hasPlaceOf(one)
                                        && !entry.contradicts(one)));
    }

    /** Among those of the same dates and amounts. */
    void withAmounts(List<ToldEntry> told, List<KnownEntry> known) {
        match(
                told,
                known,
                List.of(
                        this::isToldAgain,
                        (entry, one) -> isShared(entry, one) && entry.hasReferenceOf(one),
                        (entry, one) -> isShared(entry, one) && !entry.contradicts(one),
                        // The balances say that it is the same money, so it is booked once.
                        this::isShared));
    }

    private void match(
            List<ToldEntry> told,
            List<KnownEntry> known,
            List<BiPredicate<ToldEntry, KnownEntry>> signs) {
        var byAmount = new HashMap<Long, List<KnownEntry>>();
        for (KnownEntry one : known) {
            if (!one.statement().equals(statement)) {
                byAmount.computeIfAbsent(one.amountMinor(), _ -> new ArrayList<>()).add(one);
            }
        }
        for (var sign : signs) {
            for (ToldEntry entry : told) {
                find(entry, byAmount.getOrDefault(entry.amountMinor(), List.of()), sign);
            }
        }
    }

    /** Found before, when a crash broke the reading off. */
    private boolean isToldAgain(ToldEntry entry, KnownEntry one) {
        return one.toldIn().filter(statement::equals).isPresent()
                && one.toldAt() == entry.position();
    }

    private boolean isFree(ToldEntry entry, KnownEntry one) {
        return one.toldIn().filter(statement::equals).isEmpty()
                && kinship.of(entry.date(), one.statement()) != Kinship.Kind.APART;
    }

    private boolean isShared(ToldEntry entry, KnownEntry one) {
        return isFree(entry, one)
                && kinship.of(entry.date(), one.statement()) == Kinship.Kind.SHARED;
    }

    private void find(
            ToldEntry entry, List<KnownEntry> alike, BiPredicate<ToldEntry, KnownEntry> sign) {
        if (found.containsKey(entry.position())) {
            return;
        }
        for (KnownEntry one : alike) {
            if (!taken.contains(one.id()) && entry.hasAmountOf(one) && sign.test(entry, one)) {
                found.put(entry.position(), one.id());
                taken.add(one.id());
                return;
            }
        }
    }
}
