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
import kontor.db.Tx;
import kontor.directdebits.DirectDebit;
import kontor.directdebits.DirectDebits;
import kontor.mandates.MandateScheme;
import kontor.payments.Decisions;
import kontor.payments.PaymentStatus;

/** The door to what is called back. */
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

    public Cancellations(DirectDebits debits) {
        this.cancel = debits.decisions().door(this::asked);
    }

    /** Why this collection is not called back now; empty where it may be. */
    public Optional<Refusal> refusal(Tx tx, DirectDebit debit) {
        return judged(tx, debit)
                .or(
                        () ->
                                table.isAsked(tx, debit.id())
                                        ? Optional.of(underWay())
                                        : Optional.empty());
    }

    /** Whether Bankgirot was asked, and has not answered while the collection goes on. */
    public boolean isUnderWay(Tx tx, DirectDebit debit) {
        return isThere(debit) && table.isAsked(tx, debit.id());
    }

    private static Refusal underWay() {
        return CancellationRefusal.CANCELLATION_UNDER_WAY.refusal();
    }

    private Outcome<Decisions.Decision<DirectDebit>> asked(
            Tx tx, Request<NoInput> request, DirectDebit debit, List<ApprovalStep> steps) {
        return Outcome.unless(
                        judged(tx, debit)
                                .or(
                                        () ->
                                                table.ask(tx, debit.id(), tx.now())
                                                        ? Optional.empty()
                                                        : Optional.of(underWay())),
                        () -> debit)
                .map(
                        one ->
                                new Decisions.Decision<>(
                                        one.touched(tx.now()),
                                        steps,
                                        "CANCELLATION_REQUESTED",
                                        Optional.empty(),
                                        Map.of()));
    }

    private static Optional<Refusal> judged(Tx tx, DirectDebit debit) {
        var status = debit.status();
        if (status == PaymentStatus.CREATED || status == PaymentStatus.APPROVED) {
            return Optional.of(CancellationRefusal.NOT_SENT_YET.refusal());
        }
        if (!isThere(debit)) {
            return Optional.of(CancellationRefusal.NOT_CANCELLABLE.refusal("it is " + status));
        }
        var latest = latest(debit);
        return tx.bankNow().isBefore(latest)
                ? Optional.empty()
                : Optional.of(CancellationRefusal.CANCELLED_TOO_LATE.refusal("that was " + latest));
    }

    /** Whether Bankgirot has it and has not executed it. */
    private static boolean isThere(DirectDebit debit) {
        var status = debit.status();
        boolean there =
                status == PaymentStatus.SENT
                        || status == PaymentStatus.PENDING_AT_BANK
                        || status == PaymentStatus.UNKNOWN;
        return there && debit.scheme() == MandateScheme.AUTOGIRO;
    }

    /** Until when Bankgirot takes the order. */
    public static Instant latest(DirectDebit debit) {
        return BankCalendar.SWEDEN
                .plus(debit.progress().effectiveDate(), -1)
                .atTime(CUT_OFF)
                .atZone(ZONE)
                .toInstant();
    }
}
