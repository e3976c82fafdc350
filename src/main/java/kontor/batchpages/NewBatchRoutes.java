package kontor.batchpages;

import static kontor.http.ErrorAnswers.orThrow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import kontor.batches.BatchIntake;
import kontor.batches.NewBatch;
import kontor.changes.Changed;
import kontor.core.InvalidRequest;
import kontor.core.Outcome;
import kontor.exports.Export;
import kontor.forms.Deeds;
import kontor.forms.Typed;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.HttpError;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.pages.Frame;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.uploads.Arriving;
import kontor.wire.PageRequest;
import kontor.wire.ResourceRef;

/** The form that takes a file of payments: looked at first, with every faulty row, then sent. */
public final class NewBatchRoutes<T> {

    /** Of the example: so far that every scheme reaches it. */
    private static final int DAYS_AHEAD = 7;

    private final Pages pages;
    private final BatchDesk desk;
    private final KindOfBatch<T> kind;

    NewBatchRoutes(Pages pages, BatchDesk desk, KindOfBatch<T> kind) {
        this.pages = pages;
        this.desk = desk;
        this.kind = kind;
    }

    /**
     * What the page shows.
     *
     * @param must names of columns that a file must have, as {@code may} those that it may have
     * @param looked what would become of the file that was looked at
     */
    public record View(
            String path,
            String many,
            List<String> must,
            List<String> may,
            Optional<Looked> looked,
            Typed typed) {}

    /** What would become of a file. */
    public record Looked(BatchView batch, List<FaultyRow> faulty, boolean all) {}

    public void register(Routes routes) {
        var create = kind.batches().uses().create();
        routes.add(pages.route(kind.path() + "/new", create).by(this::form));
        routes.add(
                pages.route(kind.path() + "/example.csv", create)
                        .gives(Export.CSV)
                        .by(this::example));
        routes.add(form("/new").by(this::send));
        routes.add(form("/check").by(this::check));
    }

    private Route.Builder form(String path) {
        return pages.form(kind.path() + path, kind.batches().uses().create())
                .takes(Route.Body.UPLOAD);
    }

    private Answer form(Call call) {
        return show(call, 200, Typed.nothing(), Optional.empty());
    }

    private Answer example(Call call) {
        var caller = call.caller();
        String file =
                desk.database()
                        .read(
                                caller.organization(),
                                tx -> {
                                    var zone = desk.organizations().of(tx, caller).zone();
                                    var day = tx.today(zone).plusDays(DAYS_AHEAD);
                                    return desk.examples().of(tx, caller, kind.example(), day);
                                });
        String name = kind.many().replace(' ', '-') + "-example.csv";
        return Answer.text(200, Export.CSV + "; charset=utf-8; header=present", file)
                .with("Content-Disposition", "attachment; filename=\"" + name + "\"");
    }

    private Answer check(Call call) {
        var parts = parts(call);
        try {
            var input = receive(parts);
            var page = new PageRequest(1, Optional.empty(), "");
            var found = kind.batches().preview(call.caller(), call.requestId(), input, page);
            var typed = Typed.refused(parts.fields(), List.of());
            return show(call, 200, typed, Optional.of(looked(call, found)));
        } catch (InvalidRequest wrong) {
            return show(call, 400, Typed.refused(parts.fields(), wrong.faults()), Optional.empty());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private Looked looked(Call call, BatchIntake.Previewed found) {
        var batch = BatchView.of(found.view(), kind, desk.zone(call.caller()));
        var rows = FaultyRow.of(found.faulty());
        return new Looked(batch, rows, batch.faulty() <= found.faulty().size());
    }

    private Answer send(Call call) {
        var parts = parts(call);
        var sent = Deeds.send(() -> made(parts));
        return switch (sent) {
            case Deeds.Sent.Done(var body, boolean earlier) ->
                    Pages.goTo(
                            kind.path() + "/" + body.path("id").asText(),
                            earlier ? "It was sent already." : "Taken; it is worked on now.");
            case Deeds.Sent.Again(int status, var faults) ->
                    show(call, status, Typed.refused(parts.fields(), faults), Optional.empty());
        };
    }

    private Outcome<Changed> made(FormParts parts) {
        var call = parts.call();
        var batch = receive(parts);
        return kind.batches()
                .make(
                        call.caller(),
                        batch,
                        () ->
                                desk.deeds()
                                        .change(
                                                call,
                                                parts.fields(),
                                                kind.batches().create(),
                                                new ResourceRef.ById(batch.id()),
                                                Optional.empty(),
                                                batch),
                        outcome ->
                                outcome.stream()
                                        .anyMatch(changed -> changed instanceof Changed.Fresh));
    }

    private FormParts parts(Call call) {
        return new FormParts(
                call, call.visitor().orElseThrow(), kind.batches().words().contentType());
    }

    private NewBatch receive(FormParts parts) {
        var call = parts.call();
        try {
            return orThrow(
                    kind.batches().receive(call.caller(), new Arriving.Form(parts), call::content));
        } catch (IOException gone) {
            throw HttpError.incompleteBody();
        }
    }

    private Answer show(Call call, int status, Typed typed, Optional<Looked> looked) {
        var columns = kind.batches().columns();
        var view =
                new View(
                        kind.path(),
                        kind.many(),
                        columns.getFirst(),
                        columns.getLast(),
                        looked,
                        typed);
        var frame =
                pages.frame(
                        call,
                        Section.BATCHES,
                        "New batch",
                        new Frame.Crumb("Payments", kind.payments()),
                        new Frame.Crumb("Batches", kind.path()));
        return pages.show(status, frame, "batchpages/new.jte", view);
    }
}
