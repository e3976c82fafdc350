package kontor.partypages;

import java.util.List;
import java.util.Map;
import kontor.changes.Door;
import kontor.changes.NoInput;
import kontor.counterparties.Counterparties;
import kontor.counterparties.Counterparty;
import kontor.counterparties.CounterpartyPatch;
import kontor.counterparties.NewCounterparty;
import kontor.forms.Choice;
import kontor.forms.Typed;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.ErrorAnswers;
import kontor.http.Routes;
import kontor.pages.Frame;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.wire.ResourceRef;

/** Forms that make, change and delete counterparties. */
public final class CounterpartyFormRoutes {

    private static final String ALL = CounterpartyPageRoutes.ALL;
    private static final String ONE = ALL + "/{id}";
    private static final String TEMPLATE = "partypages/counterpartyform.jte";

    private final Pages pages;
    private final PartyDoors doors;
    private final CounterpartyPageRoutes counterpartyPages;
    private final Door<NewCounterparty> create;

    public CounterpartyFormRoutes(
            Pages pages, PartyDoors doors, CounterpartyPageRoutes counterpartyPages) {
        this.pages = pages;
        this.doors = doors;
        this.counterpartyPages = counterpartyPages;
        this.create = doors.counterparties()::create;
    }

    public void register(Routes routes) {
        routes.add(pages.route(ALL + "/new", Counterparties.CREATE).by(this::empty));
        routes.add(pages.form(ALL + "/new", Counterparties.CREATE).by(this::made));
        routes.add(pages.route(ONE + "/edit", Counterparties.UPDATE).by(this::asItIs));
        routes.add(pages.form(ONE + "/edit", Counterparties.UPDATE).by(this::changed));
        routes.add(pages.form(ONE + "/delete", Counterparties.DELETE).by(this::deleted));
    }

    /**
     * What the form shows.
     *
     * @param isNew it makes one, with its first account; else it changes one
     * @param now the values that it begins with, by field
     * @param version that the person saw, of which a change is meant; 0 for a new one
     * @param back where one goes without sending it
     */
    public record View(
            boolean isNew,
            String action,
            String back,
            Map<String, String> now,
            int version,
            Typed typed) {

        public String now(String field) {
            return now.getOrDefault(field, "");
        }

        /** What is there now, where somebody else changed it after this form was shown. */
        public String help(String field, String otherwise) {
            return typed.isStale() && !typed.value(field).equals(now(field))
                    ? "Now: " + (now(field).isEmpty() ? "empty" : now(field))
                    : otherwise;
        }

        public List<Choice> partyTypes() {
            return PartyForm.partyTypes();
        }

        public List<Choice> identifierTypes() {
            return PartyForm.identifierTypes();
        }

        public List<Choice> routingTypes() {
            return PartyForm.routingTypes();
        }

        public List<Choice> nationalTypes() {
            return PartyForm.nationalTypes();
        }
    }

    private Answer empty(Call call) {
        return newForm(call, 200, Typed.nothing());
    }

    private Answer newForm(Call call, int status, Typed typed) {
        var view = new View(true, ALL + "/new", ALL, Map.of(), 0, typed);
        return show(call, status, "New counterparty", view);
    }

    private Answer show(Call call, int status, String title, View view) {
        var frame =
                pages.frame(
                        call,
                        Section.COUNTERPARTIES,
                        title,
                        new Frame.Crumb("Counterparties", ALL));
        return pages.show(status, frame, TEMPLATE, view);
    }

    private Answer made(Call call) {
        return doors.deeds()
                .create(
                        call,
                        create,
                        fields -> NewCounterparty.parse(PartyForm.counterparty(fields)),
                        (body, earlier) ->
                                Pages.goTo(
                                        ALL + "/" + body.path("id").asText(),
                                        body.path("legalName").asText()
                                                + (earlier
                                                        ? " was created already."
                                                        : " is created.")),
                        (status, typed) -> newForm(call, status, typed));
    }

    private Counterparty found(Call call) {
        var id = new ResourceRef.ById(call.id("id"));
        var caller = call.caller();
        return ErrorAnswers.orThrow(
                doors.database()
                        .read(
                                caller.organization(),
                                tx -> doors.counterparties().find(tx, caller, id)));
    }

    private Answer asItIs(Call call) {
        return form(call, 200, found(call), Typed.nothing());
    }

    private Answer form(Call call, int status, Counterparty now, Typed typed) {
        String path = ALL + "/" + now.id();
        var view =
                new View(false, path + "/edit", path, PartyForm.values(now), now.version(), typed);
        return show(call, status, "Edit " + now.details().legalName(), view);
    }

    private Answer changed(Call call) {
        var fields = call.fields();
        var now = found(call);
        var patch = PartyForm.patch(fields, PartyForm.values(now));
        String path = ALL + "/" + now.id();
        if (patch.isEmpty()) {
            return Pages.goTo(path, "Nothing was changed: it is as you typed it.");
        }
        return doors.deeds()
                .change(
                        call,
                        doors.counterparties().patch,
                        new ResourceRef.ById(now.id()),
                        _ -> CounterpartyPatch.parse(patch.parse(CounterpartyPatch.RULES)),
                        (_, _) -> Pages.goTo(path, "The counterparty is changed."),
                        (status, typed) -> form(call, status, found(call), patch.atFields(typed)));
    }

    private Answer deleted(Call call) {
        return doors.deeds()
                .change(
                        call,
                        doors.counterparties().delete,
                        new ResourceRef.ById(call.id("id")),
                        _ -> NoInput.NONE,
                        (_, _) -> Pages.goTo(ALL, "The counterparty and its accounts are deleted."),
                        (status, typed) -> counterpartyPages.page(call, status, typed));
    }
}
