package kontor.rtransactions;

import static kontor.http.ErrorAnswers.orThrow;

import java.time.LocalDate;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.resources.Resources;
import kontor.wire.Json;
import kontor.wire.Page;

/** R-transactions over HTTP; Kontor's own. */
public final class RTransactionRoutes {

    private static final String ALL = "/payments/v2beta/r-transactions";

    private final Resources resources;
    private final RTransactions door;

    public RTransactionRoutes(Resources resources, RTransactions door) {
        this.resources = resources;
        this.door = door;
    }

    public void register(Routes routes) {
        routes.add(
                Route.get(ALL)
                        .needs(RTransactions.READ)
                        .filters(RTransactionFilter.NAMES)
                        .answers(200, "RTransactionList")
                        .by(this::list));
        routes.add(
                Route.get(ALL + ":total")
                        .needs(RTransactions.READ)
                        .filters(RTransactionFilter.NAMES)
                        .answers(200, "RTransactionTotals")
                        .by(this::totals));
        routes.add(
                Route.get(ALL + "/{id}")
                        .needs(RTransactions.READ)
                        .answers(200, "RTransaction")
                        .by(this::one));
    }

    private record Listed(Page<RTransaction> page, LocalDate today) {}

    private Answer list(Call call) {
        var filter = RTransactionFilter.parse(call.query());
        var page = call.page();
        var caller = call.caller();
        var found =
                resources.read(
                        call,
                        tx -> new Listed(door.list(tx, caller, filter, page), tx.today(tx.zone())));
        return call.list(page, found.page, one -> one.view(caller.organization(), found.today));
    }

    private Answer totals(Call call) {
        var filter = RTransactionFilter.parse(call.query());
        var found = resources.read(call, tx -> door.totals(tx, call.caller(), filter));
        var view = Json.object();
        var totals = view.putArray("totals");
        found.forEach(one -> totals.add(one.view()));
        return Answer.json(200, view);
    }

    private Answer one(Call call) {
        var id = call.id("id");
        var caller = call.caller();
        var view =
                resources.read(
                        call,
                        tx ->
                                door.find(tx, caller, id)
                                        .map(
                                                one ->
                                                        one.view(
                                                                caller.organization(),
                                                                tx.today(tx.zone()))));
        return Answer.json(200, orThrow(view));
    }
}
