package kontor.batches;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.approvals.ApprovalStep;
import kontor.assents.Item;
import kontor.changes.Snapshot;
import kontor.core.Caller;
import kontor.core.OrganizationId;
import kontor.deferred.StoredCaller;
import kontor.payments.BatchRef;
import kontor.payments.BatchTreatment;
import kontor.uploads.StoredInput;
import kontor.wire.Etag;
import kontor.wire.Json;

/**
 * One batch: what was asked for, what came as input, how far it is processed, what became of it.
 */
public record Batch(
        UUID id,
        BatchKind.Type type,
        Terms terms,
        StoredInput input,
        Status status,
        Progress progress,
        Results results,
        int version,
        Instant created,
        Instant updated) {

    /** How far the input is processed; it says nothing of the payments. The words of the API. */
    enum Status {
        CREATED,
        PROCESSING_STARTED,
        COMPLETED
    }

    /**
     * @param creator the caller who sent it, as {@link StoredCaller} stores it: for the work only
     * @param skipFaulty faulty records are skipped, instead of failing the whole batch
     */
    record Terms(
            UUID creatorUserId,
            String creator,
            UUID requestId,
            BatchTreatment treatment,
            boolean skipFaulty,
            Optional<String> externalId,
            Map<String, String> metadata) {

        Terms {
            metadata = Map.copyOf(metadata);
        }
    }

    /**
     * Counts of records.
     *
     * @param checked all records were validated
     * @param succeeded became payments
     * @param failed became no payment, which fails the batch
     * @param skipped became no payment, as {@code skipValidationErrors} asks for
     */
    record Progress(boolean checked, int validated, int succeeded, int failed, int skipped) {

        static final Progress NONE = new Progress(false, 0, 0, 0, 0);
    }

    /**
     * What is known when the batch is completed; the totals of the input are known earlier.
     *
     * @param inputTotals of all records that could be read, as {@link Totals#stored}
     * @param resultTotals of those that became payments, likewise
     * @param errors JSON array of ErrorDetails, at most 255
     */
    record Results(
            Optional<String> inputTotals, Optional<String> resultTotals, Optional<String> errors) {

        static final Results NONE =
                new Results(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * A caller limited to some accounts sees only batches of their own: others may hold payments of
     * other accounts.
     */
    boolean isVisibleTo(Caller caller) {
        return caller.accounts().all() || isMadeBy(caller);
    }

    private boolean isMadeBy(Caller caller) {
        return caller.userId().equals(terms.creatorUserId);
    }

    public UUID creatorUserId() {
        return terms.creatorUserId;
    }

    /** How many of its records became payments. */
    public int payments() {
        return progress.succeeded;
    }

    /**
     * What somebody approves of it by this step: the sums of its payments, and by its digest what
     * came in.
     */
    Item item(String step, String title) {
        var totals = Totals.read(results.resultTotals.orElse(null));
        return new Item(
                type == BatchKind.Type.DIRECT_DEBIT
                        ? "direct_debit_batches"
                        : "credit_transfer_batches",
                id,
                version,
                step,
                Map.of(
                        "name",
                        title,
                        "payments",
                        Integer.toString(progress.succeeded),
                        "sums",
                        totals.words(),
                        "input",
                        "sha256:" + input.sha256()));
    }

    BatchRef ref() {
        return new BatchRef(id, terms.treatment);
    }

    Batch started(Instant now) {
        return changed(Status.PROCESSING_STARTED, progress, results, now);
    }

    /** As it would be completed at once, with the same version and times. */
    Batch previewed(Progress last, Results found) {
        return new Batch(
                id, type, terms, input, Status.COMPLETED, last, found, version, created, updated);
    }

    Batch completed(Progress last, Results found, Instant now) {
        return changed(Status.COMPLETED, last, found, now);
    }

    /**
     * A new version in the same status: somebody decided, or a decision has reached all payments.
     */
    Batch touched(Instant now) {
        return changed(status, progress, results, now);
    }

    private Batch changed(Status next, Progress reached, Results found, Instant now) {
        return new Batch(id, type, terms, input, next, reached, found, version + 1, created, now);
    }

    Snapshot snapshot(
            String resource,
            OrganizationId organization,
            List<ApprovalStep> steps,
            Optional<BatchDecision> decision) {
        return new Snapshot(resource, id, version, Json.write(view(organization, steps, decision)));
    }

    /** CreditTransferBatch of the API, and the same of direct debits. */
    ObjectNode view(
            OrganizationId organization,
            List<ApprovalStep> steps,
            Optional<BatchDecision> decision) {
        var view =
                Json.object()
                        .put("id", id.toString())
                        .put("organizationId", organization.toString())
                        .put("creatorUserId", terms.creatorUserId.toString())
                        .put("treatment", terms.treatment.name())
                        .put("skipValidationErrors", terms.skipFaulty)
                        .put("status", status.name());
        view.set("input", inputView());
        view.set("inputContent", inputView());
        Totals.read(results.inputTotals.orElse(null)).show(view.putObject("inputDetails"));
        view.putObject("progress")
                .put("validated", progress.validated)
                .put("created", progress.succeeded)
                .put("total", input.records());
        if (status == Status.COMPLETED) {
            showResults(view);
        }
        var approvals = view.putArray("approvalSteps");
        if (status == Status.COMPLETED) {
            steps.forEach(step -> approvals.add(step.view().put("batchId", id.toString())));
        }
        decision.ifPresent(last -> view.set("approvalResults", last.view(progress.succeeded)));
        terms.externalId.ifPresent(text -> view.put("externalId", text));
        if (!terms.metadata.isEmpty()) {
            terms.metadata.forEach(view.putObject("metadata")::put);
        }
        return view.put("etag", Etag.of(version))
                .put("version", version)
                .put("created", Json.timestamp(created))
                .put("updated", Json.timestamp(updated));
    }

    private ObjectNode inputView() {
        var view =
                Json.object()
                        .put("contentType", input.contentType())
                        .put("recordCount", input.records())
                        .put("size", input.size())
                        .put("checksum", "sha256:" + input.sha256());
        input.fileName().ifPresent(name -> view.put("filename", name));
        return view;
    }

    private void showResults(ObjectNode view) {
        var totals = Totals.read(results.resultTotals.orElse(null));
        var old = counts(view.putObject("results"));
        counts(old.putObject("processed"));
        totals.show(old);
        counts(view.putObject("resultSummary"));
        totals.show(view.putObject("resultDetails"));
        results.errors.ifPresent(json -> view.set("errors", Json.readOwn(json)));
    }

    private ObjectNode counts(ObjectNode view) {
        return view.put("total", progress.validated)
                .put("succeeded", progress.succeeded)
                .put("failed", progress.failed)
                .put("skipped", progress.skipped);
    }
}
