package kontor.settingspages;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import kontor.changes.Door;
import kontor.changes.NoInput;
import kontor.core.Caller;
import kontor.core.Fault;
import kontor.core.InvalidRequest;
import kontor.forms.Choice;
import kontor.forms.Deeds;
import kontor.forms.FormJson;
import kontor.forms.FormPatch;
import kontor.forms.Typed;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.ErrorAnswers;
import kontor.http.Routes;
import kontor.iam.InvitationLinks;
import kontor.iam.InvitationToken;
import kontor.iam.KeyBounds.Rotation;
import kontor.iam.RightsListener;
import kontor.iam.User;
import kontor.iam.UserPatch;
import kontor.iam.UserRoutes;
import kontor.iam.Users;
import kontor.pages.Figures;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.pages.State;
import kontor.principals.Principal;
import kontor.settingsparts.Desk;
import kontor.settingsparts.SettingsTabs;
import kontor.visits.FormFields;
import kontor.wire.Json;

/** One person or program, and what may be changed of it. */
public final class UserPageRoutes {

    private static final String ONE = "/users/{id}";

    private final Pages pages;
    private final Desk desk;
    private final Deeds deeds;
    private final Rights rights;
    private final Door<UserPatch> patch;
    private final Door<NoInput> revoke;
    private final Door<InvitationToken> inviteAgain;
    private final Door<Rotation> rotate;

    /** How users are changed, who hears of it, and how an invitation reaches them. */
    public record Rights(UserRoutes.Doors doors, RightsListener listener, InvitationLinks links) {}

    public UserPageRoutes(Pages pages, Desk desk, Deeds deeds, Rights rights) {
        this.pages = pages;
        this.desk = desk;
        this.deeds = deeds;
        this.rights = rights;
        this.patch = rights.doors.patch();
        this.revoke = rights.doors.revoke();
        this.inviteAgain = rights.doors.inviteAgain();
        this.rotate = rights.doors.rotateSecret();
    }

    /**
     * What the page shows.
     *
     * @param mail how far the mail of an invitation is, as the rest of a sentence
     */
    public record View(
            String id,
            String name,
            String username,
            String kind,
            boolean program,
            State state,
            String role,
            String roleId,
            List<Choice> roles,
            String since,
            String changed,
            String secretExpires,
            String addresses,
            ActsFor actsFor,
            int version,
            boolean mayChange,
            boolean mayRevoke,
            boolean mayRotate,
            boolean mayInvite,
            String mail,
            List<String> waiting,
            Typed typed) {}

    /**
     * For whom the user acts.
     *
     * @param system the name of a system; empty for a person
     * @param user the name of another user who is the person; empty where it is this one
     * @param path of that user
     */
    public record ActsFor(String system, String user, String path) {}

    public void register(Routes routes) {
        routes.add(pages.route(ONE, Users.READ).by(call -> show(call, 200, Typed.nothing())));
        routes.add(pages.form(ONE, Users.UPDATE).by(this::change));
        routes.add(pages.form(ONE + "/revoke", Users.DELETE).by(this::revoke));
        routes.add(pages.form(ONE + "/rotate", Users.CREATE).by(this::rotate));
        routes.add(pages.form(ONE + "/invite", Users.CREATE).by(this::invite));
    }

    private User find(Call call) {
        var caller = call.caller();
        return ErrorAnswers.orThrow(
                desk.read(caller, tx -> desk.users().find(tx, caller, call.id("id"))));
    }

    private Answer show(Call call, int status, Typed typed) {
        var user = find(call);
        var frame =
                pages.frame(
                        call,
                        Section.SETTINGS,
                        user.name(),
                        SettingsTabs.CRUMB,
                        SettingsTabs.USERS.crumb());
        var view = view(call.caller(), user, typed);
        return pages.show(status, frame, "settingspages/user.jte", view);
    }

    private View view(Caller caller, User user, Typed typed) {
        var zone = desk.zone(caller);
        boolean there = user.status() != User.Status.REVOKED;
        return new View(
                user.id().toString(),
                user.name(),
                user.username(),
                UserListRoutes.kind(user),
                user.isProgram(),
                UserListRoutes.state(user),
                desk.roleNames(caller).getOrDefault(user.roleId(), user.roleId().toString()),
                user.roleId().toString(),
                desk.roleChoices(caller),
                Figures.moment(user.created(), zone),
                Figures.moment(user.updated(), zone),
                user.bounds().expires().map(at -> Figures.moment(at, zone)).orElse(""),
                user.bounds().text(),
                actsFor(caller, user),
                user.version(),
                there && caller.may(Users.UPDATE),
                there && caller.may(Users.DELETE),
                there && user.isProgram() && caller.may(Users.CREATE),
                user.status() == User.Status.INVITED && caller.may(Users.CREATE),
                mail(caller, user, zone),
                desk.waiting(caller, user.id()),
                typed);
    }

