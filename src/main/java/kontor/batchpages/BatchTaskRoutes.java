package kontor.batchpages;

import static kontor.http.ErrorAnswers.orThrow;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.approvaltasks.ApprovalSummary;
import kontor.approvaltasks.NewApprovalTask;
import kontor.batches.BatchParts.Shown;
import kontor.core.Caller;
import kontor.core.Fault;
import kontor.core.Ids;
import kontor.db.Tx;
import kontor.forms.Deeds;
import kontor.forms.FormJson;
import kontor.forms.Typed;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Routes;
import kontor.pageparts.ToSign;
import kontor.pages.Pages;
import kontor.visits.FormFields;
import kontor.wire.PageRequest;
import kontor.wire.ResourceRef;

/** All that one person can decide of the payments of a batch, in one go. */
final class BatchTaskRoutes<T> {

    /** The parameter of the page of a batch by which it shows a task. */
    static final String TASK = "task";

    /** The page has one field for the reason of each of its forms. */
    private static final String REASON = "taskReason";

    private static final PageRequest FIRST = new PageRequest(100, Optional.empty(), "");

    private final Pages pages;
    private final BatchDesk desk;
    private final KindOfBatch<T> kind;
    private final BatchPageRoutes<T> page;

    BatchTaskRoutes(Pages pages, BatchDesk desk, KindOfBatch<T> kind, BatchPageRoutes<T> page) {
        this.pages = pages;
        this.desk = desk;
        this.kind = kind;
        this.page = page;
    }

    void register(Routes routes) {
        routes.add(
                pages.form(kind.path() + "/{id}/approval-tasks", kind.batches().uses().decide())
                        .by(this::taken));
    }

    /** How many of the payments of a batch wait. */
    static ApprovalSummary summary(Tx tx, Caller caller, KindOfBatch<?> kind, Shown shown) {
        return orThrow(kind.tasks().summary(tx, caller, byId(shown)));
    }

    /** What the caller can decide of a batch; empty where nothing waits. */
    static Optional<TaskView.Offer> offer(
            Tx tx, Caller caller, BatchDesk desk, ToSign.Step batch, ApprovalSummary summary) {
        if (summary.pending() == 0) {
            return Optional.empty();
        }
        return Optional.of(
                new TaskView.Offer(
                        summary.pending(),
                        summary.approvable(),
                        summary.overdue(),
                        ToSign.of(tx, caller, desk.assents(), List.of(batch))));
    }

    /** The task that the address of the page names. */
    static TaskView task(Tx tx, Caller caller, KindOfBatch<?> kind, Shown shown, UUID id) {
        var task = orThrow(kind.tasks().find(tx, caller, byId(shown), id));
        var refused = orThrow(kind.tasks().refused(tx, caller, byId(shown), id, FIRST));
        return TaskView.of(task, refused.items(), kind.payments());
    }

    private static ResourceRef byId(Shown shown) {
        return new ResourceRef.ById(shown.batch().id());
    }

    private Answer taken(Call call) {
        var fields = call.fields();
        var batch = new ResourceRef.ById(call.id("id"));
        var sent =
                Deeds.send(
                        () ->
                                desk.deeds()
                                        .change(
                                                call,
                                                fields,
                                                kind.tasks().create,
                                                new ResourceRef.ById(Ids.next()),
                                                Deeds.version(fields),
                                                asked(call, batch, fields)));
        return switch (sent) {
            case Deeds.Sent.Done(var body, _) -> {
                kind.tasks().kick(call.caller(), call.id("id"));
                String task = "?" + TASK + "=" + body.path("id").asText();
                yield Pages.goTo(kind.path(call.id("id")) + task, "It is carried out now.");
            }
            case Deeds.Sent.Again(int status, var faults) ->
                    page.page(call, batch, status, refused(fields, faults));
        };
    }

    private static Typed refused(FormFields fields, List<Fault> faults) {
        return Typed.refused(fields, faults.stream().map(BatchTaskRoutes::atField).toList());
    }

    private static NewApprovalTask asked(Call call, ResourceRef batch, FormFields fields) {
        var body = new FormJson(fields).texts("action").flag("moveOverdueDates");
        fields.given(REASON).ifPresent(text -> body.put("reason", text));
        return NewApprovalTask.parse(batch, body.fields()).with(ToSign.given(call, fields));
    }

    private static Fault atField(Fault fault) {
        return fault.field().equals("reason") ? fault.at(REASON) : fault;
    }
}
