package kontor.iam;

import static kontor.http.ErrorAnswers.orThrow;

import java.util.Optional;
import java.util.UUID;
import kontor.changes.Door;
import kontor.core.Ids;
import kontor.db.Database;
import kontor.events.Events;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.resources.EventViews;
import kontor.resources.Resources;
import kontor.wire.Json;

/** Roles and the list of permissions over HTTP. */
public final class RoleRoutes {

    private static final String ALL = "/iam/v2beta/roles";
    private static final String ONE = "/iam/v2beta/roles/{id}";

    private final Database database;
    private final Resources resources;
    private final Events events;
    private final Roles roles;
    private final RightsListener rights;
    private final Door<NewRole> create;
    private final Door<RolePatch> patch;
    private final Door<UUID> delete;

    public RoleRoutes(
            Database database,
            Resources resources,
            Events events,
            Roles roles,
            RightsListener rights) {
        this.database = database;
        this.resources = resources;
        this.events = events;
        this.roles = roles;
        this.rights = rights;
        this.create = roles::create;
        this.patch = roles::patch;
        this.delete = roles::delete;
    }

    public void register(Routes routes) {
        routes.add(
                Route.get("/iam/v2beta/permissions")
                        .needs("roles:read")
                        .answers(200, "Permissions")
                        .by(_ -> permissions()));
        routes.add(
                Route.post(ALL)
                        .needs("roles:create")
                        .reads("CreateRoleRequest")
                        .answers(201, "Role")
                        .by(
                                call ->
                                        resources.change(
                                                call,
                                                create,
                                                Ids.next(),
                                                Optional.empty(),
                                                NewRole.parse(call.json()))));
        routes.add(Route.get(ALL).needs("roles:read").answers(200, "RoleList").by(this::list));
        routes.add(Route.get(ONE).needs("roles:read").answers(200, "Role").by(this::one));
        routes.add(
                Route.patch(ONE)
                        .needs("roles:update")
                        .reads("RoleJSONPatchRequest")
                        .answers(200, "Role")
                        .by(this::change));
        routes.add(
                Route.delete(ONE)
                        .needs("roles:delete")
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
                        .needs("roles:read")
                        .answers(200, "EventList")
                        .by(call -> EventViews.list(call, database, events, Role.RESOURCE)));
    }

    private static Answer permissions() {
        var body = Json.object();
        var items = body.putArray("items");
        Permissions.ALL.forEach(
                word ->
                        items.addObject()
                                .put("permission", word)
                                .put("meaning", Permissions.meaning(word)));
        return Answer.json(200, body);
    }

    private Answer list(Call call) {
        var page = call.page();
        return call.list(
                page,
                database.read(call.caller().organization(), tx -> roles.list(tx, page)),
                Role::view);
    }

    private Answer one(Call call) {
        UUID id = call.id("id");
        var role = database.read(call.caller().organization(), tx -> orThrow(roles.find(tx, id)));
        return Answer.json(200, role.view()).withVersion(role.version());
    }

    private Answer change(Call call) {
        var answer =
                resources.change(
                        call,
                        patch,
                        call.id("id"),
                        call.ifMatch(),
                        RolePatch.parse(call.patch(RolePatch.RULES)));
        rights.changed(call.caller().organization());
        return answer;
    }
}
