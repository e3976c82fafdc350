package kontor.partypages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.accounts.Account;
import kontor.accounts.AccountFilter;
import kontor.accounts.Accounts;
import kontor.changes.Changed;
import kontor.changes.Door;
import kontor.core.Caller;
import kontor.core.Outcome;
import kontor.core.Use;
import kontor.counterparties.CounterpartyFilter;
import kontor.counterparties.ExternalAccount;
import kontor.db.Tx;
import kontor.forms.Choice;
import kontor.forms.Deeds;
import kontor.forms.FormJson;
import kontor.forms.FormPatch;
import kontor.forms.Typed;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.ErrorAnswers;
import kontor.http.Routes;
import kontor.mandates.Mandate;
import kontor.mandates.MandatePatch;
import kontor.mandates.Mandates;
import kontor.mandates.NewMandate;
import kontor.pages.Frame;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.visits.FormFields;
import kontor.wire.JsonFields;
import kontor.wire.PageRequest;
import kontor.wire.ResourceRef;

/** Forms that make and change mandates. */
public final class MandateFormRoutes {

    private static final String ALL = MandatePageRoutes.ALL;
    private static final String ONE = ALL + "/{id}";

    /** Under a counterparty one chooses among its accounts, else an id is typed. */
    private static final String OWNER = "counterpartyId";

    /** The form shows the mandate that it changes. */
    private static final Use UPDATE = Use.of("mandates:update", "mandates:read");

    private final Pages pages;
    private final PartyDoors doors;
    private final Door<NewMandate> create;

    public MandateFormRoutes(Pages pages, PartyDoors doors) {
        this.pages = pages;
        this.doors = doors;
        this.create = doors.mandates()::create;
    }

    public void register(Routes routes) {
        routes.add(pages.route(ALL + "/new", Mandates.CREATE).filters(OWNER).by(this::empty));
        routes.add(pages.form(ALL + "/new", Mandates.CREATE).filters(OWNER).by(this::made));
        routes.add(pages.route(ONE + "/edit", UPDATE).by(this::asItIs));
        routes.add(pages.form(ONE + "/edit", UPDATE).by(this::changed));
    }

    /**
     * What the form shows.
     *
     * @param isNew it makes one; else it changes one
     * @param payers accounts to choose from; empty where none was named and an id is typed
     * @param destinations own accounts that it may pay into
     * @param now the values that it begins with, by field
     */
    public record View(
            boolean isNew,
            String action,
            String back,
            List<Choice> payers,
            List<Choice> destinations,
            Map<String, String> now,
            int version,
            Typed typed) {

        public List<Choice> schemes() {
            return MandatePageRoutes.schemes();
        }

        public List<Choice> recurrences() {
            return List.of(
                    new Choice("RECURRING", "RECURRING: any number of collections"),
                    new Choice("ONE_OFF", "ONE_OFF: one collection only"));
        }

        public String now(String field) {
            return now.getOrDefault(field, "");
        }

        /** What is there now, where somebody else changed it after this form was shown. */
        public String help(String field, String otherwise) {
            boolean stale =
                    typed.faults().stream().anyMatch(one -> one.code().equals("stale_version"));
            return stale && !typed.value(field).equals(now(field))
                    ? "Now: " + now(field)
                    : otherwise;
        }
    }

    private Answer empty(Call call) {
        return newForm(call, 200, Typed.nothing());
    }

    private Answer newForm(Call call, int status, Typed typed) {
        var caller = call.caller();
        var owner = call.query().id(OWNER);
        String back = owner.map(id -> CounterpartyPageRoutes.ALL + "/" + id).orElse(ALL);
        String action = ALL + "/new" + owner.map(id -> "?" + OWNER + "=" + id).orElse("");
        var view =
                doors.database()
                        .read(
                                caller.organization(),
                                tx ->
                                        new View(
                                                true,
                                                action,
                                                back,
                                                payers(tx, caller, owner),
                                                destinations(tx, caller),
                                                Map.of(),
                                                0,
                                                typed));
        return show(call, status, "New mandate", view);
    }

    private Answer show(Call call, int status, String title, View view) {
        var frame = pages.frame(call, Section.MANDATES, title, new Frame.Crumb("Mandates", ALL));
        return pages.show(status, frame, "partypages/mandateform.jte", view);
    }

    /** The accounts of a counterparty, by the number that the mandate will name. */
    private List<Choice> payers(Tx tx, Caller caller, Optional<UUID> owner) {
        if (owner.isEmpty()) {
            return List.of();
        }
        // Unknown to this organization is unknown here.
        ErrorAnswers.orThrow(
                doors.counterparties().find(tx, caller, new ResourceRef.ById(owner.get())));
        var filter = new CounterpartyFilter(Optional.empty(), owner, List.of());
        return doors.externalAccounts().list(tx, caller, filter, first()).items().stream()
                .map(MandateFormRoutes::payer)
                .toList();
    }

