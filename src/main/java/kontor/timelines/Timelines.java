package kontor.timelines;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kontor.cancellations.Cancellations;
import kontor.core.Caller;
import kontor.core.Outcome;
import kontor.credittransfers.CreditTransfers;
import kontor.db.Tx;
import kontor.directdebits.DirectDebit;
import kontor.directdebits.DirectDebits;
import kontor.directdebits.MoneyBack;
import kontor.events.Event;
import kontor.events.Events;
import kontor.payments.Payment;
import kontor.payments.PaymentStatus;
import kontor.payments.PaymentWithSteps;
import kontor.wire.ResourceRef;

/** The door to the way of a payment. */
public final class Timelines {

    /** More versions than a payment gets; a bank that reports for ever is cut off there. */
    private static final int MOST_STEPS = 500;

    private final TimelineTable table = new TimelineTable();
    private final Events events;
    private final DirectDebits debits;
    private final Cancellations cancellations;
    private final CreditTransfers transfers;

    public Timelines(
            Events events,
            DirectDebits debits,
            Cancellations cancellations,
            CreditTransfers transfers) {
        this.events = events;
        this.debits = debits;
        this.cancellations = cancellations;
        this.transfers = transfers;
    }

    /** Of a collection; refuses what is unknown, or beyond the caller's accounts. */
    public Outcome<Timeline> ofDebit(Tx tx, Caller caller, ResourceRef reference) {
        return debits.payments()
                .find(tx, caller, reference)
                .map(found -> of(tx, caller, found, DirectDebits.RESOURCE));
    }

    /** The same of a transfer. */
    public Outcome<Timeline> ofTransfer(Tx tx, Caller caller, ResourceRef reference) {
        return transfers
                .payments()
                .find(tx, caller, reference)
                .map(found -> of(tx, caller, found, CreditTransfers.RESOURCE));
    }

    private Timeline of(Tx tx, Caller caller, PaymentWithSteps<?> found, String resource) {
        var payment = found.payment();
        var steps =
                Stream.concat(
                                events
                                        .ofResource(tx, resource, payment.id(), 0, MOST_STEPS)
                                        .stream()
                                        .map(Timelines::step),
                                table.notices(tx, payment.id()).stream())
                        .sorted(Comparator.comparing(TimelineStep::at))
                        .toList();
        var bank = payment.progress().bank();
        var bookings = table.bookings(tx, bank.attachedTransactions(), caller.accounts());
        return new Timeline(
                steps,
                bank.instructionId().flatMap(id -> table.file(tx, id)),
                table.told(tx, payment.id(), bank.instructionId(), bank.attachedTransactions()),
                bookings,
                upcoming(tx, found, bookings));
    }

    private static TimelineStep step(Event event) {
        return new TimelineStep(
                event.name(),
                event.originator(),
                event.occurred(),
                event.bankDate(),
                event.message(),
                event.requestId());
    }

    private List<Upcoming> upcoming(Tx tx, PaymentWithSteps<?> found, List<Booking> bookings) {
        Payment<?> payment = found.payment();
        var next = new ArrayList<Upcoming>();
        var progress = payment.progress();
        beforeItLeaves(found, next);
        if (payment.status().isFinal() && payment.status() != PaymentStatus.EXECUTED) {
            return next;
        }
        cancellation(tx, payment).ifPresent(next::add);
        if (payment.status() != PaymentStatus.EXECUTED) {
            next.add(Upcoming.on(Upcoming.Kind.EXECUTION, progress.effectiveDate()));
        }
        if (payment instanceof DirectDebit debit) {
            var settled =
                    bookings.stream()
                            .filter(booking -> !booking.returned())
                            .map(Booking::date)
                            .findFirst()
                            .orElse(progress.effectiveDate());
            MoneyBack.of(debit.scheme(), settled).ifPresent(days -> add(next, days));
        }
        return next;
    }

    /** What can become of calling it back. */
    private Optional<Upcoming> cancellation(Tx tx, Payment<?> payment) {
        if (cancellations.isUnderWay(tx, payment)) {
            return Optional.of(Upcoming.someDay(Upcoming.Kind.CANCELLATION_ANSWER));
        }
        return cancellations.refusal(tx, payment).isPresent()
                ? Optional.empty()
                : Optional.of(
                        Upcoming.at(Upcoming.Kind.CANCELLATION, Cancellations.latest(payment)));
    }

    private static void beforeItLeaves(PaymentWithSteps<?> found, List<Upcoming> next) {
        var progress = found.payment().progress();
        if (progress.status() == PaymentStatus.CREATED) {
            next.add(Upcoming.at(Upcoming.Kind.APPROVAL, progress.deadline()));
        }
        found.waitsFor().ifPresent(_ -> next.add(Upcoming.someDay(Upcoming.Kind.MANDATE)));
        if (progress.status() == PaymentStatus.APPROVED) {
            next.add(Upcoming.at(Upcoming.Kind.SUBMISSION, progress.deadline()));
        }
    }

    private static void add(List<Upcoming> next, MoneyBack days) {
        next.add(Upcoming.on(Upcoming.Kind.RETURN, days.returnUntil()));
        days.refundUntil().ifPresent(day -> next.add(Upcoming.on(Upcoming.Kind.REFUND, day)));
        days.unauthorizedUntil()
                .ifPresent(day -> next.add(Upcoming.on(Upcoming.Kind.UNAUTHORIZED_REFUND, day)));
    }
}
