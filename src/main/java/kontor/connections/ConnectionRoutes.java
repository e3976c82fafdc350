package kontor.connections;

import static kontor.http.ErrorAnswers.orThrow;

import java.util.Optional;
import java.util.UUID;
import kontor.changes.Door;
import kontor.core.Ids;
import kontor.db.Database;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.resources.Resources;

/** Connections over HTTP. */
public final class ConnectionRoutes {

    private static final String ALL = "/connectivity/v2beta/connections";
    private static final String ONE = "/connectivity/v2beta/connections/{id}";

    private final Database database;
    private final Resources resources;
    private final Connections connections;
    private final Door<NewConnection> create;
    private final Door<ConnectionPatch> patch;
    private final Door<UUID> delete;

    public ConnectionRoutes(Database database, Resources resources, Connections connections) {
        this.database = database.forRequests();
        this.resources = resources;
        this.connections = connections;
        this.create = connections::create;
        this.patch = connections::patch;
        this.delete = connections::delete;
    }

    public void register(Routes routes) {
        routes.add(
                Route.post(ALL)
                        .needs(Connections.CREATE)
                        .wholeOrganization()
                        .reads("CreateConnectionRequest")
                        .answers(201, "Connection")
                        .by(
                                call ->
                                        resources.change(
                                                call,
                                                create,
                                                Ids.next(),
                                                Optional.empty(),
                                                NewConnection.parse(
                                                        call.json(), connections.channels()))));
        routes.add(
                Route.get(ALL)
                        .needs(Connections.READ)
                        .answers(200, "ConnectionList")
                        .by(this::list));
        routes.add(Route.get(ONE).needs(Connections.READ).answers(200, "Connection").by(this::one));
        routes.add(
                Route.patch(ONE)
                        .needs(Connections.UPDATE)
                        .wholeOrganization()
                        .reads("ConnectionJSONPatchRequest")
                        .answers(200, "Connection")
                        .by(
                                call ->
                                        resources.change(
                                                call,
                                                patch,
                                                call.id("id"),
                                                call.ifMatch(),
                                                ConnectionPatch.parse(
                                                        call.patch(ConnectionPatch.RULES)))));
        routes.add(
                Route.delete(ONE)
                        .needs(Connections.DELETE)
                        .wholeOrganization()
                        .by(
                                call ->
                                        resources.change(
                                                call,
                                                delete,
                                                call.id("id"),
                                                call.ifMatch(),
                                                call.id("id"))));
        routes.add(
                Route.get(ONE + "/events")
                        .needs(Connections.READ)
                        .answers(200, "EventList")
                        .by(resources.history(StoredConnection.RESOURCE)));
    }

    private Answer list(Call call) {
        var request = call.page();
        var organization = call.caller().organization();
        return call.list(
                request,
                database.read(organization, tx -> connections.list(tx, call.caller(), request)),
                connection -> connection.view(organization, connections.channels()));
    }

    private Answer one(Call call) {
        var organization = call.caller().organization();
        var found =
                database.read(
                        organization,
                        tx -> orThrow(connections.find(tx, call.caller(), call.id("id"))));
        return Answer.json(200, found.view(organization, connections.channels()))
                .withVersion(found.version());
    }
}