    private ActsFor actsFor(Caller caller, User user) {
        var system = user.actsFor().flatMap(Principal::system).orElse("");
        var other = user.actsFor().flatMap(Principal::user).filter(id -> !id.equals(user.id()));
        return other.flatMap(
                        id ->
                                desk.read(caller, tx -> desk.users().find(tx, caller, id)).stream()
                                        .findFirst())
                .map(one -> new ActsFor(system, one.name(), "/users/" + one.id()))
                .orElseGet(() -> new ActsFor(system, "", ""));
    }

    /** How far the invitation is; empty where nothing mails it. */
    private String mail(Caller caller, User user, ZoneId zone) {
        return desk.read(caller, tx -> rights.links.progress(tx, caller, user))
                .map(
                        one ->
                                switch (one.state()) {
                                            case WAITING -> "waits to be sent";
                                            case SHOWN -> "is in the outbox of the sandbox";
                                            case SENT -> "was taken by the mail server on ";
                                            case GIVEN_UP -> "will not arrive, given up on ";
                                        }
                                        + (one.state().hasEnded()
                                                ? Figures.moment(one.since(), zone)
                                                : "")
                                        + one.problem().map(why -> ": " + why).orElse(""))
                .orElse("");
    }

    /**
     * @param json what a program would send
     */
    private <T> Deeds.Sent send(
            Call call, FormFields form, Door<T> door, T input, Supplier<JsonNode> json) {
        var sent = deeds.saying(json).sendChange(call, form, door, () -> input);
        rights.listener.changed(call.caller().organization());
        return sent;
    }

    private Answer change(Call call) {
        var form = call.fields();
        var before = find(call);
        var body = new FormJson(form).texts("name", "roleId");
        try {
            var wanted = UserPatch.of(body.fields());
            var sent = send(call, form, patch, wanted, () -> FormPatch.replacing(body.body()));
            return after(call, form, sent, before.name() + " is changed.");
        } catch (InvalidRequest wrong) {
            return show(call, 400, Typed.refused(form, wrong.faults()));
        }
    }

    private Answer revoke(Call call) {
        var form = call.fields();
        String done = find(call).name() + " is revoked and has no access any more.";
        return after(call, form, send(call, form, revoke, NoInput.NONE, Json::object), done);
    }

    private Answer after(Call call, FormFields form, Deeds.Sent sent, String done) {
        return switch (sent) {
            case Deeds.Sent.Done _ -> Pages.goTo("/users/" + call.id("id"), done);
            case Deeds.Sent.Again(int status, List<Fault> faults) ->
                    show(call, status, Typed.refused(form, faults));
        };
    }

    private Answer rotate(Call call) {
        var form = call.fields();
        var json = new FormJson(form).numbers("overlapHours");
        Rotation rotation;
        try {
            rotation = Rotation.parse(Optional.of(json.fields()));
        } catch (InvalidRequest wrong) {
            return show(call, 400, Typed.refused(form, wrong.faults()));
        }
        return switch (send(call, form, rotate, rotation, json::body)) {
            case Deeds.Sent.Done(var body, boolean earlier) ->
                    UserListRoutes.shownOnce(
                            pages,
                            call,
                            UserListRoutes.program(
                                    body.path("name").asText(),
                                    body.path("username").asText(),
                                    rotation.secret().text(),
                                    path(call),
                                    earlier));
            case Deeds.Sent.Again(int status, List<Fault> faults) ->
                    show(call, status, Typed.refused(form, faults));
        };
    }

    private Answer invite(Call call) {
        var form = call.fields();
        var token = InvitationToken.random(call.caller().organization()).onlyMailed();
        return switch (send(call, form, inviteAgain, token, Json::object)) {
            case Deeds.Sent.Done(var body, _) ->
                    UserListRoutes.shownOnce(
                            pages,
                            call,
                            UserListRoutes.invited(
                                    body.path("name").asText(),
                                    body.path("username").asText(),
                                    rights.links.way(desk.organization(call.caller())),
                                    path(call)));
            case Deeds.Sent.Again(int status, List<Fault> faults) ->
                    show(call, status, Typed.refused(form, faults));
        };
    }

    private static String path(Call call) {
        return "/users/" + call.id("id");
    }
}
