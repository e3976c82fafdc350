package kontor.payments;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * How far a payment has come: everything about it that may change.
 *
 * @param date the day that the client wants, in the zone of the own account
 * @param effectiveDate the bank day on which the bank makes it
 * @param deadline until when it must be approved for that day; the file is built then
 * @param bank what the way to the bank left on it
 */
public record PaymentProgress(
        LocalDate date,
        LocalDate effectiveDate,
        Instant deadline,
        PaymentStatus status,
        Optional<StatusReason> statusReason,
        BankTrail bank,
        int version,
        Instant updated) {

    /** Version 1 of a payment, which waits for approval. */
    public static PaymentProgress begun(LocalDate date, Schedule.Day day, Instant now) {
        return new PaymentProgress(
                date,
                day.date(),
                day.deadline(),
                PaymentStatus.CREATED,
                Optional.empty(),
                BankTrail.NONE,
                1,
                now);
    }

    PaymentProgress became(PaymentStatus next, Optional<StatusReason> reason, Instant now) {
        if (!status.leadsTo(next)) {
            throw new IllegalStateException("a payment cannot go from " + status + " to " + next);
        }
        return changed(next, reason.or(() -> statusReason), bank, now);
    }

    /** Its way back is booked. */
    PaymentProgress cameBack(StatusReason reason, Instant now) {
        if (!status.mayComeBack()) {
            throw new IllegalStateException("a payment that is " + status + " cannot come back");
        }
        return changed(PaymentStatus.RETURNED, Optional.of(reason), bank, now);
    }

    /** With another date, while the payment has not gone to a bank. */
    public PaymentProgress dated(LocalDate wanted, Schedule.Day day, Instant now) {
        return new PaymentProgress(
                wanted, day.date(), day.deadline(), status, statusReason, bank, version + 1, now);
    }

    /**
     * Waiting for approval again.
     *
     * @param changed whether this is part of a change that made a version already
     */
    PaymentProgress reopened(boolean changed, Instant now) {
        if (!status.leadsTo(PaymentStatus.CREATED)) {
            throw new IllegalStateException("a payment that is " + status + " is not reopened");
        }
        int next = changed ? version : version + 1;
        return new PaymentProgress(
                date,
                effectiveDate,
                deadline,
                PaymentStatus.CREATED,
                statusReason,
                bank,
                next,
                changed ? updated : now);
    }

    /** In a status that an operator sets, whether or not the present one leads there. */
    public PaymentProgress forced(PaymentStatus next, Optional<StatusReason> reason, Instant now) {
        return new PaymentProgress(
                date, effectiveDate, deadline, next, reason, bank, version + 1, now);
    }

    /** In a file that left already, whatever this payment's own way was so far. */
    PaymentProgress adoptedBy(UUID instruction, String paymentInformationId, Instant now) {
        var trail =
                new BankTrail(
                        Optional.of(instruction),
                        Optional.of(paymentInformationId),
                        bank.attachedTransactions());
        return forced(PaymentStatus.PENDING_SUBMISSION, Optional.empty(), now).with(trail);
    }

    /** A new version in the same status. */
    PaymentProgress touched(Instant now) {
        return changed(status, statusReason, bank, now);
    }

    /** With another bank day; part of the change that made this version, so the version stays. */
    PaymentProgress on(Schedule.Day day) {
        return new PaymentProgress(
                date, day.date(), day.deadline(), status, statusReason, bank, version, updated);
    }

    /** With another date; part of the change that made this version, so the version stays. */
    PaymentProgress wanted(LocalDate day) {
        return new PaymentProgress(
                day, effectiveDate, deadline, status, statusReason, bank, version, updated);
    }

    PaymentProgress submittedWith(UUID instruction, String paymentInformationId, Instant now) {
        var trail =
                new BankTrail(
                        Optional.of(instruction),
                        Optional.of(paymentInformationId),
                        bank.attachedTransactions());
        return became(PaymentStatus.PENDING_SUBMISSION, Optional.empty(), now).with(trail);
    }

    /** The bank tries again on a later day; part of the change that made this version. */
    public PaymentProgress again(LocalDate day) {
        return day.isAfter(effectiveDate) ? on(new Schedule.Day(day, deadline)) : this;
    }

    /** Paid with others in one sum; part of the change that made this version. */
    public PaymentProgress inGroup(String paymentInformationId) {
        return with(
                new BankTrail(
                        bank.instructionId(),
                        Optional.of(paymentInformationId),
                        bank.attachedTransactions(),
                        bank.payeeCheck()));
    }

    /** With more of the reason; part of the change that made this version. */
    PaymentProgress because(StatusReason reason) {
        return new PaymentProgress(
                date, effectiveDate, deadline, status, Optional.of(reason), bank, version, updated);
    }

    PaymentProgress with(BankTrail trail) {
        return new PaymentProgress(
                date, effectiveDate, deadline, status, statusReason, trail, version, updated);
    }

    private PaymentProgress changed(
            PaymentStatus next, Optional<StatusReason> reason, BankTrail trail, Instant now) {
        return new PaymentProgress(
                date, effectiveDate, deadline, next, reason, trail, version + 1, now);
    }
}
