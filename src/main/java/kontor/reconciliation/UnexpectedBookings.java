package kontor.reconciliation;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.cases.CaseKind;
import kontor.cases.Cases;
import kontor.cases.NewCase;
import kontor.db.Tx;
import kontor.payments.BankReportHandler.Candidate;

/**
 * Bookings of payments that had come to nothing: refused by a report of the bank, rejected, or
 * never sent. The booking stands and the payment stays as it is; a case waits for a person, or for
 * the money to come back.
 */
final class UnexpectedBookings {

    private final Cases cases;

    UnexpectedBookings(Cases cases) {
        this.cases = cases;
    }

    void found(Tx tx, Moves.Unexpected one) {
        var payment = one.payment();
        cases.open(
                tx,
                new NewCase(
                        CaseKind.STATUS_CONTRADICTS,
                        NewCase.moved(CaseKind.STATUS_CONTRADICTS, payment.payment()),
                        Optional.of(payment.accountId()),
                        Optional.of(payment.payment()),
                        Optional.empty(),
                        "the bank booked %spayment %s, which was %s"
                                .formatted(
                                        one.forward() ? "" : "the return of ",
                                        payment.payment(),
                                        payment.status()),
                        NewCase.facts(
                                "status", payment.status(),
                                "transactionId", one.entry().transactionId(),
                                "amount", payment.amount().plain(),
                                "currency", payment.amount().currency())));
    }

    /** Neither attached nor believed: too late, or once too often. */
    void doubted(Tx tx, Matches.Doubt one) {
        var payment = one.payment();
        var entry = one.entry();
        cases.open(
                tx,
                new NewCase(
                        CaseKind.RETURN_IN_DOUBT,
                        "%s|%s|%s"
                                .formatted(
                                        CaseKind.RETURN_IN_DOUBT,
                                        payment.payment(),
                                        entry.transactionId()),
                        Optional.of(entry.accountId()),
                        Optional.of(payment.payment()),
                        Optional.empty(),
                        one.summary(),
                        NewCase.facts(
                                "status", payment.status(),
                                "transactionId", entry.transactionId(),
                                "date", entry.date(),
                                "amount", entry.amount().plain(),
                                "currency", entry.amount().currency())));
    }

    /** The money is where it was before: what reports said otherwise does not matter any more. */
    void cameBack(Tx tx, List<UUID> payments) {
        cases.settleMoved(tx, payments, "its return was booked");
    }
}
