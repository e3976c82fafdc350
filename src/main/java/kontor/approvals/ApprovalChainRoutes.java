package kontor.approvals;

import kontor.http.Route;
import kontor.http.Routes;
import kontor.resources.ResourceRoutes;
import kontor.resources.Resources;

/** Approval chains over HTTP; the published API has none, they are Kontor's own. */
public final class ApprovalChainRoutes {

    private static final String CHAINS = "/payments/v2beta/approval-chains";
    private static final String CHAIN = CHAINS + "/{id}";

    private final ApprovalChains chains;
    private final ResourceRoutes<ApprovalChain> shared;

    public ApprovalChainRoutes(Resources resources, ApprovalChains chains) {
        this.chains = chains;
        this.shared = new ResourceRoutes<>(resources, ApprovalChains.KIND, ApprovalChain::view);
    }

    public void register(Routes routes) {
        routes.add(
                Route.post(CHAINS)
                        .needs(ApprovalChains.CREATE)
                        .wholeOrganization()
                        .reads("CreateApprovalChainRequest")
                        .answers(201, "ApprovalChain")
                        .by(shared.create(ChainTerms::parse, chains.create)));
        routes.add(
                Route.get(CHAINS)
                        .needs(ApprovalChains.READ)
                        .answers(200, "ApprovalChainList")
                        .by(shared.list(chains::list)));
        routes.add(
                Route.get(CHAIN)
                        .needs(ApprovalChains.READ)
                        .answers(200, "ApprovalChain")
                        .by(shared.one(chains::find)));
        routes.add(
                Route.patch(CHAIN)
                        .needs(ApprovalChains.UPDATE)
                        .wholeOrganization()
                        .reads("ApprovalChainJSONPatchRequest")
                        .answers(200, "ApprovalChain")
                        .by(shared.patch(ChainPatch.RULES, ChainPatch::parse, chains.patch)));
        routes.add(
                Route.delete(CHAIN)
                        .needs(ApprovalChains.DELETE)
                        .wholeOrganization()
                        .by(shared.delete(chains.delete)));
        routes.add(
                Route.get(CHAIN + "/events")
                        .needs(ApprovalChains.READ)
                        .answers(200, "EventList")
                        .by(shared.events()));
    }
}
