package kontor.transactions;

import static kontor.http.ErrorAnswers.orThrow;

import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.resources.ResourceRoutes;
import kontor.resources.Resources;

/** Transactions over HTTP. */
public final class TransactionRoutes {

    private static final String ALL = "/financial-data/v2/transactions";
    private static final String ONE = ALL + "/{id}";

    private final Resources resources;
    private final Transactions transactions;
    private final ResourceRoutes<Transaction> shared;

    public TransactionRoutes(Resources resources, Transactions transactions) {
        this.resources = resources;
        this.transactions = transactions;
        this.shared = new ResourceRoutes<>(resources, Transactions.KIND, Transaction::view);
    }

    public void register(Routes routes) {
        routes.add(
                Route.get(ALL)
                        .needs(Transactions.READ)
                        .filters(TransactionFilter.NAMES)
                        .answers(200, "TransactionList")
                        .by(shared.list(TransactionFilter::parse, transactions::list)));
        routes.add(
                Route.get(ONE)
                        .needs(Transactions.READ)
                        .answers(200, "Transaction")
                        .by(shared.one(transactions::find)));
        routes.add(
                Route.patch(ONE)
                        .needs(Transactions.UPDATE)
                        .requiresIfMatch()
                        .reads("TransactionJSONPatchRequest")
                        .answers(200, "Transaction")
                        .by(
                                shared.patch(
                                        TransactionPatch.RULES,
                                        TransactionPatch::parse,
                                        transactions.patch)));
        routes.add(
                Route.get(ONE + "/events")
                        .needs(Transactions.READ)
                        .answers(200, "EventList")
                        .by(shared.events(transactions::isVisible)));
        routes.add(
                Route.get("/financial-data/v2beta/transactions/{id}/details")
                        .needs(Transactions.READ)
                        .answers(200, "TransactionDetailList")
                        .by(this::details));
    }

    private Answer details(Call call) {
        var id = call.id("id");
        var page = call.page();
        var found =
                orThrow(
                        resources.read(
                                call, tx -> transactions.details(tx, call.caller(), id, page)));
        return call.list(page, found, row -> row.detail().view());
    }
}
