package kontor.partypages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import kontor.changes.Door;
import kontor.changes.NoInput;
import kontor.core.Use;
import kontor.counterparties.ExternalAccount;
import kontor.counterparties.ExternalAccountPatch;
import kontor.counterparties.NewExternalAccount;
import kontor.forms.Choice;
import kontor.forms.FormPatch;
import kontor.forms.Typed;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.ErrorAnswers;
import kontor.http.Routes;
import kontor.identifiers.AccountIdentifier;
import kontor.pages.Figures;
import kontor.pages.Frame;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.visits.FormFields;
import kontor.wire.Json;
import kontor.wire.ResourceRef;

/** Forms that add accounts to counterparties, and change and delete them. */
public final class AccountFormRoutes {

    private static final String OWNER = CounterpartyPageRoutes.ALL;
    private static final String NEW = OWNER + "/{id}/accounts/new";
    private static final String ONE = "/external-accounts/{id}";

    /** The page shows whose account it is. */
    private static final Use CREATE = Use.of("external_accounts:create", "counterparties:read");

    private static final Use UPDATE = Use.of("external_accounts:update", "external_accounts:read");
    private static final Use DELETE = Use.of("external_accounts:delete", "external_accounts:read");

    private final Pages pages;
    private final PartyDoors doors;
    private final Door<NewExternalAccount> create;

    public AccountFormRoutes(Pages pages, PartyDoors doors) {
        this.pages = pages;
        this.doors = doors;
        this.create = doors.externalAccounts()::create;
    }

    public void register(Routes routes) {
        routes.add(pages.route(NEW, CREATE).by(this::empty));
        routes.add(pages.form(NEW, CREATE).by(this::made));
        routes.add(pages.route(ONE + "/edit", UPDATE).by(this::asItIs));
        routes.add(pages.form(ONE + "/edit", UPDATE).by(this::changed));
        routes.add(pages.form(ONE + "/delete", DELETE).by(this::deleted));
    }

    /**
     * What the form shows.
     *
     * @param isNew it adds an account; else it changes one
     * @param numbers those that the account has already, and its other marks
     * @param removable each number, where there are several: one of them may be taken away
     * @param deleteAction empty where the role may not delete it
     */
    public record View(
            boolean isNew,
            String owner,
            String action,
            String back,
            String alias,
            List<String> numbers,
            List<String> removable,
            int version,
            String deleteAction,
            Typed typed) {

        /** Of an account that is not there yet. */
        private static View of(String owner, String back, Typed typed) {
            String action = back + "/accounts/new";
            return new View(true, owner, action, back, "", List.of(), List.of(), 0, "", typed);
        }

        public List<Choice> identifierTypes() {
            return PartyForm.identifierTypes();
        }

        public List<Choice> routingTypes() {
            return PartyForm.routingTypes();
        }
    }

    private Answer empty(Call call) {
        return newForm(call, 200, Typed.nothing());
    }

    private Answer newForm(Call call, int status, Typed typed) {
        var caller = call.caller();
        var id = call.id("id");
        var owner =
                ErrorAnswers.orThrow(
                        doors.database()
                                .read(
                                        caller.organization(),
                                        tx ->
                                                doors.counterparties()
                                                        .find(
                                                                tx,
                                                                caller,
                                                                new ResourceRef.ById(id))));
        String back = OWNER + "/" + id;
        String name = owner.details().legalName();
        return show(
                call,
                status,
                "New account",
                new Frame.Crumb(name, back),
                View.of(name, back, typed));
    }

    private Answer show(Call call, int status, String title, Frame.Crumb owner, View view) {
        var frame =
                pages.frame(
                        call,
                        Section.COUNTERPARTIES,
                        title,
                        new Frame.Crumb("Counterparties", OWNER),
                        owner);
        return pages.show(status, frame, "partypages/accountform.jte", view);
    }

