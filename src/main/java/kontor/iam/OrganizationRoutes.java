package kontor.iam;

import kontor.changes.Door;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.resources.Resources;

/** The caller's own organization over HTTP; organizations are created on the command line. */
public final class OrganizationRoutes {

    private static final String PATH = "/iam/v2beta/organization";

    private final Resources resources;
    private final Organizations organizations;
    private final RightsListener rights;
    private final int mostRequests;
    private final Door<OrganizationPatch> patch;

    /**
     * @param patch changes the settings, as everybody does
     * @param mostRequests how many a second the organization may allow each of its users
     */
    public OrganizationRoutes(
            Resources resources,
            Organizations organizations,
            Door<OrganizationPatch> patch,
            RightsListener rights,
            int mostRequests) {
        this.resources = resources;
        this.organizations = organizations;
        this.rights = rights;
        this.mostRequests = mostRequests;
        this.patch = patch;
    }

    public void register(Routes routes) {
        routes.add(
                Route.get(PATH)
                        .needs(Organizations.READ)
                        .answers(200, "Organization")
                        .by(this::read));
        routes.add(
                Route.patch(PATH)
                        .needs(Organizations.UPDATE)
                        .wholeOrganization()
                        .reads("OrganizationJSONPatchRequest")
                        .answers(200, "Organization")
                        .by(this::change));
    }

    private Answer read(Call call) {
        var organization = resources.read(call, organizations::read);
        return Answer.json(200, organization.view()).withVersion(organization.version());
    }

    private Answer change(Call call) {
        var request = OrganizationPatch.parse(call.patch(OrganizationPatch.RULES), mostRequests);
        var answer =
                resources.change(
                        call, patch, call.caller().organization().value(), call.ifMatch(), request);
        rights.changed(call.caller().organization());
        return answer;
    }
}
