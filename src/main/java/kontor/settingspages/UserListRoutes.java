package kontor.settingspages;

import java.util.ArrayList;
import java.util.List;
import kontor.changes.Door;
import kontor.core.Caller;
import kontor.core.Fault;
import kontor.core.OrganizationId;
import kontor.forms.Choice;
import kontor.forms.Deeds;
import kontor.forms.FormJson;
import kontor.forms.Typed;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Routes;
import kontor.iam.InvitationLinks;
import kontor.iam.NewUser;
import kontor.iam.User;
import kontor.iam.UserFilter;
import kontor.iam.Users;
import kontor.mail.Outbox;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.pages.State;
import kontor.settingsparts.Desk;
import kontor.settingsparts.SettingsTabs;
import kontor.visits.FormFields;
import kontor.wire.QueryFields;

/** People and programs: the list, and the form that makes one more. */
public final class UserListRoutes {

    private final Pages pages;
    private final Desk desk;
    private final Deeds deeds;
    private final InvitationLinks links;
    private final Door<NewUser> create;

    public UserListRoutes(
            Pages pages, Desk desk, Deeds deeds, InvitationLinks links, Door<NewUser> create) {
        this.pages = pages;
        this.desk = desk;
        this.deeds = deeds;
        this.links = links;
        this.create = create;
    }

    /** Somebody in the list. */
    public record Row(
            String path, String name, String username, String kind, String role, State state) {}

    /** What the list shows. */
    public record View(
            List<SettingsTabs> tabs,
            String kind,
            String status,
            List<Row> rows,
            String next,
            boolean mayCreate) {}

    /** The form for somebody new. */
    public record Form(boolean program, List<Choice> roles, Typed typed) {}

    /**
     * What only this answer shows.
     *
     * @param secrets label and text; none where an earlier click made it, or nobody may see them
     * @param outbox whether whoever sees this finds it there
     */
    public record Made(
            String heading, String path, List<Choice> secrets, String hint, boolean outbox) {

        Made seenBy(Caller caller) {
            return new Made(heading, path, secrets, hint, outbox && Outbox.opensTo(caller));
        }
    }

    public void register(Routes routes) {
        routes.add(
                pages.route("/users", Users.READ)
                        .filters("kind", "status", "roleId")
                        .by(this::list));
        routes.add(
                pages.route("/users/new", Users.CREATE)
                        .filters("kind")
                        .by(call -> form(call, 200, isProgram(call), Typed.nothing())));
        routes.add(pages.form("/users/new", Users.CREATE).by(this::create));
    }

    private static boolean isProgram(Call call) {
        return call.query().text("kind").filter("PROGRAMMATIC"::equals).isPresent();
    }

    private Answer list(Call call) {
        var caller = call.caller();
        var filter = UserFilter.parse(call.query());
        var page = call.page();
        var found = desk.read(caller, tx -> desk.users().list(tx, caller, filter, page));
        var names = desk.roleNames(caller);
        String kind = filter.kind().map(Enum::name).orElse("");
        String status = QueryFields.words(filter.statuses());
        String token = call.nextToken(found);
        String role = filter.roleId().map(id -> "&roleId=" + id).orElse("");
        String next = "/users?kind=" + kind + "&status=" + status + role + "&token=" + token;
        var rows =
                found.items().stream()
                        .map(one -> row(one, names.getOrDefault(one.roleId(), "")))
                        .toList();
        return pages.show(
                pages.frame(call, Section.SETTINGS, "Users", SettingsTabs.CRUMB),
                "settingspages/users.jte",
                new View(
                        SettingsTabs.of(caller),
                        kind,
                        status,
                        rows,
                        token.isEmpty() ? "" : next,
                        caller.may(Users.CREATE)));
    }

    private static Row row(User one, String role) {
        return new Row(
                "/users/" + one.id(), one.name(), one.username(), kind(one), role, state(one));
    }

    static String kind(User one) {
        return one.kind() == User.Kind.PERSON ? "Person" : "Program";
    }

