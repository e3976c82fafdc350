package kontor.batches;

import static kontor.http.ErrorAnswers.orThrow;

import java.util.Optional;
import java.util.UUID;
import kontor.changes.Door;
import kontor.changes.ExternalIds;
import kontor.core.InvalidRequest;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.HttpError;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.payments.DecisionBody;
import kontor.resources.Resources;
import kontor.uploads.UploadReader;

/** Batches of one kind over HTTP. */
public final class BatchRoutes<T> {

    private final Database database;
    private final Resources resources;
    private final BatchWork work;
    private final BatchKind<T> kind;
    private final Batches batches;
    private final Uploads uploads;
    private final Door<NewBatch> create;
    private final Door<Batches.Approve> approve;
    private final Door<Batches.Reject> reject;

    public BatchRoutes(
            Database database,
            Resources resources,
            ExternalIds externalIds,
            BatchWork work,
            BatchKind<T> kind) {
        this.database = database;
        this.resources = resources;
        this.work = work;
        this.kind = kind;
        this.batches = new Batches(kind, externalIds, work.parts());
        this.uploads = new Uploads(new UploadReader(database));
        this.create = batches::create;
        this.approve = batches::approve;
        this.reject = batches::reject;
    }

    public void register(Routes routes) {
        var words = kind.words();
        String beta = "/payments/v2beta/" + words.path();
        String read = words.payments() + ":read";
        String[] making = {
            words.payments() + ":create",
            "accounts:read",
            "external_accounts:read",
            "counterparties:read"
        };
        routes.add(
                Route.post(beta)
                        .takes(Route.Body.UPLOAD)
                        .needs(making)
                        .reads("Create" + words.schema() + "Request")
                        .answers(201, words.schema())
                        .by(this::create));
        routes.add(
                Route.post(beta + ":preview")
                        .takes(Route.Body.UPLOAD)
                        .needs(making)
                        .reads("Create" + words.schema() + "Request")
                        .answers(200, "Previewable" + words.schema())
                        .by(new Preview<>(database, uploads, kind)::answer));
        routes.add(
                Route.get(beta).needs(read).answers(200, words.schema() + "List").by(this::list));
        routes.add(
                Route.get(beta + "/{id}")
                        .needs(read)
                        .externalIds()
                        .answers(200, words.schema())
                        .by(this::one));
        routes.add(
                Route.get(beta + "/{id}/results")
                        .needs(read)
                        .filters("errors", "skipped")
                        .answers(200, "BatchResultList")
                        .by(this::results));
        // The published file decides credit transfers under v2, the later pages direct debits under
        // v2beta.
        for (String one : new String[] {"/payments/v2/" + words.path() + "/{id}", beta + "/{id}"}) {
            routes.add(
                    Route.post(one + ":approve")
                            .needs(words.payments() + ":update")
                            .externalIds()
                            .reads("ApproveBatchRequest")
                            .answers(202, words.schema())
                            .by(this::approve));
            routes.add(
                    Route.post(one + ":reject")
                            .needs(words.payments() + ":update")
                            .externalIds()
                            .takes(Route.Body.OPTIONAL_JSON)
                            .reads("RejectPaymentRequest")
                            .answers(202, words.schema())
                            .by(this::reject));
        }
    }

    private Answer create(Call call) {
        OrganizationId organization = call.caller().organization();
        NewBatch batch = uploads.receive(call, kind.upload());
        try {
            Answer answer = resources.change(call, create, batch.id(), Optional.empty(), batch);
            if (answer.header("Idempotency-Replayed").isPresent()) {
                uploads.forget(call, batch);
            } else {
                work.kick(organization, batch.id());
            }
            return answer;
        } catch (InvalidRequest | HttpError refused) {
            uploads.forget(call, batch);
            throw refused;
        }
    }

    private Answer list(Call call) {
        var page = call.page();
        var organization = call.caller().organization();
        return call.list(
                page,
                database.read(organization, tx -> batches.list(tx, call.caller(), page)),
                shown -> shown.batch().view(organization, shown.steps(), shown.decision()));
    }

    private Answer one(Call call) {
        var organization = call.caller().organization();
        var shown =
                orThrow(
                        database.read(
                                organization,
                                tx -> batches.find(tx, call.caller(), call.reference("id"))));
        return Answer.json(200, shown.batch().view(organization, shown.steps(), shown.decision()))
                .withVersion(shown.batch().version());
    }

    private Answer results(Call call) {
        UUID id = call.id("id");
        var filter =
                new ResultTable.Filter(call.query().bool("errors"), call.query().bool("skipped"));
        var page = call.page();
        return call.list(
                page,
                orThrow(
                        database.read(
                                call.caller().organization(),
                                tx -> batches.results(tx, call.caller(), id, filter, page))),
                BatchResult::view);
    }

    private Answer approve(Call call) {
        String step = DecisionBody.approvalStep(call.json());
        var batch = call.reference("id");
        return decided(
                call,
                resources.change(
                        call,
                        approve,
                        batch.idIfTold(),
                        call.ifMatch(),
                        new Batches.Approve(batch, step)));
    }

    private Answer reject(Call call) {
        var reason = DecisionBody.reason(call.optionalJson());
        var batch = call.reference("id");
        return decided(
                call,
                resources.change(
                        call,
                        reject,
                        batch.idIfTold(),
                        call.ifMatch(),
                        new Batches.Reject(batch, reason)));
    }

    private Answer decided(Call call, Answer answer) {
        var organization = call.caller().organization();
        orThrow(
                database.read(
                                organization,
                                tx -> batches.find(tx, call.caller(), call.reference("id")))
                        .map(
                                shown -> {
                                    work.kick(organization, shown.batch().id());
                                    return true;
                                }));
        return answer;
    }
}
