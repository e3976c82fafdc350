package kontor.payments;

import java.util.List;
import java.util.Map;
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
            var ended = ended(payment);
            record(
                    tx,
                    payment,
                    steps.getOrDefault(payment.id(), List.of()),
                    List.of(),
                    Happened.updated(event.apply(payment), by)
                            .saying(ended.map(StatusReason::words))
                            .with(ended.map(StatusReason::facts).orElse(Map.of())));
        }
        parts.consequences().moved(tx, changed);
    }

    /** Why it came to nothing, or came back. */
    private Optional<StatusReason> ended(P payment) {
        boolean isOver =
                payment.status() == PaymentStatus.FAILED
                        || payment.status() == PaymentStatus.RETURNED;
        return payment.progress().statusReason().filter(_ -> isOver);
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
        var day = tx.today(parts.schedules().of(tx, payment).zone());
        return parts.journal().record(tx, snapshot, happened.on(day));
    }
}
