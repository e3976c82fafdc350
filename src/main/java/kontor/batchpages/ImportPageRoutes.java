package kontor.batchpages;

import static kontor.http.ErrorAnswers.orThrow;

import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kontor.changes.Changed;
import kontor.changes.NoInput;
import kontor.core.Outcome;
import kontor.db.Tx;
import kontor.forms.Deeds;
import kontor.forms.Typed;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.HttpError;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.mandateimports.FaultyRows;
import kontor.mandateimports.MandateImportRoutes;
import kontor.mandateimports.MandateImports;
import kontor.mandateimports.NewMandateImport;
import kontor.pageparts.ListAddress;
import kontor.pageparts.Moment;
import kontor.pages.Frame;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.portfolios.PortfolioColumns;
import kontor.portfolios.RowOutcome;
import kontor.sheets.CsvLine;
import kontor.uploads.Arriving;
import kontor.uploads.UploadKind;
import kontor.wire.PageRequest;
import kontor.wire.ResourceRef;

/** Pages of portfolios of mandates that move in: a file tried, sent, watched, its faulty rows. */
public final class ImportPageRoutes {

    private static final String ALL = ImportView.ALL;
    private static final String ONE = ALL + "/{id}";

    /** A row of each kind, with what most portfolios have. */
    private static final List<Map<String, String>> EXAMPLES =
            List.of(
                    Map.of(
                            "scheme", "SDD_CORE",
                            "mandateReference", "M-1001",
                            "signatureDate", "2026-01-15",
                            "active", "false",
                            "legalName", "Anna Schmidt",
                            "partyType", "INDIVIDUAL",
                            "counterpartyExternalId", "customer-1001",
                            "iban", "DE64500105173198833324"));

    private static final List<String> EXAMPLE_COLUMNS =
            List.of(
                    "scheme",
                    "mandateReference",
                    "signatureDate",
                    "active",
                    "lastCollection",
                    "counterpartyExternalId",
                    "legalName",
                    "partyType",
                    "iban");

    /** The same file is tried a few times and then imported. */
    private static final int MOST_OTHERS = 5;

    private final Pages pages;
    private final BatchDesk desk;
    private final MandateImports imports;
    private final FaultyRows faultyRows;

    public ImportPageRoutes(Pages pages, BatchDesk desk, MandateImports imports) {
        this.pages = pages;
        this.desk = desk;
        this.imports = imports;
        this.faultyRows = imports.faultyRows();
    }

    /**
     * What the list shows.
     *
     * @param older the address of the next page; empty on the last
     */
    public record ListView(List<ImportView> rows, String older, boolean first, boolean mayCreate) {}

    /** What the form shows. */
    public record NewView(List<String> columns, Typed typed) {}

    /**
     * What the page of one shows.
     *
     * @param common what is wrong with several rows in the same words, once
     * @param faulty a page of what is wrong with its rows
     * @param more the address of the next page of these; empty on the last
     * @param others imports of the same file, the newest first
     */
    public record View(
            ImportView one,
            List<FaultyRow> common,
            List<FaultyRow> faulty,
            String more,
            List<Moment> moments,
            NextOfImport next,
            List<ImportView> others,
            Typed typed) {}

    public void register(Routes routes) {
        routes.add(pages.route(ALL, MandateImports.READ).by(this::list));
        routes.add(
                pages.route(ALL + "/new", MandateImports.CREATE)
                        .by(call -> form(call, 200, Typed.nothing())));
        routes.add(
                pages.route(ALL + "/example.csv", MandateImports.CREATE)
                        .gives(MandateImportRoutes.CSV)
                        .by(_ -> example()));
        routes.add(
                pages.form(ALL + "/new", MandateImports.CREATE)
                        .takes(Route.Body.FILE)
                        .by(this::send));
        routes.add(
                pages.route(ONE, MandateImports.READ).by(call -> page(call, 200, Typed.nothing())));
        routes.add(
                pages.route(ONE + "/faulty-rows.csv", MandateImports.READ)
                        .gives(MandateImportRoutes.CSV)
                        .by(this::faultyRows));
        routes.add(pages.form(ONE + "/cancel", MandateImports.CREATE).by(this::cancel));
        routes.add(pages.form(ONE + "/import", MandateImports.CREATE).by(this::importTried));
    }

    private Answer list(Call call) {
        var caller = call.caller();
        var page = call.page();
        var zone = desk.zone(caller);
        var found =
                desk.database().read(caller.organization(), tx -> imports.list(tx, caller, page));
        var address = ListAddress.of(ALL, call.query(), List.of());
        var view =
                new ListView(
                        found.items().stream()
                                .map(one -> ImportView.of(one, caller.organization(), zone))
                                .toList(),
                        address.page(call.nextToken(found)),
                        page.after().isEmpty(),
                        caller.may(MandateImports.CREATE));
        return pages.show(frame(call, "Imports"), "batchpages/imports.jte", view);
    }

