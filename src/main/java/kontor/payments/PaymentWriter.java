package kontor.payments;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import kontor.approvals.ApprovalStep;
import kontor.changes.Request;
import kontor.changes.Snapshot;
import kontor.db.Tx;
import kontor.events.NewEvent;
import kontor.wire.Json;

/**
 * Writes payments that moved: the rows, one event with the snapshot per version, and what follows
 * from it.
 */
final class PaymentWriter<P extends Payment<P>> {

    private final PaymentParts<P> parts;

    PaymentWriter(PaymentParts<P> parts) {
        this.parts = parts;
    }

    /**
     * Writes a list moved by Kontor or a bank.
     *
     * @param originator {@link NewEvent#BANK} or {@link NewEvent#KONTOR}
     */
    void moved(Tx tx, List<P> changed, Function<P, String> event, String originator) {
        if (changed.isEmpty()) {
            return;
        }
        parts.table().update(tx, changed);
        var steps = parts.approvals().of(tx, changed.stream().map(Payment::id).toList());
        for (P payment : changed) {
            var ended =
                    payment.status() == PaymentStatus.FAILED
                                    || payment.status() == PaymentStatus.RETURNED
                            ? payment.course().statusReason()
                            : Optional.<StatusReason>empty();
            record(
                    tx,
                    payment,
                    steps.getOrDefault(payment.id(), List.of()),
                    new Happened(
                            NewEvent.Type.UPDATED,
                            event.apply(payment),
                            originator,
                            Optional.empty(),
                            ended.map(reason -> reason.code() + " " + reason.description()),
                            Map.of()));
        }
        parts.consequences().moved(tx, changed);
    }

    /** An event without the resource that it happened to. */
    record Happened(
            NewEvent.Type type,
            String name,
            String originator,
            Optional<UUID> requestId,
            Optional<String> message,
            Map<String, String> details) {

        static Happened asked(NewEvent.Type type, String name, Request<?> request) {
            return new Happened(
                    type,
                    name,
                    request.originator(),
                    Optional.of(request.requestId()),
                    Optional.empty(),
                    Map.of());
        }
    }

    Snapshot record(Tx tx, P payment, List<ApprovalStep> steps, Happened happened) {
        var snapshot =
                new Snapshot(
                        parts.kind().resource(),
                        payment.id(),
                        payment.version(),
                        Json.write(PaymentView.of(payment, tx.organization(), steps)));
        parts.events()
                .record(
                        tx,
                        new NewEvent(
                                snapshot.resource(),
                                snapshot.id(),
                                snapshot.version(),
                                happened.type,
                                happened.name,
                                happened.originator,
                                happened.requestId,
                                happened.message,
                                happened.details,
                                snapshot.json()));
        return snapshot;
    }
}
