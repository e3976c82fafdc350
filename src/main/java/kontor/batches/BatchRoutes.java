package kontor.batches;

import static kontor.http.ErrorAnswers.orThrow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.HttpError;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.payments.DecisionBody;
import kontor.resources.ArrivingForm;
import kontor.resources.ResourceRoutes;
import kontor.resources.Resources;

/** Batches of one kind over HTTP. */
public final class BatchRoutes<T> {

    private final Resources resources;
    private final BatchIntake<T> batches;
    private final ResourceRoutes<BatchParts.Shown> shared;

    public BatchRoutes(Resources resources, BatchIntake<T> batches) {
        this.resources = resources;
        this.batches = batches;
        this.shared =
                new ResourceRoutes<>(
                        resources, batches.words().resourceKind(), BatchParts.Shown::view);
    }

    public void register(Routes routes) {
        var words = batches.words();
        var uses = batches.uses();
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
                        .filters(BatchIntake.RESULT_FILTERS)
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
                        .needs(batches.uses().decide())
                        .externalIds()
                        .reads("ApproveBatchRequest")
                        .answers(202, batches.words().schema())
                        .by(this::approve));
        routes.add(
                Route.post(one + ":reject")
                        .needs(batches.uses().decide())
                        .externalIds()
                        .takes(Route.Body.OPTIONAL_JSON)
                        .reads("RejectPaymentRequest")
                        .answers(202, batches.words().schema())
                        .by(this::reject));
    }

    private Answer create(Call call) {
        NewBatch batch = receive(call);
        return batches.make(
                call.caller(),
                batch,
                () -> resources.change(call, batches.create(), batch.id(), Optional.empty(), batch),
                answer -> answer.header("Idempotency-Replayed").isEmpty());
    }

    private Answer preview(Call call) {
        var page = call.page();
        NewBatch input = receive(call);
        try {
            var found = batches.preview(call.caller(), call.requestId(), input, page);
            found.view().putArray("records").addAll(found.records().items());
            found.view()
                    .put("nextToken", call.nextToken(found.records()))
                    .put("token", page.token())
                    .put("limit", page.limit());
            return Answer.json(200, found.view()).withVersion(found.version());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Stores the input while it arrives; its content counts for the Idempotency-Key. */
    private NewBatch receive(Call call) {
        try {
            return orThrow(batches.receive(call.caller(), ArrivingForm.of(call), call::content));
        } catch (IOException gone) {
            throw HttpError.incompleteBody();
        }
    }

    private Answer results(Call call) {
        var id = call.id("id");
        var page = call.page();
        var found =
                resources.read(
                        call, tx -> batches.results(tx, call.caller(), id, call.query(), page));
        return call.list(page, orThrow(found), BatchResult::view);
    }

    private Answer approve(Call call) {
        var body = call.json();
        var input = new Batches.Approve(DecisionBody.approvalStep(body), DecisionBody.assent(body));
        return decided(call, resources.change(call, batches.approve(), input));
    }

    private Answer reject(Call call) {
        var reject = Batches.Reject.of(call.optionalJson());
        return decided(call, resources.change(call, batches.reject(), reject));
    }

    /** A worker carries the decision to the payments. */
    private Answer decided(Call call, Answer answer) {
        var reference = call.reference("id");
        var found = resources.read(call, tx -> batches.find(tx, call.caller(), reference));
        batches.kick(call.caller(), orThrow(found).batch().id());
        return answer;
    }
}