    private static PageRequest first() {
        return new PageRequest(PageRequest.USUAL, Optional.empty(), "");
    }

    private static Choice payer(ExternalAccount account) {
        return new Choice(account.id().toString(), account.name());
    }

    private List<Choice> destinations(Tx tx, Caller caller) {
        var choices = new ArrayList<Choice>();
        choices.add(new Choice("", "Any, chosen by each collection"));
        if (caller.may(Accounts.READ)) {
            doors
                    .accounts()
                    .list(tx, caller, new AccountFilter(List.of()), first())
                    .items()
                    .stream()
                    .map(MandateFormRoutes::destination)
                    .forEach(choices::add);
        }
        return choices;
    }

    private static Choice destination(Account account) {
        return new Choice(
                account.id().toString(),
                account.alias().orElse(account.name()) + ", " + account.currency().code());
    }

    private Answer made(Call call) {
        var fields = call.fields();
        var sent = Deeds.send(() -> doors.deeds().create(call, fields, create, newMandate(fields)));
        return switch (sent) {
            case Deeds.Sent.Done(var body, var earlier) ->
                    Pages.goTo(
                            ALL + "/" + body.path("id").asText(),
                            "Mandate "
                                    + body.path("mandateReference").asText()
                                    + (earlier ? " was created already." : " is created."));
            case Deeds.Sent.Again(int status, var faults) ->
                    newForm(call, status, Typed.refused(fields, faults));
        };
    }

    private static NewMandate newMandate(FormFields fields) {
        var form =
                new FormJson(fields)
                        .texts(
                                "scheme",
                                "externalAccountId",
                                "mandateReference",
                                "destinationAccountId",
                                "recurrence",
                                "signatureDate",
                                "externalId")
                        .withoutBlanks("creditorReference")
                        .flag("active")
                        .metadata();
        return NewMandate.parse(JsonFields.of(form.body()));
    }

    private Mandate found(Call call) {
        var id = new ResourceRef.ById(call.id("id"));
        var caller = call.caller();
        return ErrorAnswers.orThrow(
                doors.database()
                        .read(caller.organization(), tx -> doors.mandates().find(tx, caller, id)));
    }

    private Answer asItIs(Call call) {
        return form(call, 200, found(call), Typed.nothing());
    }

    private Answer form(Call call, int status, Mandate now, Typed typed) {
        var caller = call.caller();
        String path = ALL + "/" + now.id();
        // A role that reads no payers changes what else the mandate says.
        var owner = Optional.of(now.counterpartyId()).filter(_ -> caller.may(Mandates.CREATE));
        var view =
                doors.database()
                        .read(
                                caller.organization(),
                                tx ->
                                        new View(
                                                false,
                                                path + "/edit",
                                                path,
                                                payers(tx, caller, owner),
                                                List.of(),
                                                values(now),
                                                now.version(),
                                                typed));
        return show(call, status, "Change " + now.mandateReference(), view);
    }

    private static Map<String, String> values(Mandate now) {
        var values = new LinkedHashMap<String, String>();
        values.put("externalAccountId", now.externalAccountId().toString());
        values.put("mandateReference", now.mandateReference());
        values.put("creditorReference", now.creditorReference());
        values.put("signatureDate", now.signatureDate().map(Object::toString).orElse(""));
        return values;
    }

    private Answer changed(Call call) {
        var fields = call.fields();
        var now = found(call);
        var patch = new FormPatch();
        values(now)
                .forEach(
                        (name, value) -> {
                            if (fields.has(name)) {
                                patch.text(name, value, fields.text(name));
                            }
                        });
        String path = ALL + "/" + now.id();
        if (patch.isEmpty()) {
            return Pages.goTo(path, "Nothing was changed: the mandate is as you typed it.");
        }
        return switch (Deeds.send(() -> change(call, fields, now.id(), patch))) {
            case Deeds.Sent.Done _ ->
                    Pages.goTo(path, "The mandate is changed. The next collection tells the bank.");
            case Deeds.Sent.Again(int status, var faults) ->
                    form(call, status, found(call), Typed.refused(fields, patch.atFields(faults)));
        };
    }

    private Outcome<Changed> change(Call call, FormFields fields, UUID id, FormPatch patch) {
        return doors.deeds()
                .change(
                        call,
                        fields,
                        doors.mandates().patch,
                        new ResourceRef.ById(id),
                        Deeds.version(fields),
                        MandatePatch.parse(patch.parse(MandatePatch.RULES)));
    }
}
