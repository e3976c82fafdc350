package kontor.banks;

import kontor.db.Database;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Json;
import kontor.http.Route;
import kontor.http.Routes;

/** Connections over HTTP, to read. */
public final class ConnectionRoutes {

    private final Database database;
    private final Connections connections;

    public ConnectionRoutes(Database database, Connections connections) {
        this.database = database;
        this.connections = connections;
    }

    public void register(Routes routes) {
        routes.add(Route.get("/connectivity/v2beta/connections").needs("connections:read")
                .answers(200, "ConnectionList").by(this::list));
    }

    private Answer list(Call call) {
        var request = call.page();
        var organization = call.caller().organization();
        var page = database.read(organization, tx -> connections.page(tx, request));
        return call.list(request, page, connection -> Json.object()
                .put("id", connection.id().toString())
                .put("organizationId", organization.toString())
                .put("name", connection.name())
                .put("bic", connection.bic())
                .put("thirdPartyId", connection.thirdPartyId().toString()));
    }
}
