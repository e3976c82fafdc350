package kontor.directdebits;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.approvals.ApprovalStep;
import kontor.changes.Asked;
import kontor.changes.Snapshot;
import kontor.db.Tx;
import kontor.events.Events;
import kontor.events.NewEvent;

/** Tells the feed what happened to direct debits: one event, with the snapshot after it, per version. */
public final class DirectDebitEvents {

    private final Events events;

    public DirectDebitEvents(Events events) {
        this.events = events;
    }

    Snapshot created(Tx tx, DirectDebit debit, List<ApprovalStep> steps, Asked<?> asked) {
        return record(tx, debit, steps, NewEvent.Type.CREATED, "CREATED", asked.originator(),
                Optional.of(asked.requestId()), Optional.empty(), Map.of());
    }

    Snapshot decided(Tx tx, DirectDebit debit, List<ApprovalStep> steps, String name, Optional<String> message,
            Map<String, String> details, Asked<?> asked) {
        return record(tx, debit, steps, NewEvent.Type.UPDATED, name, asked.originator(),
                Optional.of(asked.requestId()), message, details);
    }

    /** @param originator {@link NewEvent#BANK} or {@link NewEvent#KONTOR} */
    void moved(Tx tx, DirectDebit debit, List<ApprovalStep> steps, String name, String originator,
            Optional<String> message) {
        record(tx, debit, steps, NewEvent.Type.UPDATED, name, originator, Optional.empty(), message, Map.of());
    }

    private Snapshot record(Tx tx, DirectDebit debit, List<ApprovalStep> steps, NewEvent.Type type, String name,
            String originator, Optional<UUID> requestId, Optional<String> message, Map<String, String> details) {
        var snapshot = debit.snapshot(tx.organization(), steps);
        events.record(tx, new NewEvent(DirectDebits.RESOURCE, snapshot.id(), snapshot.version(), type, name,
                originator, requestId, message, details, snapshot.json()));
        return snapshot;
    }
}
