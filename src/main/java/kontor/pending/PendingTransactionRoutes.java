package kontor.pending;

import kontor.changes.Door;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.resources.ResourceRoutes;
import kontor.resources.Resources;
import kontor.transactions.TransactionPatch;

/** Pending transactions over HTTP. */
public final class PendingTransactionRoutes {

    private static final String ALL = "/financial-data/v2/pending-transactions";
    private static final String ONE = ALL + "/{id}";

    /** Only the beta of the API changes them. */
    private static final String BETA = "/financial-data/v2beta/pending-transactions/{id}";

    private final PendingTransactions pending;
    private final ResourceRoutes<PendingTransaction> shared;

    public PendingTransactionRoutes(Resources resources, PendingTransactions pending) {
        this.pending = pending;
        this.shared =
                new ResourceRoutes<>(resources, PendingTransactions.KIND, PendingTransaction::view);
    }

    public void register(Routes routes) {
        Door<TransactionPatch> patch = pending::patch;
        routes.add(
                Route.get(ALL)
                        .needs(PendingTransactions.READ)
                        .filters(PendingFilter.NAMES)
                        .answers(200, "PendingTransactionList")
                        .by(shared.list(PendingFilter::parse, pending::list)));
        routes.add(
                Route.get(ONE)
                        .needs(PendingTransactions.READ)
                        .answers(200, "PendingTransaction")
                        .by(shared.one(pending::find)));
        routes.add(
                Route.get(ONE + "/events")
                        .needs(PendingTransactions.READ)
                        .answers(200, "EventList")
                        .by(shared.events(pending::isVisible)));
        routes.add(
                Route.patch(BETA)
                        .needs(PendingTransactions.UPDATE)
                        .requiresIfMatch()
                        .reads("TransactionJSONPatchRequest")
                        .answers(200, "PendingTransaction")
                        .by(shared.patch(TransactionPatch.RULES, TransactionPatch::parse, patch)));
    }
}
