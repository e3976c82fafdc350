package kontor.emergency;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.changes.Door;
import kontor.connections.Connections;
import kontor.db.Database;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.HttpError;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.iam.Organizations;
import kontor.pauses.PauseOrder;
import kontor.resources.Resources;

/** The emergency stop over HTTP. */
public final class EmergencyRoutes {

    private static final String CONNECTION = "/connectivity/v2beta/connections/{id}";
    private static final String ORGANIZATION = "/iam/v2beta/organization";

    private final Resources resources;
    private final LeavingFiles leaving;
    private final Door<PauseOrder> ofConnection;
    private final Door<PauseOrder> ofOrganization;

    public EmergencyRoutes(
            Database database,
            Resources resources,
            Connections connections,
            Organizations organizations) {
        this(new LeavingFiles(database), resources, connections, organizations);
    }

    EmergencyRoutes(
            LeavingFiles leaving,
            Resources resources,
            Connections connections,
            Organizations organizations) {
        this.resources = resources;
        this.leaving = leaving;
        this.ofConnection = connections::order;
        this.ofOrganization = organizations::order;
    }

    public void register(Routes routes) {
        routes.add(ofConnection("pause").by(call -> connection(call, true)));
        routes.add(ofConnection("resume").by(call -> connection(call, false)));
        routes.add(ofOrganization("pause").by(call -> organization(call, true)));
        routes.add(ofOrganization("resume").by(call -> organization(call, false)));
    }

    private static Route.Builder ofConnection(String verb) {
        return order(CONNECTION + ":" + verb).needs(Connections.UPDATE).answers(200, "Connection");
    }

    private static Route.Builder ofOrganization(String verb) {
        return order(ORGANIZATION + ":" + verb)
                .needs(Organizations.UPDATE)
                .answers(200, "Organization");
    }

    private static Route.Builder order(String path) {
        return Route.post(path)
                .wholeOrganization()
                .optionalIfMatch()
                .takes(Route.Body.OPTIONAL_JSON)
                .reads("PauseRequest");
    }

    private Answer connection(Call call, boolean pauses) {
        UUID id = call.id("id");
        var answer = resources.change(call, ofConnection, id, call.ifMatch(), order(call, pauses));
        return pauses ? whenNoneLeaves(call, Optional.of(id), answer) : answer;
    }

    private Answer organization(Call call, boolean pauses) {
        UUID id = call.caller().organization().value();
        var order = order(call, pauses);
        var answer = resources.change(call, ofOrganization, id, call.ifMatch(), order);
        return pauses ? whenNoneLeaves(call, Optional.empty(), answer) : answer;
    }

    private static PauseOrder order(Call call, boolean pauses) {
        return new PauseOrder(
                pauses, call.caller().userId().toString(), PauseOrder.reason(call.optionalJson()));
    }

    /** Also for a replay: whoever repeats wants to know that nothing leaves. */
    private Answer whenNoneLeaves(Call call, Optional<UUID> connection, Answer answer) {
        int left = leaving.await(call.caller().organization(), connection);
        if (left > 0) {
            throw new HttpError(
                    503,
                    "still_leaving",
                    "it is paused and nothing more is begun, but of "
                            + left
                            + " file(s) begun before nobody could tell yet whether the bank has"
                            + " them; repeat to wait for them",
                    List.of(),
                    Map.of("Retry-After", "5"));
        }
        return answer;
    }
}
