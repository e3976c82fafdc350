package kontor.administration;

import kontor.http.Route;
import kontor.http.Routes;
import kontor.resources.ResourceRoutes;
import kontor.resources.Resources;

/** Exemptions from four eyes over HTTP; Kontor's own. */
final class ExemptionRoutes {

    private static final String ALL = "/iam/v2beta/change-request-exemptions";
    private static final String ONE = ALL + "/{id}";

    private final Exemptions exemptions;
    private final ResourceRoutes<Exemption> shared;

    ExemptionRoutes(Resources resources, Exemptions exemptions) {
        this.exemptions = exemptions;
        this.shared = new ResourceRoutes<>(resources, Exemptions.KIND, Exemption::view);
    }

    void register(Routes routes) {
        routes.add(
                Route.post(ALL)
                        .needs(Exemptions.UPDATE)
                        .wholeOrganization()
                        .reads("CreateChangeRequestExemptionRequest")
                        .answers(201, "ChangeRequestExemption")
                        .by(shared.create(NewExemption::parse, exemptions.create)));
        routes.add(
                Route.get(ALL)
                        .needs(Exemptions.READ)
                        .answers(200, "ChangeRequestExemptionList")
                        .by(shared.list(exemptions::list)));
        registerOne(routes);
    }

    private void registerOne(Routes routes) {
        routes.add(
                Route.get(ONE)
                        .needs(Exemptions.READ)
                        .answers(200, "ChangeRequestExemption")
                        .by(shared.one(exemptions::find)));
        routes.add(
                Route.delete(ONE)
                        .needs(Exemptions.UPDATE)
                        .wholeOrganization()
                        .by(shared.delete(exemptions.delete)));
        routes.add(
                Route.get(ONE + "/events")
                        .needs(Exemptions.READ)
                        .answers(200, "EventList")
                        .by(shared.events()));
    }
}
