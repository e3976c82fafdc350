package kontor.cancellations;

import kontor.changes.NoInput;
import kontor.core.Use;
import kontor.credittransfers.CreditTransfers;
import kontor.directdebits.DirectDebits;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.resources.Resources;

/** Calling payments of Bankgirot back, over HTTP; Kontor's own. */
public final class CancellationRoutes {

    private final Resources resources;
    private final Cancellations cancellations;

    public CancellationRoutes(Resources resources, Cancellations cancellations) {
        this.resources = resources;
        this.cancellations = cancellations;
    }

    public void register(Routes routes) {
        routes.add(
                order("direct-debits", DirectDebits.DECIDE)
                        .answers(202, "DirectDebit")
                        .by(call -> resources.change(call, cancellations.cancel, NoInput.NONE)));
        routes.add(
                order("credit-transfers", CreditTransfers.UPDATE)
                        .answers(202, "CreditTransfer")
                        .by(
                                call ->
                                        resources.change(
                                                call, cancellations.cancelCredit, NoInput.NONE)));
    }

    private static Route.Builder order(String payments, Use use) {
        return Route.post("/payments/v2beta/" + payments + "/{id}:cancel")
                .needs(use)
                .externalIds()
                .takes(Route.Body.ANY);
    }
}
