package kontor.statements;

import static kontor.http.ErrorAnswers.orThrow;

import java.time.LocalDate;
import kontor.accounts.Accounts;
import kontor.db.Database;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.wire.Page;

/** End-of-day summaries of an account over HTTP. */
public final class EndOfDayRoutes {

    private final Database database;
    private final Accounts accounts;
    private final EndOfDayTable table = new EndOfDayTable();

    public EndOfDayRoutes(Database database, Accounts accounts) {
        this.database = database;
        this.accounts = accounts;
    }

    public void register(Routes routes) {
        routes.add(
                Route.get("/financial-data/v2beta/accounts/{id}/end-of-day-summaries")
                        .needs("accounts:read", "account_balances:read")
                        .filters("date")
                        .answers(200, "EndOfDaySummaryList")
                        .by(this::list));
    }

    private Answer list(Call call) {
        var account = call.id("id");
        var dates = call.query().dates("date");
        var page = call.page();
        var organization = call.caller().organization();
        var before = page.after().map(LocalDate::parse).orElse(null);
        var found =
                database.read(
                        organization,
                        tx -> {
                            orThrow(accounts.find(tx, call.caller(), account));
                            return table.list(tx, account, dates, before, page.limit() + 1);
                        });
        return call.list(
                page,
                Page.cut(found, page.limit(), summary -> summary.date().toString()),
                summary -> summary.view(organization));
    }
}
