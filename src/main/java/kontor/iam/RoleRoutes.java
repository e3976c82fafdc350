package kontor.iam;

import kontor.changes.Door;
import kontor.changes.NoInput;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.resources.ResourceRoutes;
import kontor.resources.Resources;
import kontor.wire.Json;

/** Roles and the list of permissions over HTTP. */
public final class RoleRoutes {

    private static final String ALL = "/iam/v2beta/roles";
    private static final String ONE = "/iam/v2beta/roles/{id}";

    private final Resources resources;
    private final Doors doors;
    private final RightsListener rights;
    private final ResourceRoutes<Role> shared;

    /** The doors behind the routes, each as everybody uses it. */
    public record Doors(
            Roles roles, Door<NewRole> create, Door<RolePatch> patch, Door<NoInput> delete) {}

    public RoleRoutes(Resources resources, Doors doors, RightsListener rights) {
        this.resources = resources;
        this.doors = doors;
        this.rights = rights;
        this.shared = new ResourceRoutes<>(resources, Roles.KIND, (role, _) -> role.view());
    }

    public void register(Routes routes) {
        var roles = doors.roles;
        routes.add(
                Route.get("/iam/v2beta/permissions")
                        .needs(Roles.READ)
                        .answers(200, "Permissions")
                        .by(_ -> permissions()));
        routes.add(
                Route.post(ALL)
                        .needs(Roles.CREATE)
                        .reads("CreateRoleRequest")
                        .answers(201, "Role")
                        .by(shared.create(NewRole::parse, doors.create)));
        routes.add(
                Route.get(ALL)
                        .needs(Roles.READ)
                        .answers(200, "RoleList")
                        .by(shared.list(roles::list)));
        routes.add(
                Route.get(ONE).needs(Roles.READ).answers(200, "Role").by(shared.one(roles::find)));
        routes.add(
                Route.patch(ONE)
                        .needs(Roles.UPDATE)
                        .reads("RoleJSONPatchRequest")
                        .answers(200, "Role")
                        .by(this::change));
        routes.add(Route.delete(ONE).needs(Roles.DELETE).by(shared.delete(doors.delete)));
        routes.add(
                Route.get(ONE + "/events")
                        .needs(Roles.READ)
                        .answers(200, "EventList")
                        .by(shared.events()));
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

    private Answer change(Call call) {
        var target = call.target();
        var version = call.ifMatch();
        var request = RolePatch.parse(call.patch(RolePatch.RULES));
        var answer = resources.change(call, doors.patch, target, version, request);
        rights.changed(call.caller().organization());
        return answer;
    }
}
