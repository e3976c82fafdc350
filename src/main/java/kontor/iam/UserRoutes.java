package kontor.iam;

import static kontor.http.ErrorAnswers.orThrow;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
import kontor.iam.UserChanges.Transfer;
import kontor.resources.EventViews;
import kontor.resources.Resources;
import kontor.wire.Json;

/**
 * People and programs over HTTP. A secret is in the first answer only, in no event and in no replay
 * of an answer.
 */
public final class UserRoutes {

    private static final String ALL = "/iam/v2beta/users";
    private static final String ONE = "/iam/v2beta/users/{id}";

    private final Database database;
    private final Resources resources;
    private final Events events;
    private final Users users;
    private final RightsListener rights;
    private final InvitationLinks links;
    private final Door<NewUser> create;
    private final Door<UserPatch> patch;
    private final Door<InvitationToken> inviteAgain;
    private final Door<Transfer> transfer;
    private final Door<UUID> revoke;

    /** The doors behind the routes. */
    public record Doors(Users users, UserChanges changes) {}

    public UserRoutes(
            Database database,
            Resources resources,
            Events events,
            Doors doors,
            RightsListener rights,
            InvitationLinks links) {
        this.database = database;
        this.resources = resources;
        this.events = events;
        this.users = doors.users;
        this.rights = rights;
        this.links = links;
        this.create = doors.users::create;
        this.patch = doors.changes::patch;
        this.inviteAgain = doors.changes::inviteAgain;
        this.transfer = doors.changes::transfer;
        this.revoke = doors.changes::revoke;
    }

    public void register(Routes routes) {
        routes.add(
                Route.post(ALL)
                        .needs("users:create")
                        .reads("CreateUserRequest")
                        .answers(201, "CreatedUser")
                        .by(this::create));
        routes.add(
                Route.get(ALL)
                        .needs("users:read")
                        .filters(UserFilter.NAMES)
                        .answers(200, "UserList")
                        .by(this::list));
        routes.add(Route.get(ONE).needs("users:read").answers(200, "User").by(this::one));
        routes.add(
                Route.patch(ONE)
                        .needs("users:update")
                        .reads("UserJSONPatchRequest")
                        .answers(200, "User")
                        .by(
                                call ->
                                        changed(
                                                call,
                                                patch,
                                                UserPatch.parse(call.patch(UserPatch.RULES)))));
        routes.add(
                Route.delete(ONE)
                        .needs("users:delete")
                        .by(call -> changed(call, revoke, call.id("id"))));
        routes.add(
                Route.get(ONE + "/events")
                        .needs("users:read")
                        .answers(200, "EventList")
                        .by(call -> EventViews.list(call, database, events, User.RESOURCE)));
        routes.add(
                Route.post(ONE + ":invite")
                        .needs("users:create")
                        .takes(Route.Body.NONE)
                        .answers(200, "CreatedUser")
                        .by(this::inviteAgain));
        routes.add(
                Route.post(ONE + ":transfer-ownership")
                        .needs("users:update")
                        .reads("TransferOwnershipRequest")
                        .answers(200, "User")
                        .by(call -> changed(call, transfer, transfer(call))));
    }

    private Answer create(Call call) {
        var wanted = NewUser.parse(call.json(), call.caller().organization());
        var answer = resources.change(call, create, Ids.next(), Optional.empty(), wanted);
        return shownOnce(
                answer,
                body -> {
                    switch (wanted) {
                        case NewUser.Person person -> links.show(body, person.invitation());
                        case NewUser.Program program ->
                                body.put("accessKey", program.accessKey())
                                        .put("secret", program.secret().text());
                    }
                });
    }

    private Answer inviteAgain(Call call) {
        var invitation = InvitationToken.random(call.caller().organization());
        var answer = resources.change(call, inviteAgain, call.id("id"), call.ifMatch(), invitation);
        return shownOnce(answer, body -> links.show(body, invitation));
    }

    /** Adds the secret to a first answer; a replay is without it. */
    private static Answer shownOnce(Answer answer, java.util.function.Consumer<ObjectNode> secret) {
        var body = (ObjectNode) Json.readOwn(answer.text());
        if (answer.header("Idempotency-Replayed").isEmpty()) {
            secret.accept(body);
        }
        return answer.withJson(body).with("Cache-Control", "no-store");
    }

    /**
     * This node sees the new rights at once; the others may use their cache for up to 5 seconds.
     */
    private <T> Answer changed(Call call, Door<T> door, T request) {
        var answer = resources.change(call, door, call.id("id"), call.ifMatch(), request);
        rights.changed(call.caller().organization());
        return answer;
    }

    private static Transfer transfer(Call call) {
        var body = call.json();
        var roleId = NewUser.roleId(body, "roleId");
        body.refuseFaults();
        return new Transfer(roleId.orElseThrow());
    }

    private Answer list(Call call) {
        var filter = UserFilter.of(call);
        var page = call.page();
        return call.list(
                page,
                database.read(call.caller().organization(), tx -> users.list(tx, filter, page)),
                User::view);
    }

    private Answer one(Call call) {
        UUID id = call.id("id");
        var user = database.read(call.caller().organization(), tx -> orThrow(users.find(tx, id)));
        return Answer.json(200, user.view()).withVersion(user.version());
    }
}
