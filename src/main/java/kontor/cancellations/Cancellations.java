package kontor.cancellations;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kontor.approvals.ApprovalStep;
import kontor.changes.Door;
import kontor.changes.NoInput;
import kontor.changes.Request;
import kontor.core.BankCalendar;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.credittransfers.CreditTransfer;
import kontor.credittransfers.CreditTransfers;
import kontor.db.Tx;
import kontor.directdebits.DirectDebits;
import kontor.mandates.MandateScheme;
import kontor.payments.Decisions;
import kontor.payments.Payment;
import kontor.payments.PaymentStatus;

/** The doors to what is called back. */
public final class Cancellations {

    private static final LocalTime CUT_OFF = LocalTime.of(19, 0);

    /** In which Bankgirot says until when it takes an order. */
    public static final ZoneId ZONE = ZoneId.of("Europe/Stockholm");

    private final CancellationTable table = new CancellationTable();

    /**
     * Asks Bankgirot not to carry out a collection that it has; refuses by {@link
     * kontor.changes.ResourceKind}, then by {@link CancellationRefusal}.
     */
    public final Door<NoInput> cancel;

    /** The same with a credit to a payer. */
    public final Door<NoInput> cancelCredit;

    public Cancellations(DirectDebits debits, CreditTransfers transfers) {
        this.cancel = debits.decisions().door(this::asked);
        this.cancelCredit = transfers.decisions().door(this::asked);
    }

    /** Why this payment is not called back now; empty where it may be. */
    public Optional<Refusal> refusal(Tx tx, Payment<?> payment) {
        return judged(tx, payment)
                .or(
                        () ->
                                table.isAsked(tx, payment.id())
                                        ? Optional.of(underWay())
                                        : Optional.empty());
    }

    /** Whether Bankgirot was asked, and has not answered while the payment goes on. */
    public boolean isUnderWay(Tx tx, Payment<?> payment) {
        return isThere(payment) && table.isAsked(tx, payment.id());
    }

    private static Refusal underWay() {
        return CancellationRefusal.CANCELLATION_UNDER_WAY.refusal();
    }

    private <P extends Payment<P>> Outcome<Decisions.Decision<P>> asked(
            Tx tx, Request<NoInput> request, P payment, List<ApprovalStep> steps) {
        return Outcome.unless(
                        judged(tx, payment)
                                .or(
                                        () ->
                                                table.ask(tx, payment.id(), tx.now())
                                                        ? Optional.empty()
                                                        : Optional.of(underWay())),
                        () -> payment)
                .map(
                        one ->
                                new Decisions.Decision<>(
                                        one.touched(tx.now()),
                                        steps,
                                        "CANCELLATION_REQUESTED",
                                        Optional.empty(),
                                        Map.of()));
    }

    private static Optional<Refusal> judged(Tx tx, Payment<?> payment) {
        var status = payment.status();
        if (status == PaymentStatus.CREATED || status == PaymentStatus.APPROVED) {
            return Optional.of(CancellationRefusal.NOT_SENT_YET.refusal());
        }
        if (!isThere(payment)) {
            return Optional.of(CancellationRefusal.NOT_CANCELLABLE.refusal("it is " + status));
        }
        var latest = latest(payment);
        return tx.bankNow().isBefore(latest)
                ? Optional.empty()
                : Optional.of(CancellationRefusal.CANCELLED_TOO_LATE.refusal("that was " + latest));
    }

    /** Whether Bankgirot has it and has not executed it. */
    private static boolean isThere(Payment<?> payment) {
        var status = payment.status();
        boolean there =
                status == PaymentStatus.SENT
                        || status == PaymentStatus.PENDING_AT_BANK
                        || status == PaymentStatus.UNKNOWN;
        return there && isOfBankgirot(payment);
    }

    private static boolean isOfBankgirot(Payment<?> payment) {
        return payment instanceof CreditTransfer transfer
                ? transfer.mandate().isPresent()
                : payment.schemeName().equals(MandateScheme.AUTOGIRO.name());
    }

    /** Until when Bankgirot takes the order. */
    public static Instant latest(Payment<?> payment) {
        return BankCalendar.SWEDEN
                .plus(payment.progress().effectiveDate(), -1)
                .atTime(CUT_OFF)
                .atZone(ZONE)
                .toInstant();
    }
}