    private Frame frame(Call call, String title, Frame.Crumb... more) {
        var crumbs = new ArrayList<Frame.Crumb>();
        crumbs.add(new Frame.Crumb("Mandates", "/mandates"));
        crumbs.addAll(List.of(more));
        return pages.frame(call, Section.MANDATES, title, crumbs.toArray(Frame.Crumb[]::new));
    }

    private static Frame.Crumb toAll() {
        return new Frame.Crumb("Imports", ALL);
    }

    private Answer form(Call call, int status, Typed typed) {
        var view = new NewView(PortfolioColumns.NAMES, typed);
        return pages.show(
                status, frame(call, "Import mandates", toAll()), "batchpages/newimport.jte", view);
    }

    private static Answer example() {
        var text = new StringBuilder(CsvLine.of(EXAMPLE_COLUMNS));
        for (var row : EXAMPLES) {
            text.append(
                    CsvLine.of(
                            EXAMPLE_COLUMNS.stream()
                                    .map(column -> row.getOrDefault(column, ""))
                                    .toList()));
        }
        return Answer.text(
                        200,
                        MandateImportRoutes.CSV + "; charset=utf-8; header=present",
                        text.toString())
                .with("Content-Disposition", "attachment; filename=\"mandates-example.csv\"");
    }

    private Answer send(Call call) {
        var parts = new FormParts(call, call.visitor().orElseThrow(), UploadKind.CSV);
        var sent = Deeds.send(() -> made(parts));
        return switch (sent) {
            case Deeds.Sent.Done(var body, boolean earlier) ->
                    Pages.goTo(
                            ALL + "/" + body.path("id").asText(),
                            earlier ? "It was sent already." : "Taken; it is worked on now.");
            case Deeds.Sent.Again(int status, var faults) ->
                    form(call, status, Typed.refused(parts.fields(), faults));
        };
    }

    private Outcome<Changed> made(FormParts parts) {
        var call = parts.call();
        var input = receive(parts);
        return imports.make(
                call.caller(),
                input,
                () ->
                        desk.deeds()
                                .change(
                                        call,
                                        parts.fields(),
                                        imports.create,
                                        new ResourceRef.ById(input.id()),
                                        Optional.empty(),
                                        input),
                outcome -> outcome.stream().anyMatch(changed -> changed instanceof Changed.Fresh));
    }

    private NewMandateImport receive(FormParts parts) {
        var call = parts.call();
        try {
            return orThrow(
                    imports.receive(call.caller(), new Arriving.Form(parts), false, call::content));
        } catch (IOException gone) {
            throw HttpError.incompleteBody();
        }
    }

    private Answer page(Call call, int status, Typed typed) {
        var caller = call.caller();
        var request = call.page();
        var zone = desk.zone(caller);
        var view =
                desk.database()
                        .read(caller.organization(), tx -> view(tx, call, zone, request, typed));
        return pages.show(
                status, frame(call, view.one.name(), toAll()), "batchpages/import.jte", view);
    }

    private View view(Tx tx, Call call, ZoneId zone, PageRequest request, Typed typed) {
        var caller = call.caller();
        var id = call.id("id");
        var found = orThrow(imports.find(tx, caller, id));
        var one = ImportView.of(found, caller.organization(), zone);
        var faulty =
                orThrow(imports.rows(tx, caller, id, List.of(RowOutcome.Status.FAILED), request));
        var others =
                imports.ofSameFile(tx, caller, found, MOST_OTHERS).stream()
                        .map(other -> ImportView.of(other, caller.organization(), zone))
                        .toList();
        var next =
                NextOfImport.of(
                        caller.may(MandateImports.CREATE),
                        one,
                        imports.stored(tx, found).isDone(),
                        others);
        return new View(
                one,
                FaultyRow.ofMany(orThrow(imports.faults(tx, caller, id))),
                FaultyRow.ofImport(faulty.items()),
                new ListAddress(one.path(), Map.of()).page(call.nextToken(faulty)),
                desk.moments().of(tx, caller, MandateImports.KIND, (_, _, _) -> true, id),
                next,
                others,
                typed);
    }

    private Answer faultyRows(Call call) {
        return MandateImportRoutes.download(orThrow(faultyRows.of(call.caller(), call.id("id"))));
    }

    private Answer importTried(Call call) {
        var fields = call.fields();
        var sent = desk.deeds().sendChange(call, fields, imports.importTried, () -> NoInput.NONE);
        return switch (sent) {
            case Deeds.Sent.Done(var body, boolean earlier) ->
                    Pages.goTo(
                            ALL + "/" + body.path("id").asText(),
                            earlier ? "It was begun already." : "Taken; it is worked on now.");
            case Deeds.Sent.Again(int status, var faults) ->
                    page(call, status, Typed.refused(fields, faults));
        };
    }

    private Answer cancel(Call call) {
        var fields = call.fields();
        var sent = desk.deeds().sendChange(call, fields, imports.cancel, () -> NoInput.NONE);
        return switch (sent) {
            case Deeds.Sent.Done _ ->
                    Pages.goTo(ALL + "/" + call.id("id"), "Cancelled; what was made stays.");
            case Deeds.Sent.Again(int status, var faults) ->
                    page(call, status, Typed.refused(fields, faults));
        };
    }
}
