package kontor.batches;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.approvals.ApprovalStep;
import kontor.approvals.Approvals;
import kontor.assents.Item;
import kontor.changes.Happened;
import kontor.changes.Journal;
import kontor.changes.Originator;
import kontor.changes.Snapshot;
import kontor.changes.Versioned;
import kontor.core.Caller;
import kontor.core.OrganizationId;
import kontor.db.Tx;

/** What every use case of batches works with, and how an event of a batch is recorded. */
public record BatchParts(
        Approvals approvals,
        Journal journal,
        BatchTable batches,
        ResultTable results,
        DecisionTable decisions) {

    BatchParts(Approvals approvals, Journal journal) {
        this(approvals, journal, new BatchTable(), new ResultTable(), new DecisionTable());
    }

    /** What Kontor did by itself, on behalf of the request that made the batch. */
    static Happened byItself(String name, Batch batch) {
        var kontor = new Originator(Originator.KONTOR.id(), Optional.of(batch.terms().requestId()));
        return Happened.updated(name, kontor);
    }

    /** A batch with what is shown inside of it. */
    public record Shown(Batch batch, List<ApprovalStep> steps, Optional<BatchDecision> decision)
            implements Versioned {

        @Override
        public int version() {
            return batch.version();
        }

        @Override
        public boolean isSeenBy(Caller caller) {
            return batch.isVisibleTo(caller);
        }

        /** Somebody rejected it as a whole. */
        boolean isRejected() {
            return decision.map(BatchDecision::isRejection).orElse(false);
        }

        /** What people know it by: the name of its file, else its external id, else its id. */
        public String title() {
            return batch.input()
                    .fileName()
                    .or(batch.terms()::externalId)
                    .orElse(batch.id().toString());
        }

        /** What somebody approves of it by this step, as it is signed. */
        public Item item(String step) {
            return batch.item(step, title());
        }

        /** As the API shows it. */
        public ObjectNode view(OrganizationId organization) {
            return batch.view(organization, steps, decision);
        }
    }

    /** Those of a kind, as they are now, which nobody else changes until this transaction ends. */
    Map<UUID, Shown> lock(Tx tx, BatchKind.Words words, Collection<UUID> ids) {
        var ofKind =
                batches.lock(tx, ids).values().stream()
                        .filter(batch -> batch.type() == words.type())
                        .toList();
        var shown = new LinkedHashMap<UUID, Shown>();
        shown(tx, ofKind).forEach(one -> shown.put(one.batch().id(), one));
        return shown;
    }

    List<Shown> shown(Tx tx, List<Batch> all) {
        var ids = all.stream().map(Batch::id).toList();
        var steps = approvals.of(tx, ids);
        var last = decisions.last(tx, ids);
        var shown = new ArrayList<Shown>();
        for (Batch batch : all) {
            var own = steps.getOrDefault(batch.id(), List.of());
            shown.add(new Shown(batch, own, Optional.ofNullable(last.get(batch.id()))));
        }
        return shown;
    }

    /** One event, with the snapshot after it, per version. */
    Snapshot record(Tx tx, BatchKind.Words words, Shown shown, Happened happened) {
        var snapshot =
                shown.batch.snapshot(
                        words.resource(), tx.organization(), shown.steps, shown.decision);
        return journal.record(tx, snapshot, happened);
    }
}
