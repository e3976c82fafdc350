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
        var betweenOwnAccounts =
                byId.values().stream()
                        .filter(one -> one.otherAccountId().isPresent())
                        .flatMap(one -> one.attached().stream())
                        .distinct()
                        .toList();
        attached = transactions.ofForUse(tx, betweenOwnAccounts);
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
     * How many bookings on this account a payment has; one between own accounts is booked on both.
     */
    long bookings(Candidate candidate, UUID account) {
        if (candidate.otherAccountId().isEmpty()) {
            return candidate.attached().size();
        }
        return candidate.attached().stream()
                .map(attached::get)
                .filter(one -> one != null && one.accountId().equals(account))
                .count();
    }
}
