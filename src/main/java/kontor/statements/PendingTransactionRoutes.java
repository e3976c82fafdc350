package kontor.statements;

import static kontor.http.ErrorAnswers.orThrow;

import kontor.changes.Door;
import kontor.core.Outcome;
import kontor.db.Database;
import kontor.events.Events;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.resources.EventViews;
import kontor.resources.Resources;
import kontor.transactions.TransactionPatch;

/** Pending transactions over HTTP. */
public final class PendingTransactionRoutes {

    private static final String PATH = "/financial-data/v2/pending-transactions";
    private static final String BETA = "/financial-data/v2beta/pending-transactions";

    private final Database database;
    private final Resources resources;
    private final Events events;
    private final PendingTransactions pending;
    private final Door<TransactionPatch> patch;

    public PendingTransactionRoutes(
            Database database, Resources resources, Events events, PendingTransactions pending) {
        this.database = database;
        this.resources = resources;
        this.events = events;
        this.pending = pending;
        this.patch = pending::patch;
    }

    public void register(Routes routes) {
        routes.add(
                Route.get(PATH)
                        .needs("pending_transactions:read")
                        .filters("accountId", "date")
                        .answers(200, "PendingTransactionList")
                        .by(this::list));
        routes.add(
                Route.get(PATH + "/{id}")
                        .needs("pending_transactions:read")
                        .answers(200, "PendingTransaction")
                        .by(this::one));
        routes.add(
                Route.get(PATH + "/{id}/events")
                        .needs("pending_transactions:read")
                        .answers(200, "EventList")
                        .by(
                                call ->
                                        EventViews.list(
                                                call,
                                                database,
                                                events,
                                                PendingTransactions.RESOURCE,
                                                (tx, id) ->
                                                        pending.find(
                                                                        tx,
                                                                        id,
                                                                        call.caller().accounts())
                                                                instanceof
                                                                Outcome.Done<PendingTransaction>)));
        routes.add(
                Route.patch(BETA + "/{id}")
                        .needs("pending_transactions:update")
                        .requiresIfMatch()
                        .reads("TransactionJSONPatchRequest")
                        .answers(200, "PendingTransaction")
                        .by(
                                call ->
                                        resources.change(
                                                call,
                                                patch,
                                                call.id("id"),
                                                call.requiredIfMatch(),
                                                TransactionPatch.parse(
                                                        call.patch(TransactionPatch.RULES)))));
    }

    private Answer list(Call call) {
        var filter = PendingFilter.parse(call.query(), call.caller().accounts());
        var page = call.page();
        var organization = call.caller().organization();
        return call.list(
                page,
                database.read(organization, tx -> pending.list(tx, filter, page)),
                one -> one.view(organization));
    }

    private Answer one(Call call) {
        var id = call.id("id");
        var organization = call.caller().organization();
        var found =
                orThrow(
                        database.read(
                                organization,
                                tx -> pending.find(tx, id, call.caller().accounts())));
        return Answer.json(200, found.view(organization)).withVersion(found.version());
    }
}
