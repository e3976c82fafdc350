package kontor.reports;

import static kontor.http.ErrorAnswers.orThrow;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import kontor.changes.Door;
import kontor.core.Ids;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.resources.Resources;

/** Reports of connections over HTTP. A download is told to the security log. */
public final class ReportRoutes {

    /** Never a type that a browser would show or run: what is in a file is a stranger's. */
    private static final String BYTES = "application/octet-stream";

    private static final String ALL = "/connectivity/v2beta/connections/{id}/reports";
    private static final String ONE = ALL + "/{reportId}";
    private static final String STATEMENTS = ONE + "/bank-statements";
    private static final String STATEMENT = STATEMENTS + "/{statementId}";
    private static final String[] FORMS = {"format", "externalIdAsEndToEndId"};

    private final Resources resources;
    private final Reports reports;
    private final ReportContents contents;
    private final Door<NewReport> bring;

    public ReportRoutes(Resources resources, Reports reports, ReportContents contents) {
        this.resources = resources;
        this.reports = reports;
        this.contents = contents;
        this.bring = reports.bring();
    }

    public void register(Routes routes) {
        routes.add(
                Route.post(ALL)
                        .takes(Route.Body.REPORT)
                        .needs(Reports.BRING)
                        .reads("CreateConnectionReportRequest")
                        .answers(201, "ConnectionReport")
                        .by(this::create));
        routes.add(
                Route.get(ALL)
                        .needs(Reports.READ)
                        .filters(ReportFilter.NAMES)
                        .answers(200, "ConnectionReportList")
                        .by(this::list));
        routes.add(
                Route.get(ONE).needs(Reports.READ).answers(200, "ConnectionReport").by(this::one));
        routes.add(
                Route.get(ONE + "/content")
                        .needs(Reports.READ)
                        .filters(FORMS)
                        .gives(BYTES)
                        .answers(200, "FileContent")
                        .by(this::content));
        registerStatements(routes);
    }

    private void registerStatements(Routes routes) {
        routes.add(
                Route.get(STATEMENTS)
                        .needs(Reports.READ)
                        .filters(StatementFilter.NAMES)
                        .answers(200, "BankStatementList")
                        .by(this::statements));
        routes.add(
                Route.get(STATEMENT)
                        .needs(Reports.READ)
                        .answers(200, "BankStatement")
                        .by(this::statement));
        routes.add(
                Route.get(STATEMENT + "/content")
                        .needs(Reports.READ)
                        .filters(FORMS)
                        .gives(BYTES)
                        .answers(200, "FileContent")
                        .by(this::statementContent));
    }

    private Answer create(Call call) {
        var caller = call.caller();
        var connection = call.id("id");
        orThrow(resources.read(call, tx -> reports.connection(tx, caller, connection)));
        String type = call.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        var brought =
                type.contains("json")
                        ? orThrow(reports.told(caller, connection, call.json(), call.body()))
                        : new NewReport(connection, "application/xml", call.body(), call.body());
        var foreseen = orThrow(reports.foreseen(caller, brought));
        return resources.change(call, bring, Ids.next(), Optional.empty(), foreseen);
    }

    private Answer list(Call call) {
        var filter = ReportFilter.parse(call.query());
        var page = call.page();
        var caller = call.caller();
        var connection = call.id("id");
        var found = resources.read(call, tx -> reports.list(tx, caller, connection, filter, page));
        return call.list(page, orThrow(found), one -> one.view(caller.organization()));
    }

    private Answer one(Call call) {
        var report = report(call);
        return Answer.json(200, report.view(call.caller().organization()))
                .withVersion(report.version());
    }

    private Report report(Call call) {
        var connection = call.id("id");
        var id = call.id("reportId");
        var caller = call.caller();
        return orThrow(resources.read(call, tx -> reports.find(tx, caller, connection, id)));
    }

    private static ReportContents.Wanted wanted(Call call) {
        var query = call.query();
        return new ReportContents.Wanted(
                query.oneOf("format", ReportContents.Format.class)
                        .orElse(ReportContents.Format.RAW),
                query.bool("externalIdAsEndToEndId").orElse(false));
    }

    private Answer content(Call call) {
        UUID connection = call.id("id");
        return download(
                orThrow(contents.of(call.caller(), connection, call.id("reportId"), wanted(call))));
    }

    private static Answer download(ReportContents.Download file) {
        String name = URLEncoder.encode(file.name(), StandardCharsets.UTF_8).replace("+", "%20");
        return Answer.streamed(200, BYTES, file.bytes()::writeTo)
                .with("Content-Disposition", "attachment; filename*=UTF-8''" + name);
    }

    /** Also of a report of which the caller may see some statements only. */
    private Answer statements(Call call) {
        var filter = StatementFilter.parse(call.id("id"), call.id("reportId"), call.query());
        var page = call.page();
        var caller = call.caller();
        var found = resources.read(call, tx -> reports.statements(tx, caller, filter, page));
        return call.list(page, orThrow(found), one -> one.view(caller.organization()));
    }

    private BankStatement found(Call call) {
        var one = StatementFilter.one(call.id("id"), call.id("reportId"), call.id("statementId"));
        var caller = call.caller();
        return orThrow(resources.read(call, tx -> reports.statement(tx, caller, one)));
    }

    private Answer statement(Call call) {
        var statement = found(call);
        return Answer.json(200, statement.view(call.caller().organization()))
                .withVersion(statement.version());
    }

    private Answer statementContent(Call call) {
        var wanted = wanted(call);
        return download(orThrow(contents.of(call.caller(), found(call), wanted.externalIds())));
    }
}
