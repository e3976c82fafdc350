package kontor.batches;

import static kontor.http.ErrorAnswers.orThrow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import kontor.changes.Door;
import kontor.changes.ExternalIds;
import kontor.core.InvalidRequest;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.HttpError;
import kontor.http.MultipartForm;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.payments.DecisionBody;
import kontor.resources.ResourceRoutes;
import kontor.resources.Resources;
import kontor.uploads.Arriving;
import kontor.uploads.Upload;
import kontor.uploads.UploadReader;

/** Batches of one kind over HTTP. */
public final class BatchRoutes<T> {

    private final Resources resources;
    private final BatchWork work;
    private final BatchKind<T> kind;
    private final Batches batches;
    private final Preview<T> preview;
    private final UploadReader uploads;
    private final ResourceRoutes<BatchParts.Shown> shared;
    private final Door<NewBatch> create;

    /**
     * @param uploads one for all kinds, which share its places
     */
    public BatchRoutes(
            Resources resources,
            ExternalIds externalIds,
            BatchWork work,
            UploadReader uploads,
            BatchKind<T> kind) {
        this.resources = resources;
        this.work = work;
        this.kind = kind;
        this.batches = new Batches(kind, externalIds, work.parts());
        this.preview = new Preview<>(work.database(), kind);
        this.uploads = uploads;
        this.shared =
                new ResourceRoutes<>(
                        resources, kind.words().resourceKind(), BatchParts.Shown::view);
        this.create = batches::create;
    }

    public void register(Routes routes) {
        var words = kind.words();
        var uses = kind.uses();
        String beta = "/payments/v2beta/" + words.path();
        routes.add(
                Route.post(beta)
                        .takes(Route.Body.UPLOAD)
                        .needs(uses.create())
                        .reads("Create" + words.schema() + "Request")
                        .answers(201, words.schema())
                        .by(this::create));
        routes.add(
                Route.post(beta + ":preview")
                        .takes(Route.Body.UPLOAD)
                        .needs(uses.create())
                        .reads("Create" + words.schema() + "Request")
                        .answers(200, "Previewable" + words.schema())
                        .by(this::preview));
        routes.add(
                Route.get(beta)
                        .needs(uses.read())
                        .answers(200, words.schema() + "List")
                        .by(shared.list(batches::list)));
        routes.add(
                Route.get(beta + "/{id}")
                        .needs(uses.read())
                        .externalIds()
                        .answers(200, words.schema())
                        .by(shared.oneByReference(batches::find)));
        routes.add(
                Route.get(beta + "/{id}/results")
                        .needs(uses.read())
                        .filters(ResultTable.Filter.NAMES)
                        .answers(200, "BatchResultList")
                        .by(this::results));
        // The published file decides credit transfers under v2, the later pages direct debits under
        // v2beta.
        registerDecisions(routes, "/payments/v2/" + words.path() + "/{id}");
        registerDecisions(routes, beta + "/{id}");
    }

    private void registerDecisions(Routes routes, String one) {
        routes.add(
                Route.post(one + ":approve")
                        .needs(kind.uses().decide())
                        .externalIds()
                        .reads("ApproveBatchRequest")
                        .answers(202, kind.words().schema())
                        .by(this::approve));
        routes.add(
                Route.post(one + ":reject")
                        .needs(kind.uses().decide())
                        .externalIds()
                        .takes(Route.Body.OPTIONAL_JSON)
                        .reads("RejectPaymentRequest")
                        .answers(202, kind.words().schema())
                        .by(this::reject));
    }

    private Answer create(Call call) {
        NewBatch batch = receive(call);
        try {
            Answer answer = resources.change(call, create, batch.id(), Optional.empty(), batch);
            if (answer.header("Idempotency-Replayed").isPresent()) {
                forget(call, batch);
            } else {
                work.kick(call.caller().organization(), batch.id());
            }
            return answer;
        } catch (InvalidRequest | HttpError refused) {
            forget(call, batch);
            throw refused;
        }
    }

    private Answer preview(Call call) {
        var page = call.page();
        NewBatch input = receive(call);
        try (var _ = work.previews().take(call.caller().organization().toString())) {
            var previewed = preview.of(call.caller(), call.requestId(), input, page);
            var batch = previewed.batch();
            var view = batch.view(call.caller().organization(), List.of(), Optional.empty());
            view.putArray("records").addAll(previewed.records().items());
            view.put("nextToken", call.nextToken(previewed.records()))
                    .put("token", page.token())
                    .put("limit", page.limit());
            return Answer.json(200, view).withVersion(batch.version());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } finally {
            forget(call, input);
        }
    }

    /** Stores the input while it arrives. */
    private NewBatch receive(Call call) {
        try {
            return orThrow(
                    uploads.receive(
                            call.caller().organization(),
                            arriving(call),
                            kind.upload(),
                            upload -> received(call, upload)));
        } catch (IOException gone) {
            throw HttpError.incompleteBody();
        }
    }

    /** The content of the input counts for the Idempotency-Key. */
    private static NewBatch received(Call call, Upload upload) {
        call.contentDigest(upload.contentDigest());
        return NewBatch.of(upload);
    }

    private static Arriving arriving(Call call) {
        return call.form()
                .<Arriving>map(form -> new Arriving.Form(() -> form.next().map(PartOfForm::new)))
                .orElseGet(() -> new Arriving.Body(call::stream));
    }

    private record PartOfForm(MultipartForm.Part part) implements Arriving.Part {

        @Override
        public String name() {
            return part.name();
        }

        @Override
        public Optional<String> fileName() {
            return part.fileName();
        }

        @Override
        public Arriving.Content content() {
            return part::content;
        }

        @Override
        public String text() {
            return part.text();
        }
    }

    /** Deletes what was stored of an input that became no batch. */
    private void forget(Call call, NewBatch batch) {
        uploads.forget(call.caller().organization(), batch.lastChunk());
    }

    private Answer results(Call call) {
        var id = call.id("id");
        var filter = ResultTable.Filter.parse(call.query());
        var page = call.page();
        var found =
                resources.read(call, tx -> batches.results(tx, call.caller(), id, filter, page));
        return call.list(page, orThrow(found), BatchResult::view);
    }

    private Answer approve(Call call) {
        var input = new Batches.Approve(DecisionBody.approvalStep(call.json()));
        return decided(call, resources.change(call, batches.approve, input));
    }

    private Answer reject(Call call) {
        var reason = DecisionBody.reason(call.optionalJson());
        return decided(call, resources.change(call, batches.reject, new Batches.Reject(reason)));
    }

    /** A worker carries the decision to the payments. */
    private Answer decided(Call call, Answer answer) {
        var reference = call.reference("id");
        var found = resources.read(call, tx -> batches.find(tx, call.caller(), reference));
        work.kick(call.caller().organization(), orThrow(found).batch().id());
        return answer;
    }
}
