package kontor.banks;

import java.util.UUID;
import kontor.db.Database;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Json;
import kontor.http.Page;
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
        var page = call.page();
        var organization = call.caller().organization();
        var rows = database.read(organization, connections::all).stream()
                .filter(one -> page.after().map(after -> one.id().compareTo(UUID.fromString(after)) > 0).orElse(true))
                .limit(page.limit() + 1L).toList();
        return call.list(page, Page.cut(rows, page.limit(), one -> one.id().toString()), connection -> Json.object()
                .put("id", connection.id().toString())
                .put("organizationId", organization.toString())
                .put("name", connection.name())
                .put("bic", connection.bic())
                .put("thirdPartyId", connection.thirdPartyId().toString()));
    }
}
