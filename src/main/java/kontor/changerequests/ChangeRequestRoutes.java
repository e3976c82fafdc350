package kontor.changerequests;

import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.resources.ResourceRoutes;
import kontor.resources.Resources;

/** Change requests over HTTP; Kontor's own. */
public final class ChangeRequestRoutes {

    private static final String ALL = "/iam/v2beta/change-requests";
    private static final String ONE = ALL + "/{id}";
    private static final String SCHEMA = "ChangeRequest";

    private final Resources resources;
    private final ChangeRequests requests;
    private final ResourceRoutes<ChangeRequest> shared;

    public ChangeRequestRoutes(Resources resources, ChangeRequests requests) {
        this.resources = resources;
        this.requests = requests;
        this.shared = new ResourceRoutes<>(resources, ChangeRequests.KIND, ChangeRequest::view);
    }

    public void register(Routes routes) {
        routes.add(
                Route.get(ALL)
                        .needs(ChangeRequests.READ)
                        .filters(ChangeRequestFilter.NAMES)
                        .answers(200, "ChangeRequestList")
                        .by(shared.list(ChangeRequestFilter::parse, requests::list)));
        routes.add(
                Route.get(ONE)
                        .needs(ChangeRequests.READ)
                        .answers(200, SCHEMA)
                        .by(shared.one(requests::find)));
        routes.add(
                Route.get(ONE + "/events")
                        .needs(ChangeRequests.READ)
                        .answers(200, "EventList")
                        .by(shared.events(requests::isVisible)));
        registerDecisions(routes);
    }

    private void registerDecisions(Routes routes) {
        routes.add(
                Route.post(ONE + ":approve")
                        .needs(ChangeRequests.APPROVE)
                        .wholeOrganization()
                        .takes(Route.Body.NONE)
                        .answers(200, SCHEMA)
                        .by(shared.change(requests.approve)));
        routes.add(
                Route.post(ONE + ":reject")
                        .needs(ChangeRequests.APPROVE)
                        .wholeOrganization()
                        .reads("RejectChangeRequestRequest")
                        .answers(200, SCHEMA)
                        .by(this::reject));
        routes.add(
                Route.post(ONE + ":withdraw")
                        .needs(ChangeRequests.READ)
                        .takes(Route.Body.NONE)
                        .answers(200, SCHEMA)
                        .by(shared.change(requests.withdraw)));
    }

    private Answer reject(Call call) {
        return resources.change(call, requests.reject, ChangeRequests.reason(call.json()));
    }
}
