package kontor.reconciliation;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import kontor.core.Money;
import kontor.db.Tx;
import kontor.payments.BankReportHandler.Candidate;
import kontor.transactions.BookedEntry;
import kontor.transactions.Transaction;
import kontor.transactions.Transactions;

/**
 * Payments of one kind that may have caused bookings of a statement, with the transactions that are
 * attached to them already.
 */
final class Candidates {

    private final Tx tx;
    private final Matching.Kind kind;
    private final Transactions transactions;
    private final Cleared.Named named;
    private final Map<UUID, Candidate> byId;
    private final Map<UUID, Transaction> attached = new HashMap<>();
    private final Map<String, List<Candidate>> groups = new HashMap<>();

    Candidates(Tx tx, Matching.Kind kind, Cleared.Named named, Transactions transactions) {
        this.tx = tx;
        this.kind = kind;
        this.transactions = transactions;
        this.named = named;
        byId = kind.reports().candidates(tx, named.all());
        look(byId.values());
    }

    private void look(Collection<Candidate> candidates) {
        var ids = candidates.stream().flatMap(one -> one.attached().stream()).distinct().toList();
        if (!ids.isEmpty()) {
            attached.putAll(transactions.ofForUse(tx, ids));
        }
    }

    Matching.Kind kind() {
        return kind;
    }

    /** Those on its account that the details of a booking name. */
    Stream<Candidate> named(BookedEntry entry) {
        return entry.details().stream()
                .flatMap(detail -> named.by(detail).flatMap(this::of).stream())
                .filter(one -> one.accountId().equals(entry.accountId()))
                .distinct();
    }

    Set<UUID> ids() {
        return byId.keySet();
    }

    Optional<Candidate> of(UUID id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Of a payment information or a message. */
    List<Candidate> ofPaymentInformation(String id) {
        return groups.computeIfAbsent(
                id,
                one -> {
                    var all = kind.reports().ofPaymentInformation(tx, one);
                    look(all);
                    return all;
                });
    }

    /**
     * How many bookings on this account moved the money as the payment does, or back, without what
     * the bank took for its work; one between own accounts is booked on both.
     */
    long bookings(Candidate candidate, UUID account, boolean forward) {
        return candidate.attached().stream()
                .map(attached::get)
                .filter(one -> one != null && !one.isCharge() && one.accountId().equals(account))
                .filter(one -> isForward(candidate, account, one.amount()) == forward)
                .count();
    }

    /** How much of it went back on this account. */
    long backMinor(Candidate candidate, UUID account) {
        return candidate.attached().stream()
                .map(attached::get)
                .filter(one -> one != null && !one.isCharge() && one.accountId().equals(account))
                .filter(one -> !isForward(candidate, account, one.amount()))
                .mapToLong(one -> Math.abs(one.amount().amountMinor()))
                .sum();
    }

    /** Whether an amount on an account goes the way that the payment goes there. */
    private boolean isForward(Candidate candidate, UUID account, Money amount) {
        boolean outgoing = kind.outgoing() == candidate.accountId().equals(account);
        return amount.amountMinor() < 0 == outgoing;
    }
}
