package kontor.reconciliation;

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

    void found(Tx tx, Candidate payment, UUID transaction) {
        cases.open(
                tx,
                new NewCase(
                        CaseKind.STATUS_CONTRADICTS,
                        fingerprint(payment.payment()),
                        Optional.of(payment.accountId()),
                        Optional.of(payment.payment()),
                        Optional.empty(),
                        "the bank booked payment %s, which was %s"
                                .formatted(payment.payment(), payment.status()),
                        NewCase.facts(
                                "status", payment.status(),
                                "transactionId", transaction,
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
                        Optional.of(payment.accountId()),
                        Optional.of(payment.payment()),
                        Optional.empty(),
                        "payment %s %s; the booking moves nothing and is left to you"
                                .formatted(payment.payment(), one.why()),
                        NewCase.facts(
                                "status", payment.status(),
                                "transactionId", entry.transactionId(),
                                "date", entry.date(),
                                "amount", entry.amount().plain(),
                                "currency", entry.amount().currency())));
    }

    /** The money is where it was before. */
    void cameBack(Tx tx, UUID payment) {
        cases.settle(
                tx, CaseKind.STATUS_CONTRADICTS, fingerprint(payment), "its return was booked");
    }

    private static String fingerprint(UUID payment) {
        return CaseKind.STATUS_CONTRADICTS + "|booked|" + payment;
    }
}
