package kontor.paymentlimits;

import java.time.ZoneOffset;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.resources.Resources;

/** One's own payment limits over HTTP; Kontor's own. Set they are with roles and users. */
public final class LimitRoutes {

    private final Resources resources;

    public LimitRoutes(Resources resources) {
        this.resources = resources;
    }

    public void register(Routes routes) {
        // No permission: what binds somebody is no secret from them.
        routes.add(
                Route.get("/iam/v2beta/my-payment-limits")
                        .needs()
                        .answers(200, "MyPaymentLimits")
                        .by(this::mine));
    }

    private Answer mine(Call call) {
        var caller = call.caller();
        return resources.read(
                call,
                tx ->
                        Answer.json(
                                200,
                                MyLimits.of(tx, caller)
                                        .view(tx.now().atZone(ZoneOffset.UTC).toLocalDate())));
    }
}
