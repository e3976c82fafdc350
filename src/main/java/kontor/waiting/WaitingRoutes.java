package kontor.waiting;

import kontor.approvals.WaitingFilter;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.resources.Resources;

/** What waits for people, over HTTP. It is not in the published API; it is Kontor's own. */
public final class WaitingRoutes {

    private final Resources resources;
    private final Waiting waiting;

    public WaitingRoutes(Resources resources, Waiting waiting) {
        this.resources = resources;
        this.waiting = waiting;
    }

    public void register(Routes routes) {
        // It has no permission of its own: each caller sees the kinds of payment that the role may
        // read.
        routes.add(
                Route.get("/payments/v2beta/approvals")
                        .needs()
                        .filters(WaitingFilter.NAMES)
                        .answers(200, "PendingApprovalList")
                        .by(this::list));
    }

    private Answer list(Call call) {
        var filter = WaitingFilter.parse(call.query());
        var page = call.page();
        var caller = call.caller();
        var found =
                resources.read(
                        call,
                        tx ->
                                filter.byDeadline()
                                        ? waiting.byDeadline(tx, caller, filter, page)
                                        : waiting.byAge(tx, caller, filter, page));
        return call.list(page, found, WaitingStep::view);
    }
}
