package kontor.settingspages;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.changes.NoInput;
import kontor.core.AccountLimit;
import kontor.core.Fault;
import kontor.forms.Choice;
import kontor.forms.Deeds;
import kontor.forms.FormJson;
import kontor.forms.FormPatch;
import kontor.forms.Typed;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.ErrorAnswers;
import kontor.http.Routes;
import kontor.iam.NewRole;
import kontor.iam.Permissions;
import kontor.iam.RightsListener;
import kontor.iam.Role;
import kontor.iam.RolePatch;
import kontor.iam.RolePatch.Step;
import kontor.iam.RoleRoutes;
import kontor.iam.Roles;
import kontor.pages.Figures;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.settingsparts.Desk;
import kontor.settingsparts.SettingsTabs;
import kontor.visits.FormFields;
import kontor.wire.JsonFields;

/** Roles: the list, one with its table of permissions and its accounts, and the form for both. */
public final class RolePageRoutes {

    private static final String ONE = "/roles/{id}";

    private final Pages pages;
    private final Desk desk;
    private final Deeds deeds;
    private final RightsListener rights;
    private final RoleRoutes.Doors doors;

    public RolePageRoutes(
            Pages pages, Desk desk, Deeds deeds, RoleRoutes.Doors doors, RightsListener rights) {
        this.pages = pages;
        this.desk = desk;
        this.deeds = deeds;
        this.rights = rights;
        this.doors = doors;
    }

    /** A role in the list. */
    public record Row(String path, String name, String permissions, String accounts) {}

    /** What the list shows. */
    public record View(List<SettingsTabs> tabs, List<Row> rows, String next, boolean mayCreate) {}

    /**
     * A role, or the form for one.
     *
     * @param id empty for a new one
     * @param limited whether it is for some accounts only
     * @param edits whether it is a form
     */
    public record One(
            String id,
            String name,
            boolean owner,
            List<PermissionRow> table,
            int count,
            boolean limited,
            List<Choice> accounts,
            List<Choice> entities,
            Set<String> chosen,
            String changed,
            int version,
            boolean edits,
            boolean mayChange,
            boolean mayDelete,
            List<String> waiting,
            Typed typed) {}

    public void register(Routes routes) {
        routes.add(pages.route("/roles", Roles.READ).by(this::list));
        routes.add(
                pages.route("/roles/new", Roles.CREATE)
                        .by(call -> fresh(call, 200, Typed.nothing())));
        routes.add(pages.form("/roles/new", Roles.CREATE).by(this::create));
        routes.add(
                pages.route(ONE, Roles.READ).by(call -> show(call, 200, false, Typed.nothing())));
        routes.add(
                pages.route(ONE + "/edit", Roles.UPDATE)
                        .by(call -> show(call, 200, true, Typed.nothing())));
        routes.add(pages.form(ONE + "/edit", Roles.UPDATE).by(this::change));
        routes.add(pages.form(ONE + "/delete", Roles.DELETE).by(this::delete));
    }

    private Answer list(Call call) {
        var caller = call.caller();
        var page = call.page();
        var found = desk.read(caller, tx -> desk.roles().list(tx, caller, page));
        String token = call.nextToken(found);
        return pages.show(
                pages.frame(call, Section.SETTINGS, "Roles", SettingsTabs.CRUMB),
                "settingspages/roles.jte",
                new View(
                        SettingsTabs.of(caller),
                        found.items().stream().map(RolePageRoutes::row).toList(),
                        token.isEmpty() ? "" : "/roles?token=" + token,
                        caller.may(Roles.CREATE)));
    }

    private static Row row(Role one) {
        String permissions =
                one.owner()
                        ? "all, also those to come"
                        : one.permissions().size() + " of " + Permissions.ALL.size();
        return new Row("/roles/" + one.id(), one.name(), permissions, accounts(one.limit()));
    }

    private static String accounts(AccountLimit limit) {
        if (limit.all()) {
            return "every account";
        }
        int accounts = limit.accountIds().size();
        int entities = limit.entityIds().size();
        return (accounts == 0 ? "" : accounts + (accounts == 1 ? " account" : " accounts"))
                + (accounts > 0 && entities > 0 ? " and " : "")
                + (entities == 0
                        ? ""
                        : "those of " + entities + (entities == 1 ? " entity" : " entities"));
    }

    private Role find(Call call) {
        var caller = call.caller();
        return ErrorAnswers.orThrow(
                desk.read(caller, tx -> desk.roles().find(tx, caller, call.id("id"))));
    }

