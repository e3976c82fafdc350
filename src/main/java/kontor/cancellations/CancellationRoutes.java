package kontor.cancellations;

import kontor.changes.NoInput;
import kontor.directdebits.DirectDebits;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.resources.Resources;

/** Calling collections back, over HTTP; Kontor's own. */
public final class CancellationRoutes {

    private final Resources resources;
    private final Cancellations cancellations;

    public CancellationRoutes(Resources resources, Cancellations cancellations) {
        this.resources = resources;
        this.cancellations = cancellations;
    }

    public void register(Routes routes) {
        routes.add(
                Route.post("/payments/v2beta/direct-debits/{id}:cancel")
                        .needs(DirectDebits.DECIDE)
                        .externalIds()
                        .takes(Route.Body.ANY)
                        .answers(202, "DirectDebit")
                        .by(call -> resources.change(call, cancellations.cancel, NoInput.NONE)));
    }
}
