package kontor.mandates;

import kontor.changes.Door;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.resources.ResourceRoutes;
import kontor.resources.Resources;

/** Mandates over HTTP. */
public final class MandateRoutes {

    private static final String ALL = "/payments/v2/mandates";
    private static final String ONE = ALL + "/{id}";

    /** Only the beta of the API changes them. */
    private static final String BETA = "/payments/v2beta/mandates/{id}";

    private final Mandates mandates;
    private final ResourceRoutes<Mandate> shared;

    public MandateRoutes(Resources resources, Mandates mandates) {
        this.mandates = mandates;
        this.shared = new ResourceRoutes<>(resources, Mandates.KIND, Mandate::view);
    }

    public void register(Routes routes) {
        Door<NewMandate> create = mandates::create;
        routes.add(
                Route.post(ALL)
                        .needs(Mandates.CREATE)
                        .reads("CreateMandateRequest")
                        .answers(201, "Mandate")
                        .by(shared.create(NewMandate::parse, create)));
        routes.add(
                Route.get(ALL)
                        .needs(Mandates.READ)
                        .filters(MandateFilter.NAMES)
                        .answers(200, "MandateList")
                        .by(shared.list(MandateFilter::parse, mandates::list)));
        routes.add(
                Route.get(ONE)
                        .needs(Mandates.READ)
                        .externalIds()
                        .answers(200, "Mandate")
                        .by(shared.oneByReference(mandates::find)));
        routes.add(
                Route.patch(BETA)
                        .needs(Mandates.UPDATE)
                        .externalIds()
                        .reads("MandateJSONPatchRequest")
                        .answers(200, "Mandate")
                        .by(shared.patch(MandatePatch.RULES, MandatePatch::parse, mandates.patch)));
        routes.add(
                Route.get(ONE + "/events")
                        .needs(Mandates.READ)
                        .answers(200, "EventList")
                        .by(shared.events(mandates::isVisible)));
        routes.add(
                Route.post(ONE + ":cancel")
                        .needs(Mandates.UPDATE)
                        .externalIds()
                        .takes(Route.Body.ANY)
                        .answers(202, "Mandate")
                        .by(shared.change(mandates.cancel)));
    }
}
