package kontor.statements;

import static kontor.http.ErrorAnswers.orThrow;

import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.resources.Resources;

/** End-of-day summaries of an account over HTTP. */
public final class EndOfDayRoutes {

    private final Resources resources;
    private final EndOfDaySummaries summaries;

    public EndOfDayRoutes(Resources resources, EndOfDaySummaries summaries) {
        this.resources = resources;
        this.summaries = summaries;
    }

    public void register(Routes routes) {
        routes.add(
                Route.get("/financial-data/v2beta/accounts/{id}/end-of-day-summaries")
                        .needs(EndOfDaySummaries.READ)
                        .filters("date")
                        .answers(200, "EndOfDaySummaryList")
                        .by(this::list));
    }

    private Answer list(Call call) {
        var account = call.id("id");
        var dates = call.query().dates("date");
        var page = call.page();
        var caller = call.caller();
        var found =
                orThrow(
                        resources.read(
                                call, tx -> summaries.list(tx, caller, account, dates, page)));
        return call.list(page, found, day -> day.view(caller.organization()));
    }
}
