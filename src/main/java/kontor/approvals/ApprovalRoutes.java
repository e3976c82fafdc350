package kontor.approvals;

import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.resources.Resources;

/**
 * Approval settings over HTTP. None of these routes is in the published API; they are Kontor's own.
 */
public final class ApprovalRoutes {

    private static final String SETTINGS = "/payments/v2beta/approval-settings";

    private final Resources resources;
    private final Settings settings;

    public ApprovalRoutes(Resources resources, Settings settings) {
        this.resources = resources;
        this.settings = settings;
    }

    public void register(Routes routes) {
        routes.add(
                Route.get(SETTINGS)
                        .needs(ApprovalChains.READ)
                        .answers(200, "ApprovalSettings")
                        .by(this::settings));
        routes.add(
                Route.patch(SETTINGS)
                        .needs(ApprovalChains.UPDATE)
                        .wholeOrganization()
                        .reads("ApprovalSettingsJSONPatchRequest")
                        .answers(200, "ApprovalSettings")
                        .by(this::changeSettings));
    }

    private Answer settings(Call call) {
        var now = resources.read(call, settings::read);
        return Answer.json(200, now.view(call.caller().organization())).withVersion(now.version());
    }

    private Answer changeSettings(Call call) {
        var currency = ApprovalSettings.evaluationCurrency(call.patch(ApprovalSettings.RULES));
        var id = resources.read(call, settings::read).id();
        return resources.change(call, settings.change, id, call.ifMatch(), currency);
    }
}