    private Answer made(Call call) {
        String owner = call.id("id").toString();
        return doors.deeds()
                .create(
                        call,
                        create,
                        fields ->
                                NewExternalAccount.parse(PartyForm.externalAccount(fields, owner)),
                        (body, _) ->
                                Pages.goTo(
                                        OWNER + "/" + owner,
                                        "The account " + body.path("name").asText() + " is added."),
                        (status, typed) -> newForm(call, status, typed));
    }

    private ExternalAccount found(Call call) {
        var id = new ResourceRef.ById(call.id("id"));
        var caller = call.caller();
        return ErrorAnswers.orThrow(
                doors.database()
                        .read(
                                caller.organization(),
                                tx -> doors.externalAccounts().find(tx, caller, id)));
    }

    /** A number with its kind, as people read it. */
    static String number(AccountIdentifier one) {
        return one.type().name().equals("IBAN")
                ? Figures.iban(one.number())
                : Figures.word(one.type().name()) + " " + one.number();
    }

    private static List<String> removable(ExternalAccount now) {
        return now.identifiers().size() < 2
                ? List.of()
                : now.identifiers().stream().map(AccountFormRoutes::number).toList();
    }

    private Answer asItIs(Call call) {
        return form(call, 200, found(call), Typed.nothing());
    }

    private Answer form(Call call, int status, ExternalAccount now, Typed typed) {
        String path = "/external-accounts/" + now.id();
        String back = OWNER + "/" + now.counterpartyId();
        var line = CounterpartyPageRoutes.line(now);
        var view =
                new View(
                        false,
                        "",
                        path + "/edit",
                        back,
                        now.alias().orElse(""),
                        List.of(line.numbers(), line.details()),
                        removable(now),
                        now.version(),
                        call.caller().may(DELETE) ? path + "/delete" : "",
                        typed);
        return show(call, status, now.name(), new Frame.Crumb("Counterparty", back), view);
    }

    private Answer changed(Call call) {
        var fields = call.fields();
        var now = found(call);
        var patch = patch(fields, now);
        String back = OWNER + "/" + now.counterpartyId();
        if (patch.isEmpty()) {
            return Pages.goTo(back, "Nothing was changed: the account is as you typed it.");
        }
        return doors.deeds()
                .change(
                        call,
                        doors.externalAccounts().patch,
                        new ResourceRef.ById(now.id()),
                        _ -> ExternalAccountPatch.parse(patch.parse(ExternalAccountPatch.RULES)),
                        (_, _) -> Pages.goTo(back, "The account is changed."),
                        (status, typed) -> form(call, status, found(call), patch.atFields(typed)));
    }

    /** Numbers are added or taken away, the last first: each of them stays in its place. */
    private static FormPatch patch(FormFields fields, ExternalAccount now) {
        var patch = new FormPatch();
        patch.optional("alias", now.alias().orElse(""), fields.text("alias"));
        for (int i = now.identifiers().size() - 1; i >= 0; i--) {
            if (fields.given("remove." + i).isPresent()) {
                patch.remove("identifiers/" + i);
            }
        }
        typed(fields, "identifiers.0")
                .ifPresent(number -> patch.add("identifiers/-", number, "identifiers.0"));
        typed(fields, "routing.0").ifPresent(number -> patch.add("routing/-", number, "routing.0"));
        return patch;
    }

    private static Optional<ObjectNode> typed(FormFields fields, String at) {
        String type = fields.text(at + ".type");
        return fields.given(at + ".number")
                .map(
                        number ->
                                Json.object()
                                        .put("type", type)
                                        .put("number", PartyForm.number(type, number)));
    }

    private Answer deleted(Call call) {
        var now = found(call);
        return doors.deeds()
                .change(
                        call,
                        doors.externalAccounts().delete,
                        new ResourceRef.ById(now.id()),
                        _ -> NoInput.NONE,
                        (_, _) ->
                                Pages.goTo(
                                        OWNER + "/" + now.counterpartyId(),
                                        "The account " + now.name() + " is deleted."),
                        (status, typed) -> form(call, status, now, typed));
    }
}
