package kontor.retries;

import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.resources.Resources;

/** Retries and their policy over HTTP; Kontor's own. */
public final class RetryRoutes {

    private static final String POLICY = "/payments/v2beta/retry-policy";

    private final Resources resources;
    private final CollectAgain collectAgain;
    private final RetryPolicies policies;

    public RetryRoutes(Resources resources, Retries retries) {
        this.resources = resources;
        this.collectAgain = retries.collectAgain();
        this.policies = retries.policies();
    }

    public void register(Routes routes) {
        routes.add(
                Route.post("/payments/v2beta/direct-debits/{id}:collect-again")
                        .needs(CollectAgain.USE)
                        .externalIds()
                        .takes(Route.Body.OPTIONAL_JSON)
                        .reads("CollectAgainRequest")
                        .answers(202, "DirectDebit")
                        .by(this::collectAgain));
        routes.add(
                Route.get(POLICY)
                        .needs(RetryPolicies.READ)
                        .answers(200, "RetryPolicy")
                        .by(this::policy));
        routes.add(
                Route.patch(POLICY)
                        .needs(RetryPolicies.UPDATE)
                        .wholeOrganization()
                        .reads("RetryPolicyJSONPatchRequest")
                        .answers(200, "RetryPolicy")
                        .by(this::change));
    }

    private Answer collectAgain(Call call) {
        return resources.change(call, collectAgain, NewRetry.parse(call.optionalJson()));
    }

    private Answer policy(Call call) {
        var now = resources.read(call, policies::read);
        return Answer.json(200, now.view(call.caller().organization())).withVersion(now.version());
    }

    private Answer change(Call call) {
        var patch = RetryPolicyPatch.parse(call.patch(RetryPolicyPatch.RULES));
        var id = resources.read(call, policies::read).id();
        return resources.change(call, policies.change, id, call.ifMatch(), patch);
    }
}
