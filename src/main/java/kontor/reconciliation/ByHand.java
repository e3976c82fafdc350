package kontor.reconciliation;

import java.util.List;
import kontor.expectations.Reconciling;
import kontor.payments.Decisions;
import kontor.payments.Payment;
import kontor.transactions.Transactions;

/** The doors by which people say what a booking is, and what it is not. */
public record ByHand(
        Reconciling expected,
        PaymentReconciling<?> debits,
        PaymentReconciling<?> transfers,
        RefusingMatches refusing) {

    /** A kind of payment, and the door to decisions about it. */
    public record Decided<P extends Payment<P>>(Matching.Kind kind, Decisions<P> decisions) {

        private PaymentReconciling<P> with(Transactions transactions) {
            return new PaymentReconciling<>(kind, decisions, transactions);
        }
    }

    public static ByHand of(
            Reconciling expected,
            Decided<?> debits,
            Decided<?> transfers,
            Transactions transactions) {
        return new ByHand(
                expected,
                debits.with(transactions),
                transfers.with(transactions),
                new RefusingMatches(transactions, expected, List.of(debits.kind, transfers.kind)));
    }
}
