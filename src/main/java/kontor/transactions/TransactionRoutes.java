package kontor.transactions;

import kontor.changes.Door;
import kontor.db.Database;
import kontor.events.Events;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.HttpError;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.resources.EventViews;
import kontor.resources.Resources;

/** Transactions over HTTP. */
public final class TransactionRoutes {

    private static final String PATH = "/financial-data/v2/transactions";

    private final Database database;
    private final Resources resources;
    private final Events events;
    private final Transactions transactions;
    private final Door<TransactionPatch> patch;

    public TransactionRoutes(
            Database database, Resources resources, Events events, Transactions transactions) {
        this.database = database;
        this.resources = resources;
        this.events = events;
        this.transactions = transactions;
        this.patch = transactions::patch;
    }

    public void register(Routes routes) {
        routes.add(
                Route.get(PATH)
                        .needs("transactions:read")
                        .filters("accountId", "reconciliationStatus", "date")
                        .answers(200, "TransactionList")
                        .by(this::list));
        routes.add(
                Route.get(PATH + "/{id}")
                        .needs("transactions:read")
                        .answers(200, "Transaction")
                        .by(this::one));
        routes.add(
                Route.patch(PATH + "/{id}")
                        .needs("transactions:update")
                        .requiresIfMatch()
                        .reads("TransactionJSONPatchRequest")
                        .answers(200, "Transaction")
                        .by(
                                call ->
                                        resources.change(
                                                call,
                                                patch,
                                                call.id("id"),
                                                call.requiredIfMatch(),
                                                TransactionPatch.parse(
                                                        call.patch(TransactionPatch.RULES)))));
        routes.add(
                Route.get(PATH + "/{id}/events")
                        .needs("transactions:read")
                        .answers(200, "EventList")
                        .by(
                                call ->
                                        EventViews.list(
                                                call,
                                                database,
                                                events,
                                                Transactions.RESOURCE,
                                                (tx, id) ->
                                                        transactions
                                                                .find(
                                                                        tx,
                                                                        id,
                                                                        call.caller().accounts())
                                                                .isPresent())));
    }

    private Answer list(Call call) {
        var filter =
                new TransactionFilter(
                        call.query().id("accountId"),
                        call.query().oneOf("reconciliationStatus", ReconciliationStatus.class),
                        call.query().dates("date"),
                        call.caller().accounts());
        var page = call.page();
        var organization = call.caller().organization();
        return call.list(
                page,
                database.read(organization, tx -> transactions.list(tx, filter, page)),
                transaction -> transaction.view(organization));
    }

    private Answer one(Call call) {
        var id = call.id("id");
        var organization = call.caller().organization();
        var transaction =
                database.read(
                                organization,
                                tx -> transactions.find(tx, id, call.caller().accounts()))
                        .orElseThrow(HttpError::notFound);
        return Answer.json(200, transaction.view(organization)).withVersion(transaction.version());
    }
}