    private Answer show(Call call, int status, boolean edits, Typed typed) {
        var caller = call.caller();
        var role = find(call);
        boolean again = edits && !typed.faults().isEmpty();
        var form = typed.fields();
        var view =
                new One(
                        role.id().toString(),
                        role.name(),
                        role.owner(),
                        PermissionRow.table(
                                again ? Set.copyOf(form.all("permissions")) : role.permissions()),
                        role.permissions().size(),
                        again ? form.text("limited").equals("some") : !role.limit().all(),
                        desk.accountChoices(caller),
                        desk.entityChoices(caller),
                        again ? ids(form) : ids(role.limit()),
                        Figures.moment(role.updated(), desk.zone(caller)),
                        role.version(),
                        edits,
                        !role.owner() && caller.may(Roles.UPDATE),
                        !role.owner() && caller.may(Roles.DELETE),
                        desk.waiting(caller, role.id()),
                        typed);
        return page(call, status, role.name(), view);
    }

    private static Set<String> ids(AccountLimit limit) {
        return Stream.concat(limit.accountIds().stream(), limit.entityIds().stream())
                .map(UUID::toString)
                .collect(Collectors.toSet());
    }

    private static Set<String> ids(FormFields form) {
        var ids = new HashSet<>(form.all("limits.accountIds"));
        ids.addAll(form.all("limits.entityIds"));
        return ids;
    }

    private Answer fresh(Call call, int status, Typed typed) {
        var caller = call.caller();
        var form = typed.fields();
        var view =
                new One(
                        "",
                        "",
                        false,
                        PermissionRow.table(Set.copyOf(form.all("permissions"))),
                        0,
                        form.text("limited").equals("some"),
                        desk.accountChoices(caller),
                        desk.entityChoices(caller),
                        ids(form),
                        "",
                        0,
                        true,
                        true,
                        false,
                        List.of(),
                        typed);
        return page(call, status, "New role", view);
    }

    private Answer page(Call call, int status, String title, One view) {
        var frame =
                pages.frame(
                        call,
                        Section.SETTINGS,
                        title,
                        SettingsTabs.CRUMB,
                        SettingsTabs.ROLES.crumb());
        String template = view.edits ? "settingspages/role-form.jte" : "settingspages/role.jte";
        return pages.show(status, frame, template, view);
    }

    /** What a program would send. */
    private static ObjectNode json(FormFields form) {
        var json = new FormJson(form).texts("name").list("permissions");
        if (form.text("limited").equals("some")) {
            json.list("limits.accountIds").list("limits.entityIds");
        }
        return json.body();
    }

    private static NewRole wanted(FormFields form) {
        return NewRole.parse(JsonFields.of(json(form)));
    }

    private Answer create(Call call) {
        var form = call.fields();
        var sent =
                Deeds.send(
                        () ->
                                deeds.saying(() -> json(form))
                                        .create(call, form, doors.create(), wanted(form)));
        return switch (sent) {
            case Deeds.Sent.Done(var body, _) ->
                    Pages.goTo("/roles/" + body.path("id").asText(), "The role is made.");
            case Deeds.Sent.Again(int status, List<Fault> faults) ->
                    fresh(call, status, Typed.refused(form, faults));
        };
    }

    private Answer change(Call call) {
        var form = call.fields();
        var sent =
                deeds.saying(() -> patch(form))
                        .sendChange(call, form, doors.patch(), () -> patch(wanted(form)));
        rights.changed(call.caller().organization());
        return switch (sent) {
            case Deeds.Sent.Done _ ->
                    Pages.goTo("/roles/" + call.id("id"), "The role is changed. It holds at once.");
            case Deeds.Sent.Again(int status, List<Fault> faults) ->
                    show(call, status, true, Typed.refused(form, faults));
        };
    }

    /** The same as a program would send it. */
    private static ArrayNode patch(FormFields form) {
        var members = json(form);
        var limits = members.remove("limits");
        var patch = FormPatch.replacing(members);
        if (limits == null) {
            patch.addObject().put("op", "remove").put("path", "/limits");
        } else {
            patch.addObject().put("op", "replace").put("path", "/limits").set("value", limits);
        }
        return patch;
    }

    private static RolePatch patch(NewRole wanted) {
        return new RolePatch(
                List.of(
                        new Step.Name(wanted.name()),
                        new Step.AllPermissions(wanted.permissions()),
                        new Step.Limit(wanted.limit())));
    }

    private Answer delete(Call call) {
        var form = call.fields();
        var sent = deeds.sendChange(call, form, doors.delete(), () -> NoInput.NONE);
        return switch (sent) {
            case Deeds.Sent.Done _ -> Pages.goTo("/roles", "The role is deleted.");
            case Deeds.Sent.Again(int status, List<Fault> faults) ->
                    show(call, status, false, Typed.refused(form, faults));
        };
    }
}
