package kontor.expectations;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import kontor.core.Money;
import kontor.expectations.ExpectedTransactionTable.Mark;
import kontor.matchmarks.RefusedMatchTable;
import kontor.transactions.BookedEntry;
import kontor.transactions.EntryDetail;
import kontor.transactions.Transaction;

/**
 * Which of some bookings that came back are certainly the way back of what was expected and
 * attached: the same account, a reference or end-to-end id of the booking that is attached, and
 * exactly its amount.
 */
final class ReturnedBookings {

    /** What names the booking that came back. */
    record Named(BookedEntry entry, Money amount, Set<Mark> keys, Set<Mark> endToEndIds) {

        Stream<Mark> marks() {
            return Stream.concat(keys.stream(), endToEndIds.stream());
        }
    }

    private final Map<UUID, Long> left = new HashMap<>();
    private final Set<RefusedMatchTable.Pair> refused;
    private final Set<UUID> taken = new HashSet<>();
    private final List<Attaching.Share> shares = new ArrayList<>();

    ReturnedBookings(Collection<Transaction> booked, Set<RefusedMatchTable.Pair> refused) {
        this.refused = refused;
        booked.forEach(one -> left.put(one.id(), one.leftMinor()));
    }

    /** Those of the bookings that came back and say of what. */
    static List<Named> of(List<BookedEntry> booked) {
        return booked.stream()
                .flatMap(
                        entry ->
                                entry.details().stream()
                                        .filter(one -> cameBack(entry, one))
                                        .map(one -> named(entry, one)))
                .filter(one -> one.marks().findAny().isPresent())
                .toList();
    }

    private static boolean cameBack(BookedEntry entry, EntryDetail detail) {
        return entry.returned() || detail.returnReason().isPresent();
    }

    private static Named named(BookedEntry entry, EntryDetail detail) {
        var keys = new LinkedHashSet<Mark>();
        CertainMatches.keys(detail).forEach(key -> keys.add(new Mark(entry.accountId(), key)));
        var endToEndIds = new LinkedHashSet<Mark>();
        CertainMatches.endToEndId(detail)
                .ifPresent(id -> endToEndIds.add(new Mark(entry.accountId(), id)));
        return new Named(entry, detail.amount().orElse(entry.amount()), keys, endToEndIds);
    }

    List<Attaching.Share> shares() {
        return shares;
    }

    /**
     * @param candidates to which a booking is attached that says the same
     */
    void look(Named back, Collection<ExpectedTransaction> candidates) {
        var fitting =
                candidates.stream()
                        .filter(one -> !taken.contains(one.id()))
                        .filter(one -> fits(back, one))
                        .limit(2)
                        .toList();
        var entry = back.entry.transactionId();
        long amount = Math.abs(back.amount.amountMinor());
        long rest = left.getOrDefault(entry, 0L);
        only(fitting)
                .filter(_ -> amount <= rest)
                .filter(one -> !refused.contains(new RefusedMatchTable.Pair(entry, one.id())))
                .ifPresent(
                        one -> {
                            left.put(entry, rest - amount);
                            taken.add(one.id());
                            shares.add(new Attaching.Share(one, entry, amount, true));
                        });
    }

    private static Optional<ExpectedTransaction> only(List<ExpectedTransaction> fitting) {
        return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
    }

    private static boolean fits(Named back, ExpectedTransaction one) {
        long amount = Math.abs(back.amount.amountMinor());
        return one.status() != ExpectedTransaction.Status.ARCHIVED
                && one.accountId().equals(back.entry.accountId())
                && one.terms().amount().currency().equals(back.amount.currency())
                && one.isBack(back.amount)
                && !one.isAttachedTo(back.entry.transactionId())
                && one.attachedMinor() >= amount
                && one.attached().stream()
                        .anyMatch(paid -> !paid.back() && paid.amountMinor() == amount);
    }
}
