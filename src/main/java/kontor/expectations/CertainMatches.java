package kontor.expectations;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import kontor.core.Money;
import kontor.expectations.ExpectedTransactionTable.Mark;
import kontor.matchmarks.ReferenceKey;
import kontor.matchmarks.RefusedMatchTable;
import kontor.transactions.BookedEntry;
import kontor.transactions.EntryDetail;
import kontor.transactions.Transaction;

/** Which of some open expected transactions some bookings certainly are. */
final class CertainMatches {

    /** What ISO 20022 writes where whoever paid gave no end-to-end id. */
    private static final String NOT_PROVIDED = "NOTPROVIDED";

    private final Map<Mark, List<ExpectedTransaction>> byKey = new HashMap<>();
    private final Map<Mark, List<ExpectedTransaction>> byEndToEndId = new HashMap<>();
    private final Map<UUID, Long> left = new HashMap<>();
    private final Set<RefusedMatchTable.Pair> refused;
    private final Set<UUID> taken = new HashSet<>();
    private final List<Attaching.Share> shares = new ArrayList<>();

    CertainMatches(
            Collection<ExpectedTransaction> candidates,
            Collection<Transaction> booked,
            Set<RefusedMatchTable.Pair> refused) {
        this.refused = refused;
        for (ExpectedTransaction one : candidates) {
            var terms = one.terms();
            terms.reference().key().ifPresent(key -> add(byKey, one, key));
            terms.endToEndId().ifPresent(id -> add(byEndToEndId, one, id));
        }
        booked.forEach(one -> left.put(one.id(), one.leftMinor()));
    }

    private static void add(
            Map<Mark, List<ExpectedTransaction>> index, ExpectedTransaction one, String text) {
        index.computeIfAbsent(new Mark(one.accountId(), text), _ -> new ArrayList<>()).add(one);
    }

    List<Attaching.Share> shares() {
        return shares;
    }

    static List<String> keys(EntryDetail detail) {
        return detail.creditorReferences().stream()
                .flatMap(one -> ReferenceKey.of(one).stream())
                .distinct()
                .toList();
    }

    static Optional<String> endToEndId(EntryDetail detail) {
        return detail.references()
                .endToEndId()
                .map(String::strip)
                .filter(id -> !id.isEmpty() && !id.equals(NOT_PROVIDED));
    }

    /** What came back is not what was expected, whatever it names. */
    void look(BookedEntry entry) {
        if (!entry.returned()) {
            entry.details().stream()
                    .filter(detail -> detail.returnReason().isEmpty())
                    .forEach(detail -> look(entry, detail));
        }
    }

    private void look(BookedEntry entry, EntryDetail detail) {
        Money amount = detail.amount().orElse(entry.amount());
        var keys = keys(detail);
        var found = new ArrayList<ExpectedTransaction>();
        if (keys.size() == 1) {
            only(entry, byKey, keys.getFirst(), one -> one.open().equals(amount))
                    .ifPresent(found::add);
        } else {
            for (String key : keys) {
                only(entry, byKey, key, one -> isPartOf(one, amount)).ifPresent(found::add);
            }
            if (found.size() < keys.size() || !isSum(found, amount)) {
                found.clear();
            }
        }
        if (found.isEmpty()) {
            endToEndId(detail)
                    .flatMap(id -> only(entry, byEndToEndId, id, one -> one.open().equals(amount)))
                    .ifPresent(found::add);
        }
        take(entry, found, Math.abs(amount.amountMinor()));
    }

    private static boolean isPartOf(ExpectedTransaction one, Money amount) {
        return one.open().currency().equals(amount.currency())
                && one.open().amountMinor() < 0 == amount.amountMinor() < 0;
    }

    /** The one that fits; of several, none is certain. */
    private Optional<ExpectedTransaction> only(
            BookedEntry entry,
            Map<Mark, List<ExpectedTransaction>> index,
            String text,
            Predicate<ExpectedTransaction> fits) {
        var fitting =
                index.getOrDefault(new Mark(entry.accountId(), text), List.of()).stream()
                        .filter(one -> !taken.contains(one.id()))
                        .filter(one -> !one.isAttachedTo(entry.transactionId()))
                        .filter(fits)
                        .limit(2)
                        .toList();
        return fitting.size() == 1
                ? Optional.of(fitting.getFirst()).filter(one -> !isRefused(entry, one))
                : Optional.empty();
    }

    private boolean isRefused(BookedEntry entry, ExpectedTransaction one) {
        return refused.contains(new RefusedMatchTable.Pair(entry.transactionId(), one.id()));
    }

    private static boolean isSum(List<ExpectedTransaction> found, Money amount) {
        // Anybody may expect amounts whose sum no number holds: no booking is that, nor a failure.
        return found.stream()
                .map(one -> BigInteger.valueOf(one.open().amountMinor()))
                .reduce(BigInteger.ZERO, BigInteger::add)
                .equals(BigInteger.valueOf(amount.amountMinor()));
    }

    private void take(BookedEntry entry, List<ExpectedTransaction> found, long amount) {
        long rest = left.getOrDefault(entry.transactionId(), 0L);
        if (found.isEmpty() || amount > rest) {
            return;
        }
        left.put(entry.transactionId(), rest - amount);
        for (ExpectedTransaction one : found) {
            taken.add(one.id());
            long share = Math.abs(one.open().amountMinor());
            shares.add(new Attaching.Share(one, entry.transactionId(), share, false));
        }
    }
}
