package kontor.counterparties;

import kontor.changes.Door;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.resources.ResourceRoutes;
import kontor.resources.Resources;

/** Counterparties over HTTP. */
public final class CounterpartyRoutes {

    private static final String ALL = "/payments/v2/counterparties";
    private static final String ONE = ALL + "/{id}";

    private final Counterparties counterparties;
    private final ResourceRoutes<Counterparty> shared;

    public CounterpartyRoutes(Resources resources, Counterparties counterparties) {
        this.counterparties = counterparties;
        this.shared = new ResourceRoutes<>(resources, Counterparties.KIND, Counterparty::view);
    }

    public void register(Routes routes) {
        Door<NewCounterparty> create = counterparties::create;
        routes.add(
                Route.post(ALL)
                        .needs(Counterparties.CREATE)
                        .reads("CreateCounterpartyRequest")
                        .answers(201, "Counterparty")
                        .by(shared.create(NewCounterparty::parse, create)));
        routes.add(
                Route.get(ALL)
                        .needs(Counterparties.READ)
                        .filters(CounterpartyFilter.NAMES)
                        .answers(200, "CounterpartyList")
                        .by(shared.list(CounterpartyFilter::parse, counterparties::list)));
        routes.add(
                Route.get(ONE)
                        .needs(Counterparties.READ)
                        .externalIds()
                        .answers(200, "Counterparty")
                        .by(shared.oneByReference(counterparties::find)));
        routes.add(
                Route.patch(ONE)
                        .needs(Counterparties.UPDATE)
                        .externalIds()
                        .reads("CounterpartyJSONPatchRequest")
                        .answers(200, "Counterparty")
                        .by(
                                shared.patch(
                                        CounterpartyPatch.RULES,
                                        CounterpartyPatch::parse,
                                        counterparties.patch)));
        routes.add(
                Route.delete(ONE)
                        .needs(Counterparties.DELETE)
                        .externalIds()
                        .by(shared.delete(counterparties.delete)));
        routes.add(
                Route.get(ONE + "/events")
                        .needs(Counterparties.READ)
                        .answers(200, "EventList")
                        .by(shared.events()));
    }
}
