package kontor.timelines;

import static kontor.http.ErrorAnswers.orThrow;

import kontor.banks.InboxFiles;
import kontor.banks.Instructions;
import kontor.core.Caller;
import kontor.core.Outcome;
import kontor.credittransfers.CreditTransfers;
import kontor.db.Tx;
import kontor.directdebits.DirectDebits;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.resources.Resources;
import kontor.wire.ResourceRef;

/** The way of payments over HTTP; Kontor's own. */
public final class TimelineRoutes {

    private final Resources resources;
    private final Timelines timelines;

    public TimelineRoutes(Resources resources, Timelines timelines) {
        this.resources = resources;
        this.timelines = timelines;
    }

    private interface ByReference {
        Outcome<Timeline> of(Tx tx, Caller caller, ResourceRef reference);
    }

    public void register(Routes routes) {
        routes.add(
                Route.get("/payments/v2beta/direct-debits/{id}/timeline")
                        .needs(DirectDebits.READ)
                        .externalIds()
                        .answers(200, "PaymentTimeline")
                        .by(call -> shown(call, timelines::ofDebit)));
        routes.add(
                Route.get("/payments/v2beta/credit-transfers/{id}/timeline")
                        .needs(CreditTransfers.READ)
                        .externalIds()
                        .answers(200, "PaymentTimeline")
                        .by(call -> shown(call, timelines::ofTransfer)));
    }

    private Answer shown(Call call, ByReference door) {
        var caller = call.caller();
        var reference = call.reference("id");
        var found = orThrow(resources.read(call, tx -> door.of(tx, caller, reference)));
        boolean whole = caller.accounts().all();
        return Answer.json(
                200,
                found.view(
                        whole && caller.may(Instructions.READ),
                        whole && caller.may(InboxFiles.READ)));
    }
}
