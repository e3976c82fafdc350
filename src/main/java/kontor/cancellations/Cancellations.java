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
    private static final ZoneId ZONE = ZoneId.of("Europe/Stockholm");

    private final CancellationTable table = new CancellationTable();

    /**
     * Asks Bankgirot not to carry out a collection that it has; refuses by {@link
     * kontor.changes.ResourceKind}, then by {@link CancellationRefusal}.
     */
    public final Door<NoInput> cancel;

    public Cancellations(DirectDebits debits) {
        this.cancel = debits.decisions().door(this::asked);
    }

    private Outcome<Decisions.Decision<DirectDebit>> asked(
            Tx tx, Request<NoInput> request, DirectDebit debit, List<ApprovalStep> steps) {
        return Outcome.unless(
                        refusal(tx, debit)
                                .or(
                                        () ->
                                                table.ask(tx, debit.id(), tx.now())
                                                        ? Optional.empty()
                                                        : Optional.of(
                                                                CancellationRefusal
                                                                        .CANCELLATION_UNDER_WAY
                                                                        .refusal())),
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

    private static Optional<Refusal> refusal(Tx tx, DirectDebit debit) {
        var status = debit.status();
        if (status == PaymentStatus.CREATED || status == PaymentStatus.APPROVED) {
            return Optional.of(CancellationRefusal.NOT_SENT_YET.refusal());
        }
        boolean there =
                status == PaymentStatus.SENT
                        || status == PaymentStatus.PENDING_AT_BANK
                        || status == PaymentStatus.UNKNOWN;
        if (!there || debit.scheme() != MandateScheme.AUTOGIRO) {
            return Optional.of(CancellationRefusal.NOT_CANCELLABLE.refusal("it is " + status));
        }
        var latest = latest(debit);
        return tx.bankNow().isBefore(latest)
                ? Optional.empty()
                : Optional.of(CancellationRefusal.CANCELLED_TOO_LATE.refusal("that was " + latest));
    }

    /** Until when Bankgirot takes the order. */
    private static Instant latest(DirectDebit debit) {
        return BankCalendar.SWEDEN
                .plus(debit.progress().effectiveDate(), -1)
                .atTime(CUT_OFF)
                .atZone(ZONE)
                .toInstant();
    }
}
