package kontor.payments;

import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import kontor.approvals.ApprovalStep;
import kontor.changes.Happened;
import kontor.changes.Originator;
import kontor.changes.Snapshot;
import kontor.db.Tx;
import kontor.warnings.Warning;
import kontor.wire.Json;

/**
 * Writes payments that changed: the rows, one event with the snapshot per version, and the
 * consequences that their kind has for that.
 */
final class PaymentWriter<P extends Payment<P>> {

    /** The member of an event's details that has the bank's day. */
    private static final String BANK_DATE = "bankDate";

    private final PaymentParts<P> parts;

    PaymentWriter(PaymentParts<P> parts) {
        this.parts = parts;
    }

    /**
     * Writes payments that a bank or Kontor moved.
     *
     * @param event the name of the event of each
     */
    void moved(Tx tx, List<P> changed, Function<P, String> event, Originator by) {
        if (changed.isEmpty()) {
            return;
        }
        parts.table().update(tx, changed);
        var steps = parts.approvals().of(tx, changed.stream().map(Payment::id).toList());
        for (P payment : changed) {
            var ended =
                    payment.status() == PaymentStatus.FAILED
                                    || payment.status() == PaymentStatus.RETURNED
                            ? payment.progress().statusReason()
                            : Optional.<StatusReason>empty();
            record(
                    tx,
                    payment,
                    steps.getOrDefault(payment.id(), List.of()),
                    List.of(),
                    Happened.updated(event.apply(payment), by)
                            .saying(ended.map(StatusReason::words)));
        }
        parts.consequences().moved(tx, changed);
    }

    /**
     * @param warnings as far as the one who changes it may see
     */
    Snapshot record(
            Tx tx, P payment, List<ApprovalStep> steps, List<Warning> warnings, Happened happened) {
        var snapshot =
                new Snapshot(
                        parts.kind().resource(),
                        payment.id(),
                        payment.version(),
                        Json.write(PaymentView.of(payment, tx.organization(), steps, warnings)));
        return parts.journal().record(tx, snapshot, onItsDay(tx, payment, happened));
    }

    /** With the day that it was at the bank, which in a sandbox may be months ahead. */
    private Happened onItsDay(Tx tx, P payment, Happened happened) {
        var details = new HashMap<>(happened.details());
        var zone = parts.schedules().of(tx, payment).zone();
        details.put(BANK_DATE, tx.today(zone).toString());
        return happened.with(details);
    }
}
