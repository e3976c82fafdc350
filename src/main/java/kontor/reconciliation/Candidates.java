package kontor.reconciliation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.db.Tx;
import kontor.payments.BankReportHandler;
import kontor.payments.BankReportHandler.Candidate;
import kontor.transactions.Transaction;
import kontor.transactions.Transactions;

/**
 * Payments of one kind that may have caused bookings of a statement, with the transactions that are
 * attached to them already.
 */
final class Candidates {

    private final Tx tx;
    private final BankReportHandler<?> reports;
    private final Map<UUID, Candidate> byId;
    private final Map<UUID, Transaction> attached;
    private final Map<String, List<Candidate>> groups = new HashMap<>();

    Candidates(Tx tx, BankReportHandler<?> reports, Set<UUID> ids, Transactions transactions) {
        this.tx = tx;
        this.reports = reports;
        byId = reports.candidates(tx, ids);
        // Of the others only how many they are matters, while there is no more than one.
        var looked =
                byId.values().stream()
                        .filter(
                                one ->
                                        one.otherAccountId().isPresent()
                                                || one.attached().size() > 1)
                        .flatMap(one -> one.attached().stream())
                        .distinct()
                        .toList();
        attached = transactions.ofForUse(tx, looked);
    }

    Set<UUID> ids() {
        return byId.keySet();
    }

    Optional<Candidate> of(UUID id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Of a payment information or a message. */
    List<Candidate> ofPaymentInformation(String id) {
        return groups.computeIfAbsent(id, one -> reports.ofPaymentInformation(tx, one));
    }

    /**
     * How many bookings on this account a payment has, without what the bank took for its work; one
     * between own accounts is booked on both.
     */
    long bookings(Candidate candidate, UUID account) {
        boolean both = candidate.otherAccountId().isPresent();
        if (!both && candidate.attached().size() < 2) {
            return candidate.attached().size();
        }
        return candidate.attached().stream()
                .map(attached::get)
                .filter(one -> one != null && !one.isCharge())
                .filter(one -> !both || one.accountId().equals(account))
                .count();
    }
}
