package kontor.limitpages;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.changes.Door;
import kontor.core.Caller;
import kontor.core.Fault;
import kontor.forms.Deeds;
import kontor.forms.Typed;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.ErrorAnswers;
import kontor.http.Routes;
import kontor.iam.RightsListener;
import kontor.iam.RolePatch;
import kontor.iam.Roles;
import kontor.iam.UserPatch;
import kontor.iam.Users;
import kontor.pages.Frame;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.paymentlimits.PaymentLimits;
import kontor.settingsparts.Desk;
import kontor.settingsparts.SettingsTabs;
import kontor.visits.FormFields;
import kontor.wire.Json;
import kontor.wire.JsonFields;

/** The payment limits of a role or a user, with the form that changes them. */
public final class LimitPageRoutes {

    private static final String OF_ROLE = "/roles/{id}/limits";
    private static final String OF_USER = "/users/{id}/limits";

    private final Pages pages;
    private final Desk desk;
    private final Deeds deeds;
    private final Doors doors;

    /** How roles and users are changed, and who hears of it. */
    public record Doors(Door<RolePatch> roles, Door<UserPatch> users, RightsListener rights) {}

    public LimitPageRoutes(Pages pages, Desk desk, Deeds deeds, Doors doors) {
        this.pages = pages;
        this.desk = desk;
        this.deeds = deeds;
        this.doors = doors;
    }

    /**
     * What the page shows.
     *
     * @param path of the role or the user
     * @param whom for whom they count, as the rest of a sentence
     * @param waiting change requests about it that wait
     */
    public record View(
            String path,
            String whom,
            int version,
            List<LimitRow> rows,
            List<String> waiting,
            boolean mayChange,
            Typed typed) {}

    /** Whose limits they are. */
    private record Whose(
            UUID id, String name, int version, PaymentLimits limits, boolean mayChange) {}

    public void register(Routes routes) {
        routes.add(
                pages.route(OF_ROLE, Roles.READ)
                        .by(call -> show(call, role(call), 200, Typed.nothing())));
        routes.add(pages.form(OF_ROLE, Roles.UPDATE).by(this::changeRole));
        routes.add(
                pages.route(OF_USER, Users.READ)
                        .by(call -> show(call, user(call), 200, Typed.nothing())));
        routes.add(pages.form(OF_USER, Users.UPDATE).by(this::changeUser));
    }

    private Whose role(Call call) {
        var caller = call.caller();
        var role =
                ErrorAnswers.orThrow(
                        desk.read(caller, tx -> desk.roles().find(tx, caller, call.id("id"))));
        boolean may = !role.owner() && caller.may(Roles.UPDATE);
        return new Whose(role.id(), role.name(), role.version(), role.paymentLimits(), may);
    }

    private Whose user(Call call) {
        var caller = call.caller();
        var user =
                ErrorAnswers.orThrow(
                        desk.read(caller, tx -> desk.users().find(tx, caller, call.id("id"))));
        boolean may = user.revoked().isEmpty() && caller.may(Users.UPDATE);
        return new Whose(user.id(), user.name(), user.version(), user.paymentLimits(), may);
    }

    private Answer show(Call call, Whose whose, int status, Typed typed) {
        Caller caller = call.caller();
        boolean ofRole = call.path().startsWith("/roles/");
        var tab = ofRole ? SettingsTabs.ROLES : SettingsTabs.USERS;
        String path = (ofRole ? "/roles/" : "/users/") + whose.id;
        var view =
                new View(
                        path,
                        ofRole ? "each user in this role" : "this user",
                        whose.version,
                        typed.faults().isEmpty()
                                ? LimitRow.of(whose.limits)
                                : LimitRow.typed(typed.fields()),
                        desk.waiting(caller, whose.id),
                        whose.mayChange,
                        typed);
        var frame =
                pages.frame(
                        call,
                        Section.SETTINGS,
                        "Payment limits of " + whose.name,
                        SettingsTabs.CRUMB,
                        tab.crumb(),
                        new Frame.Crumb(whose.name, path));
        return pages.show(status, frame, "limitpages/limits.jte", view);
    }

    private Answer changeRole(Call call) {
        var form = call.fields();
        var sent =
                deeds.saying(() -> patch(form))
                        .sendChange(
                                call,
                                form,
                                doors.roles,
                                () ->
                                        new RolePatch(
                                                List.of(new RolePatch.Step.Payments(read(form)))));
        return changed(call, form, sent, "/roles/" + call.id("id"), () -> role(call));
    }

    private Answer changeUser(Call call) {
        var form = call.fields();
        var sent =
                deeds.saying(() -> patch(form))
                        .sendChange(
                                call,
                                form,
                                doors.users,
                                () ->
                                        new UserPatch(
                                                Optional.empty(),
                                                Optional.empty(),
                                                List.of(),
                                                Optional.of(read(form))));
        return changed(call, form, sent, "/users/" + call.id("id"), () -> user(call));
    }

    private Answer changed(
            Call call,
            FormFields form,
            Deeds.Sent sent,
            String path,
            java.util.function.Supplier<Whose> now) {
        doors.rights.changed(call.caller().organization());
        return switch (sent) {
            case Deeds.Sent.Done _ -> Pages.goTo(path, "The payment limits hold from now on.");
            case Deeds.Sent.Again(int status, List<Fault> faults) ->
                    show(call, now.get(), status, Typed.refused(form, faults));
        };
    }

    private static PaymentLimits read(FormFields form) {
        var body = Json.object();
        body.set(PaymentLimits.MEMBER, LimitRow.json(form));
        var fields = JsonFields.of(body);
        var limits = PaymentLimits.parse(fields, PaymentLimits.MEMBER);
        fields.refuseFaults();
        return limits;
    }

    /** What a program would send. */
    private static ArrayNode patch(FormFields form) {
        var patch = Json.array();
        var limits = LimitRow.json(form);
        var operation = patch.addObject().put("op", limits.isEmpty() ? "remove" : "replace");
        operation.put("path", "/" + PaymentLimits.MEMBER);
        if (!limits.isEmpty()) {
            operation.set("value", limits);
        }
        return patch;
    }
}