    static State state(User one) {
        var shape =
                switch (one.status()) {
                    case INVITED -> State.Shape.RING;
                    case ACTIVE -> State.Shape.FULL;
                    case REVOKED -> State.Shape.ENDED;
                };
        return State.of(shape, one.status().name());
    }

    private Answer form(Call call, int status, boolean program, Typed typed) {
        var title = program ? "New program" : "Invite a person";
        var frame =
                pages.frame(
                        call,
                        Section.SETTINGS,
                        title,
                        SettingsTabs.CRUMB,
                        SettingsTabs.USERS.crumb());
        return pages.show(
                status,
                frame,
                "settingspages/user-form.jte",
                new Form(program, desk.roleChoices(call.caller()), typed));
    }

    private Answer create(Call call) {
        var form = call.fields();
        var made = new ArrayList<NewUser>();
        var sent =
                Deeds.send(
                        () -> {
                            var json = json(form);
                            made.add(wanted(json, call.caller().organization()));
                            return deeds.saying(json::body)
                                    .create(call, form, create, made.getFirst());
                        });
        return switch (sent) {
            case Deeds.Sent.Done(var body, boolean earlier) -> {
                String path = "/users/" + body.path("id").asText();
                var way = links.way(desk.organization(call.caller()));
                yield shownOnce(call, made(made.getFirst(), way, path, earlier));
            }
            case Deeds.Sent.Again(int status, List<Fault> faults) ->
                    form(
                            call,
                            status,
                            form.text("kind").equals("PROGRAMMATIC"),
                            Typed.refused(form, faults));
        };
    }

    /** What a program would send. */
    private static FormJson json(FormFields form) {
        var json = new FormJson(form).texts("kind", "name", "roleId");
        return form.text("kind").equals("PROGRAMMATIC")
                ? json.texts("actsFor.system").lines("allowedAddresses")
                : json.texts("email");
    }

    private static NewUser wanted(FormJson json, OrganizationId organization) {
        return NewUser.parse(json.fields(), organization).onlyMailed();
    }

    private static Made made(NewUser user, Outbox.Way way, String path, boolean earlier) {
        return switch (user) {
            case NewUser.Program program ->
                    program(
                            program.name(),
                            program.accessKey(),
                            program.secret().text(),
                            path,
                            earlier);
            case NewUser.Person person -> invited(person.name(), person.email(), way, path);
        };
    }

    /** The page with a program's key. */
    static Made program(
            String name, String accessKey, String secret, String path, boolean earlier) {
        return new Made(
                name + " has its key",
                path,
                earlier
                        ? List.of()
                        : List.of(
                                new Choice(accessKey, "Access key"), new Choice(secret, "Secret")),
                earlier
                        ? "The key was made by the first click, and its secret was shown then. If"
                                + " it is lost, rotate it."
                        : "Copy the secret now. Kontor keeps only its digest and cannot show it"
                                + " again.",
                false);
    }

    /** The page that says how the link reaches the person; nobody else sees it. */
    static Made invited(String name, String email, Outbox.Way way, String path) {
        String hint =
                switch (way) {
                    case SENT ->
                            "A mail with the link is on its way to "
                                    + email
                                    + ". The link is good once, for seven days.";
                    case SHOWN ->
                            "A sandbox sends no mail. The link is in the outbox, where another"
                                + " owner reads it, or make one on the server: ./kontor users link "
                                    + email
                                    + ". It is good once, for seven days.";
                    case NONE ->
                            "This Kontor sends no mail. Whoever runs it makes the link on the"
                                    + " server: ./kontor users link "
                                    + email;
                };
        return new Made(name + " is invited", path, List.of(), hint, way == Outbox.Way.SHOWN);
    }

    private Answer shownOnce(Call call, Made made) {
        return shownOnce(pages, call, made);
    }

    /** An answer that no browser keeps. */
    static Answer shownOnce(Pages pages, Call call, Made made) {
        var frame =
                pages.frame(
                        call,
                        Section.SETTINGS,
                        made.heading(),
                        SettingsTabs.CRUMB,
                        SettingsTabs.USERS.crumb());
        return pages.show(frame, "settingspages/made.jte", made.seenBy(call.caller()))
                .with("Cache-Control", "no-store");
    }
}
