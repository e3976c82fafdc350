package kontor.iam;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import kontor.changes.Door;
import kontor.changes.NoInput;
import kontor.core.Ids;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.iam.KeyBounds.Rotation;
import kontor.iam.UserChanges.Transfer;
import kontor.resources.ResourceRoutes;
import kontor.resources.Resources;
import kontor.wire.Json;
import kontor.wire.JsonFields;

/**
 * People and programs over HTTP. A secret is in the first answer only, in no event and in no replay
 * of an answer.
 */
public final class UserRoutes {

    private static final String ALL = "/iam/v2beta/users";
    private static final int ASKED = 202;
    private static final String ONE = "/iam/v2beta/users/{id}";

    private final Resources resources;
    private final RightsListener rights;
    private final Doors doors;
    private final ResourceRoutes<User> shared;

    /** The doors behind the routes, each as everybody uses it. */
    public record Doors(
            Users users,
            Door<NewUser> create,
            Door<UserPatch> patch,
            Door<NoInput> revoke,
            Door<InvitationToken> inviteAgain,
            Door<Rotation> rotateSecret,
            Door<Transfer> transfer) {}

    public UserRoutes(Resources resources, Doors doors, RightsListener rights) {
        this.resources = resources;
        this.rights = rights;
        this.doors = doors;
        this.shared = new ResourceRoutes<>(resources, Users.KIND, (user, _) -> user.view());
    }

    public void register(Routes routes) {
        routes.add(
                Route.post(ALL)
                        .needs(Users.CREATE)
                        .reads("CreateUserRequest")
                        .answers(201, "CreatedUser")
                        .by(this::create));
        routes.add(
                Route.get(ALL)
                        .needs(Users.READ)
                        .filters(UserFilter.NAMES)
                        .answers(200, "UserList")
                        .by(shared.list(UserFilter::parse, doors.users::list)));
        routes.add(
                Route.get(ONE)
                        .needs(Users.READ)
                        .answers(200, "User")
                        .by(shared.one(doors.users::find)));
        routes.add(
                Route.get(ONE + "/events")
                        .needs(Users.READ)
                        .answers(200, "EventList")
                        .by(shared.events()));
        registerChanges(routes);
    }

    private void registerChanges(Routes routes) {
        routes.add(
                Route.patch(ONE)
                        .needs(Users.UPDATE)
                        .reads("UserJSONPatchRequest")
                        .answers(200, "User")
                        .by(changed(shared.patch(UserPatch.RULES, UserPatch::parse, doors.patch))));
        routes.add(Route.delete(ONE).needs(Users.DELETE).by(changed(shared.delete(doors.revoke))));
        routes.add(
                Route.post(ONE + ":invite")
                        .needs(Users.CREATE)
                        .takes(Route.Body.NONE)
                        .answers(200, "User")
                        .by(this::inviteAgain));
        routes.add(
                Route.post(ONE + ":rotate-secret")
                        .needs(Users.CREATE)
                        .takes(Route.Body.OPTIONAL_JSON)
                        .reads("RotateSecretRequest")
                        .answers(200, "CreatedUser")
                        .by(changed(this::rotateSecret)));
        routes.add(
                Route.post(ONE + ":transfer-ownership")
                        .needs(Users.UPDATE)
                        .reads("TransferOwnershipRequest")
                        .answers(200, "User")
                        .by(
                                changed(
                                        call ->
                                                resources.change(
                                                        call,
                                                        doors.transfer,
                                                        transfer(call.json())))));
    }

    private Answer create(Call call) {
        var wanted = NewUser.parse(call.json(), call.caller().organization()).onlyMailed();
        var answer = resources.change(call, doors.create, Ids.next(), Optional.empty(), wanted);
        return shownOnce(
                answer,
                body -> {
                    switch (wanted) {
                        case NewUser.Person _ -> {}
                        case NewUser.Program program ->
                                body.put("accessKey", program.accessKey())
                                        .put("secret", program.secret().text());
                    }
                });
    }

    private Answer inviteAgain(Call call) {
        var invitation = InvitationToken.random(call.caller().organization()).onlyMailed();
        return resources.change(call, doors.inviteAgain, call.id("id"), call.ifMatch(), invitation);
    }

    private Answer rotateSecret(Call call) {
        var rotation = Rotation.parse(call.optionalJson());
        var answer =
                resources.change(call, doors.rotateSecret, call.id("id"), call.ifMatch(), rotation);
        return shownOnce(
                answer,
                body ->
                        body.put("accessKey", body.path("username").asText())
                                .put("secret", rotation.secret().text()));
    }

    /** Adds the secret to a first answer; a replay, or a change request, is without it. */
    private static Answer shownOnce(Answer answer, java.util.function.Consumer<ObjectNode> secret) {
        if (answer.status() == ASKED) {
            return answer;
        }
        var body = (ObjectNode) Json.readOwn(answer.text());
        if (answer.header("Idempotency-Replayed").isEmpty()) {
            secret.accept(body);
        }
        return answer.withJson(body).with("Cache-Control", "no-store");
    }

    /**
     * This node sees the new rights at once; the others may use their cache for up to 5 seconds.
     */
    private Route.Handler changed(Route.Handler handler) {
        return call -> {
            var answer = handler.answer(call);
            rights.changed(call.caller().organization());
            return answer;
        };
    }

    /** TransferOwnershipRequest of the API. */
    public static Transfer transfer(JsonFields body) {
        var roleId = NewUser.roleId(body, "roleId");
        body.refuseFaults();
        return new Transfer(roleId.orElseThrow());
    }
}
