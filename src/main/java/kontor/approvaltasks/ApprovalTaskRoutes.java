package kontor.approvaltasks;

import static kontor.http.ErrorAnswers.orThrow;

import java.util.UUID;
import kontor.core.Ids;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.resources.Resources;

/** Approval tasks and summaries of batches of one kind over HTTP. */
public final class ApprovalTaskRoutes {

    private final Resources resources;
    private final ApprovalTasks tasks;

    public ApprovalTaskRoutes(Resources resources, ApprovalTasks tasks) {
        this.resources = resources;
        this.tasks = tasks;
    }

    public void register(Routes routes) {
        String batch = "/payments/v2beta/" + tasks.words().path() + "/{id}";
        String all = batch + "/approval-tasks";
        routes.add(
                Route.post(all)
                        .needs(tasks.uses().decide())
                        .externalIds()
                        .optionalIfMatch()
                        .reads("CreateBatchApprovalTaskRequest")
                        .answers(202, "BatchApprovalTask")
                        .by(this::create));
        routes.add(
                Route.get(all + "/{taskId}")
                        .needs(tasks.uses().read())
                        .externalIds()
                        .answers(200, "BatchApprovalTask")
                        .by(this::one));
        registerReads(routes, batch, all);
    }

    private void registerReads(Routes routes, String batch, String all) {
        // Kontor's own.
        routes.add(
                Route.get(all + "/{taskId}/results")
                        .needs(tasks.uses().read())
                        .externalIds()
                        .answers(200, "BatchApprovalTaskResultList")
                        .by(this::results));
        routes.add(
                Route.get(batch + "/approval-summary")
                        .needs(tasks.uses().read())
                        .externalIds()
                        .answers(200, "BatchApprovalSummary")
                        .by(this::summary));
    }

    private Answer create(Call call) {
        var input = NewApprovalTask.parse(call.reference("id"), call.json());
        var answer =
                resources.change(call, tasks.create, Ids.next(), call.expectedVersion(), input);
        tasks.kick(call.caller(), batch(call));
        return answer;
    }

    private UUID batch(Call call) {
        var reference = call.reference("id");
        var caller = call.caller();
        return orThrow(resources.read(call, tx -> tasks.batch(tx, caller, reference)));
    }

    private Answer one(Call call) {
        var batch = call.reference("id");
        var id = call.id("taskId");
        var caller = call.caller();
        var found = orThrow(resources.read(call, tx -> tasks.find(tx, caller, batch, id)));
        return Answer.json(200, found.view(caller.organization())).withVersion(found.version());
    }

    private Answer results(Call call) {
        var batch = call.reference("id");
        var id = call.id("taskId");
        var page = call.page();
        var caller = call.caller();
        var found = resources.read(call, tx -> tasks.refused(tx, caller, batch, id, page));
        return call.list(page, orThrow(found), RefusedPayment::view);
    }

    private Answer summary(Call call) {
        var batch = call.reference("id");
        var caller = call.caller();
        var found = resources.read(call, tx -> tasks.summary(tx, caller, batch));
        return Answer.json(200, orThrow(found).view());
    }
}
