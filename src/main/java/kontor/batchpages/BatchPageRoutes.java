package kontor.batchpages;

import static kontor.http.ErrorAnswers.orThrow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import kontor.approvaltasks.ApprovalSummary;
import kontor.batches.BatchIntake;
import kontor.batches.BatchParts.Shown;
import kontor.batches.BatchResult;
import kontor.batches.Batches;
import kontor.changes.Door;
import kontor.core.Caller;
import kontor.db.Tx;
import kontor.exports.Export;
import kontor.forms.Deeds;
import kontor.forms.FormJson;
import kontor.forms.Typed;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Routes;
import kontor.pageparts.ApprovalLine;
import kontor.pageparts.ListAddress;
import kontor.pageparts.Moment;
import kontor.pageparts.ToSign;
import kontor.pages.Figures;
import kontor.pages.Frame;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.principals.Principals;
import kontor.visits.FormFields;
import kontor.wire.Page;
import kontor.wire.PageRequest;
import kontor.wire.ResourceRef;

/** One batch: how far it is, what was wrong with its records, and the decision about all of it. */
public final class BatchPageRoutes<T> {

    private static final List<String> COLUMNS =
            List.of("recordIndex", "line", "paymentId", "skipped", "errors");

    private final Principals principals = new Principals();
    private final Pages pages;
    private final BatchDesk desk;
    private final KindOfBatch<T> kind;

    BatchPageRoutes(Pages pages, BatchDesk desk, KindOfBatch<T> kind) {
        this.pages = pages;
        this.desk = desk;
        this.kind = kind;
    }

    /**
     * What the page shows.
     *
     * @param counted the payments it became, like "2 direct debits"
     * @param payments the address of those it became
     * @param faulty a page of what was wrong with its records
     * @param more the address of the next page of these; empty on the last
     * @param offer what the caller can decide of it at once, whatever the steps
     * @param task what somebody decided so
     * @param mine the caller sent it, and a step is for others only
     */
    public record View(
            BatchView batch,
            String counted,
            String payments,
            List<FaultyRow> faulty,
            String more,
            List<ApprovalLine> steps,
            List<Moment> moments,
            boolean mayDecide,
            boolean mine,
            Map<String, ToSign> toSign,
            Optional<TaskView.Offer> offer,
            Optional<TaskView> task,
            Typed typed) {

        /** Whether it changes by itself, so that the page looks again. */
        public boolean working() {
            return batch.working() || task.filter(TaskView::working).isPresent();
        }

        /** The address of this page, with the task that it shows. */
        public String here() {
            return task.map(one -> batch.path() + "?" + BatchTaskRoutes.TASK + "=" + one.id())
                    .orElse(batch.path());
        }

        /** What is signed by whoever approves this step. */
        public ToSign signs(String step) {
            return toSign.getOrDefault(step, ToSign.NOTHING);
        }
    }

    public void register(Routes routes) {
        String one = kind.path() + "/{id}";
        var uses = kind.batches().uses();
        routes.add(
                pages.route(one, uses.read())
                        .externalIds()
                        .filters(BatchTaskRoutes.TASK)
                        .by(this::page));
        routes.add(
                pages.route(one + "/results.csv", uses.read())
                        .filters(BatchIntake.RESULT_FILTERS)
                        .gives(Export.CSV)
                        .by(this::results));
        routes.add(pages.form(one + "/approve", uses.decide()).by(this::approve));
        routes.add(pages.form(one + "/reject", uses.decide()).by(this::reject));
    }

    /** What became of each record, or with {@code ?errors=true} what was wrong with the others. */
    private Answer results(Call call) {
        var caller = call.caller();
        var id = call.id("id");
        return new Export("results-" + id, COLUMNS)
                .of(
                        page ->
                                desk.database()
                                        .read(
                                                caller.organization(),
                                                tx -> rows(tx, call, id, page)));
    }

    private Page<ObjectNode> rows(Tx tx, Call call, UUID id, PageRequest page) {
        return orThrow(kind.batches().results(tx, call.caller(), id, call.query(), page))
                .map(BatchResult::view);
    }

    private Answer page(Call call) {
        var task = call.query().id(BatchTaskRoutes.TASK);
        return page(call, call.reference("id"), 200, task, Typed.nothing());
    }

    /** After a form that was refused. */
    Answer page(Call call, ResourceRef reference, int status, Typed typed) {
        return page(call, reference, status, Optional.empty(), typed);
    }

    private Answer page(
            Call call, ResourceRef reference, int status, Optional<UUID> task, Typed typed) {
        var caller = call.caller();
        var zone = desk.zone(caller);
        var view =
                desk.database()
                        .read(
                                caller.organization(),
                                tx -> {
                                    var shown = orThrow(kind.batches().find(tx, caller, reference));
                                    return view(tx, call, shown, zone, task, typed);
                                });
        var frame =
                pages.frame(
                        call,
                        Section.BATCHES,
                        view.batch.name(),
                        new Frame.Crumb("Payments", kind.payments()),
                        new Frame.Crumb("Batches", kind.path()));
        return pages.show(status, frame, "batchpages/batch.jte", view);
    }

