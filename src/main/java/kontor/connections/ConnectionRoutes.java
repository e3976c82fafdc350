package kontor.connections;

import static kontor.http.ErrorAnswers.orThrow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import kontor.changes.NoInput;
import kontor.core.Caller;
import kontor.core.Ids;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.resources.Resources;
import kontor.wire.Page;

/** Connections over HTTP. */
public final class ConnectionRoutes {

    private static final String ALL = "/connectivity/v2beta/connections";
    private static final String ONE = "/connectivity/v2beta/connections/{id}";

    private final Database database;
    private final Resources resources;
    private final Connections connections;
    private final Traffic.Source traffic;

    /**
     * @param traffic what went over connections
     */
    public ConnectionRoutes(
            Database database,
            Resources resources,
            Connections connections,
            Traffic.Source traffic) {
        this.traffic = traffic;
        this.database = database.forRequests();
        this.resources = resources;
        this.connections = connections;
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
                                                connections.create,
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
                                                connections.patch,
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
                                                connections.delete,
                                                call.id("id"),
                                                call.ifMatch(),
                                                NoInput.NONE)));
        routes.add(
                Route.get(ONE + "/events")
                        .needs(Connections.READ)
                        .answers(200, "EventList")
                        .by(resources.history(StoredConnection.RESOURCE)));
    }

    private Answer list(Call call) {
        var request = call.page();
        var caller = call.caller();
        var found =
                database.read(
                        caller.organization(),
                        tx -> {
                            var page = connections.list(tx, caller, request);
                            return new Page<>(shown(tx, caller, page.items()), page.next());
                        });
        return call.list(request, found, view -> view);
    }

    private Answer one(Call call) {
        var caller = call.caller();
        var id = call.id("id");
        return database.read(
                caller.organization(),
                tx -> {
                    var found = orThrow(connections.find(tx, caller, id));
                    return Answer.json(200, shown(tx, caller, List.of(found)).getFirst())
                            .withVersion(found.version());
                });
    }

    /** With what went over them: that changes without a new version of the connection. */
    private List<ObjectNode> shown(Tx tx, Caller caller, List<StoredConnection> all) {
        var over = traffic.of(tx, caller, all.stream().map(StoredConnection::id).toList());
        return all.stream()
                .map(
                        one -> {
                            var view = one.view(tx.organization(), connections.channels());
                            Optional.ofNullable(over.get(one.id()))
                                    .ifPresent(files -> files.show(view));
                            return view;
                        })
                .toList();
    }
}
