package kontor.bankgirot;

import kontor.changes.Door;
import kontor.connections.Connections;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.resources.Resources;
import kontor.sealkeys.SealKeys;
import kontor.sealkeys.SealOrder;

/** The keys of seals over HTTP. */
public final class SealRoutes {

    private static final String CONNECTION = "/connectivity/v2beta/connections/{id}";

    private final Resources resources;
    private final SealKeys keys;
    private final Door<SealOrder> door;

    public SealRoutes(Resources resources, Connections connections, SealKeys keys) {
        this.resources = resources;
        this.keys = keys;
        this.door = connections::seal;
    }

    public void register(Routes routes) {
        routes.add(
                order("seal")
                        .reads("SealConnectionRequest")
                        .by(call -> change(call, keys.order(call.id("id"), call.json()))));
        routes.add(
                order("unseal").takes(Route.Body.NONE).by(call -> change(call, SealOrder.NO_MORE)));
    }

    private static Route.Builder order(String verb) {
        return Route.post(CONNECTION + ":" + verb)
                .needs(Connections.UPDATE)
                .wholeOrganization()
                .optionalIfMatch()
                .answers(200, "Connection");
    }

    private Answer change(Call call, SealOrder order) {
        return resources.change(call, door, call.id("id"), call.ifMatch(), order);
    }
}