    private View view(
            Tx tx, Call call, Shown shown, ZoneId zone, Optional<UUID> task, Typed typed) {
        var caller = call.caller();
        var id = shown.batch().id();
        var batch = BatchView.of(shown.view(caller.organization()), kind, zone);
        var faulty = faulty(tx, call, batch, id);
        var address = new ListAddress(batch.path(), Map.of());
        var told = task.map(one -> BatchTaskRoutes.task(tx, caller, kind, shown, one));
        var waiting = waiting(tx, caller, batch, shown);
        var lines = ApprovalLine.of(tx, caller, shown.steps(), desk.words(), zone);
        var steps = steps(lines, waiting);
        boolean may = decides(caller, told);
        return new View(
                batch,
                Figures.counted(batch.made(), kind.one()),
                kind.payments() + "?batchId=" + id,
                faulty.map(found -> FaultyRow.of(found.items())).orElse(List.of()),
                faulty.map(found -> address.page(call.nextToken(found))).orElse(""),
                steps,
                desk.moments().of(tx, caller, kind.resource(), (_, _, _) -> true, id),
                may && steps.stream().anyMatch(ApprovalLine::isOpen),
                isForOthers(tx, caller, shown),
                ToSign.ofEach(tx, caller, desk.assents(), shown.steps(), shown::item),
                waiting.filter(_ -> may).flatMap(one -> offer(tx, caller, shown, one)),
                told,
                typed);
    }

    private Optional<Page<BatchResult>> faulty(Tx tx, Call call, BatchView batch, UUID id) {
        return batch.working() && batch.faulty() == 0
                ? Optional.empty()
                : kind.batches().faults(tx, call.caller(), id, call.page()).stream().findFirst();
    }

    /** The page of a task comes again each second, and what it would offer is old by then. */
    private boolean decides(Caller caller, Optional<TaskView> told) {
        return caller.may(kind.batches().uses().decide())
                && told.filter(TaskView::working).isEmpty();
    }

    /** Of the payments that it became; empty where there is none yet. */
    private Optional<ApprovalSummary> waiting(Tx tx, Caller caller, BatchView batch, Shown shown) {
        return batch.working() || batch.made() == 0
                ? Optional.empty()
                : Optional.of(BatchTaskRoutes.summary(tx, caller, kind, shown));
    }

    /**
     * The steps of the batch as its payments took them: they may have been decided one by one, or
     * by a task, and then the step of the batch is waited for by nobody.
     */
    private static List<ApprovalLine> steps(
            List<ApprovalLine> lines, Optional<ApprovalSummary> waiting) {
        if (waiting.filter(one -> one.pending() == 0).isPresent()) {
            return lines.stream().map(ApprovalLine::decidedSingly).toList();
        }
        return waiting.filter(one -> one.approvable() == 0).isPresent()
                ? lines.stream().map(ApprovalLine::ofOthers).toList()
                : lines;
    }

    private Optional<TaskView.Offer> offer(
            Tx tx, Caller caller, Shown shown, ApprovalSummary waiting) {
        // The batch itself stands in the place of a step.
        var batch = new ToSign.Step(kind.type(), shown.item(shown.batch().id().toString()));
        return BatchTaskRoutes.offer(tx, caller, desk, batch, waiting);
    }

    private boolean isForOthers(Tx tx, Caller caller, Shown shown) {
        return principals.isAmong(tx, caller, List.of(shown.batch().creatorUserId()))
                && shown.steps().stream().anyMatch(step -> !step.allowCreator());
    }

    private Answer approve(Call call) {
        var fields = call.fields();
        var step = new Batches.Approve(fields.text("step"), ToSign.given(call, fields));
        return decide(
                call,
                fields,
                kind.batches().approve(),
                () -> step,
                "Approved; it is carried to the payments now.");
    }

    private Answer reject(Call call) {
        var fields = call.fields();
        return decide(
                call,
                fields,
                kind.batches().reject(),
                () -> Batches.Reject.of(Optional.of(new FormJson(fields).texts("reason").fields())),
                "Rejected; it is carried to the payments now.");
    }

    /** A worker carries the decision to the payments. */
    private <D> Answer decide(
            Call call, FormFields fields, Door<D> door, Supplier<D> decision, String notice) {
        var id = call.id("id");
        var sent = desk.deeds().sendChange(call, fields, door, decision);
        return switch (sent) {
            case Deeds.Sent.Done _ -> {
                kind.batches().kick(call.caller(), id);
                yield Pages.goTo(kind.path(id), notice);
            }
            case Deeds.Sent.Again(int status, var faults) ->
                    page(call, new ResourceRef.ById(id), status, Typed.refused(fields, faults));
        };
    }
}
