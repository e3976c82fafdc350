package kontor.batches;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.approvals.ApprovalStep;
import kontor.approvals.Approvals;
import kontor.changes.Request;
import kontor.changes.Snapshot;
import kontor.db.Tx;
import kontor.events.Events;
import kontor.events.NewEvent;

/** What every use case of batches works with, and how a change of one is told. */
record BatchParts(
        Approvals approvals,
        Events events,
        BatchTable batches,
        ResultTable results,
        DecisionTable decisions) {

    BatchParts(Approvals approvals, Events events) {
        this(approvals, events, new BatchTable(), new ResultTable(), new DecisionTable());
    }

    /**
     * What happened to a batch.
     *
     * @param originator a user's id, or Kontor itself
     */
    record Happened(
            NewEvent.Type type,
            String name,
            String originator,
            UUID requestId,
            Optional<String> message,
            Map<String, String> details) {

        static Happened asked(NewEvent.Type type, String name, Request<?> request) {
            return new Happened(
                    type,
                    name,
                    request.originator(),
                    request.requestId(),
                    Optional.empty(),
                    Map.of());
        }

        static Happened byItself(String name, Batch batch) {
            return new Happened(
                    NewEvent.Type.UPDATED,
                    name,
                    NewEvent.KONTOR,
                    batch.terms().requestId(),
                    Optional.empty(),
                    Map.of());
        }
    }

    /** A batch with what is shown inside of it. */
    record Shown(Batch batch, List<ApprovalStep> steps, Optional<BatchDecision> decision) {}

    List<Shown> shown(Tx tx, List<Batch> all) {
        var ids = all.stream().map(Batch::id).toList();
        var steps = approvals.of(tx, ids);
        var last = decisions.last(tx, ids);
        return all.stream()
                .map(
                        batch ->
                                new Shown(
                                        batch,
                                        steps.getOrDefault(batch.id(), List.of()),
                                        Optional.ofNullable(last.get(batch.id()))))
                .toList();
    }

    /** One event, with the snapshot after it, per version. */
    Snapshot record(Tx tx, BatchKind.Words words, Shown shown, Happened happened) {
        var snapshot =
                shown.batch.snapshot(
                        words.resource(), tx.organization(), shown.steps, shown.decision);
        events.record(
                tx,
                new NewEvent(
                        words.resource(),
                        snapshot.id(),
                        snapshot.version(),
                        happened.type,
                        happened.name,
                        happened.originator,
                        Optional.of(happened.requestId),
                        happened.message,
                        happened.details,
                        snapshot.json()));
        return snapshot;
    }
}
