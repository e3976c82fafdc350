package kontor.mandateimports;

import static kontor.http.ErrorAnswers.orThrow;

import java.io.IOException;
import java.util.Optional;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.HttpError;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.portfolios.PortfolioColumns;
import kontor.portfolios.RowOutcome;
import kontor.resources.ArrivingForm;
import kontor.resources.ResourceRoutes;
import kontor.resources.Resources;
import kontor.wire.Json;

/** Mandate imports over HTTP. */
public final class MandateImportRoutes {

    private static final String ALL = "/payments/v2beta/mandate-imports";
    private static final String ONE = ALL + "/{id}";
    public static final String CSV = "text/csv";

    private static final String STATUS = "status";

    private final Resources resources;
    private final MandateImports imports;
    private final FaultyRows faultyRows;
    private final ResourceRoutes<MandateImport> shared;

    public MandateImportRoutes(Resources resources, MandateImports imports) {
        this.resources = resources;
        this.imports = imports;
        this.faultyRows = imports.faultyRows();
        this.shared = new ResourceRoutes<>(resources, MandateImports.KIND, MandateImport::view);
    }

    public void register(Routes routes) {
        routes.add(
                Route.post(ALL)
                        .takes(Route.Body.FILE)
                        .needs(MandateImports.CREATE)
                        .filters(PortfolioColumns.DRY_RUN)
                        .reads("CreateMandateImportRequest")
                        .answers(201, "MandateImport")
                        .by(this::create));
        routes.add(
                Route.get(ALL)
                        .needs(MandateImports.READ)
                        .answers(200, "MandateImportList")
                        .by(shared.list(imports::list)));
        routes.add(
                Route.get(ONE)
                        .needs(MandateImports.READ)
                        .answers(200, "MandateImport")
                        .by(shared.one(imports::find)));
        registerRows(routes);
        registerChanges(routes);
    }

    private void registerChanges(Routes routes) {
        routes.add(
                Route.get(ONE + "/events")
                        .needs(MandateImports.READ)
                        .answers(200, "EventList")
                        .by(shared.events(imports::isVisible)));
        routes.add(
                Route.post(ONE + ":cancel")
                        .needs(MandateImports.CREATE)
                        .takes(Route.Body.ANY)
                        .answers(202, "MandateImport")
                        .by(shared.change(imports.cancel)));
        routes.add(
                Route.post(ONE + ":import")
                        .needs(MandateImports.CREATE)
                        .takes(Route.Body.ANY)
                        .answers(201, "MandateImport")
                        .by(shared.change(imports.importTried)));
    }

    private void registerRows(Routes routes) {
        routes.add(
                Route.get(ONE + "/rows")
                        .needs(MandateImports.READ)
                        .filters(STATUS)
                        .answers(200, "MandateImportRowList")
                        .by(this::rows));
        routes.add(
                Route.get(ONE + "/faults")
                        .needs(MandateImports.READ)
                        .answers(200, "MandateImportFaults")
                        .by(this::faults));
        routes.add(
                Route.get(ONE + "/faulty-rows")
                        .needs(MandateImports.READ)
                        .gives(CSV)
                        .answers(200, "FaultyRows")
                        .by(this::faultyRows));
    }

    private Answer create(Call call) {
        var input = receive(call);
        return imports.make(
                call.caller(),
                input,
                () -> resources.change(call, imports.create, input.id(), Optional.empty(), input),
                answer -> answer.header("Idempotency-Replayed").isEmpty());
    }

    /** Stores the file while it arrives; its content counts for the Idempotency-Key. */
    private NewMandateImport receive(Call call) {
        boolean dryRun = call.query().flag(PortfolioColumns.DRY_RUN);
        try {
            return orThrow(
                    imports.receive(call.caller(), ArrivingForm.of(call), dryRun, call::content));
        } catch (IOException gone) {
            throw HttpError.incompleteBody();
        }
    }

    private Answer rows(Call call) {
        var id = call.id("id");
        var page = call.page();
        var statuses = call.query().manyOf(STATUS, RowOutcome.Status.class);
        var found = resources.read(call, tx -> imports.rows(tx, call.caller(), id, statuses, page));
        return call.list(page, orThrow(found), RowResult::view);
    }

    private Answer faults(Call call) {
        var id = call.id("id");
        var found = resources.read(call, tx -> imports.faults(tx, call.caller(), id));
        var view = Json.object();
        var faults = view.putArray("faults");
        orThrow(found).forEach(fault -> faults.add(fault.view()));
        return Answer.json(200, view);
    }

    private Answer faultyRows(Call call) {
        var id = call.id("id");
        return download(orThrow(faultyRows.of(call.caller(), id)));
    }

    /** The file, for somebody who keeps it. */
    public static Answer download(FaultyRows.Csv file) {
        return Answer.streamed(
                        200,
                        CSV + "; charset=utf-8; header=present",
                        (Answer.Writer) file.text()::writeTo)
                .with("Content-Disposition", "attachment; filename*=UTF-8''" + file.name());
    }
}
