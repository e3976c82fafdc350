package kontor.partypages;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.changes.Door;
import kontor.core.Caller;
import kontor.core.Ids;
import kontor.core.Use;
import kontor.db.Tx;
import kontor.forms.Choice;
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
import kontor.pageparts.Calendar;
import kontor.pages.Frame;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.visits.FormFields;
import kontor.wire.ResourceRef;

/** Forms that make and change mandates. */
public final class MandateFormRoutes {

    private static final String ALL = MandatePageRoutes.ALL;
    private static final String ONE = ALL + "/{id}";

    /** Under a counterparty one chooses among its accounts, else they are looked for. */
    private static final String OWNER = "counterpartyId";

    private static final String SIGNED = "signatureDate";

    /** The form shows the mandate that it changes. */
    private static final Use UPDATE = Use.of("mandates:update", "mandates:read");

    private final Pages pages;
    private final PartyDoors doors;
    private final MandateChoices choices;
    private final Door<NewMandate> create;

    public MandateFormRoutes(Pages pages, PartyDoors doors) {
        this.pages = pages;
        this.doors = doors;
        this.choices = new MandateChoices(doors);
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
     * @param owner the counterparty whose account it is for; empty where any is looked for
     * @param payers accounts to choose from; empty where the role may not read them
     * @param destinations own accounts that it may pay into
     * @param calendar of the signature date
     * @param now the values that it begins with, by field
     */
    public record View(
            boolean isNew,
            String action,
            String back,
            String owner,
            List<Choice> payers,
            List<Choice> destinations,
            Calendar calendar,
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
            return typed.isStale() && !typed.value(field).equals(now(field))
                    ? "Now: " + now(field)
                    : otherwise;
        }
    }

    private Answer empty(Call call) {
        return newForm(call, 200, Typed.nothing());
    }

    private Answer newForm(Call call, int status, Typed typed) {
        var caller = call.caller();
        // The form says it too: whoever sends it again may do so without the address.
        var owner = call.query().id(OWNER).or(() -> Ids.parse(typed.value(OWNER)));
        var zone = doors.moments().zone(caller);
        var view =
                doors.database()
                        .read(
                                caller.organization(),
                                tx ->
                                        new View(
                                                true,
                                                ALL + "/new",
                                                back(owner),
                                                owner.map(UUID::toString).orElse(""),
                                                payers(tx, caller, owner, typed.fields()),
                                                choices.destinations(tx, caller, typed.fields()),
                                                calendar(typed.fields(), tx.today(zone)),
                                                Map.of(),
                                                0,
                                                typed));
        return show(call, status, "New mandate", view);
    }

    private List<Choice> payers(Tx tx, Caller caller, Optional<UUID> owner, FormFields fields) {
        return owner.isPresent()
                ? payers(tx, caller, owner.get())
                : choices.payers(tx, caller, fields);
    }

    /** Unknown to this organization is unknown here. */
    private List<Choice> payers(Tx tx, Caller caller, UUID owner) {
        var reference = new ResourceRef.ById(owner);
        return MandateChoices.payers(
                ErrorAnswers.orThrow(doors.counterparties().find(tx, caller, reference)));
    }

    private static String back(Optional<UUID> owner) {
        return owner.map(id -> CounterpartyPageRoutes.ALL + "/" + id).orElse(ALL);
    }

    private static Calendar calendar(FormFields fields, LocalDate today) {
        return Calendar.of(fields, SIGNED, Calendar.Rule.until(today));
    }

    private Answer show(Call call, int status, String title, View view) {
        var frame = pages.frame(call, Section.MANDATES, title, new Frame.Crumb("Mandates", ALL));
        return pages.show(status, frame, "partypages/mandateform.jte", view);
    }

    /** What a button asks for that only changes what the form offers; empty where it is sent. */
    private static Optional<Typed> looked(FormFields fields) {
        return Calendar.pressed(fields)
                .or(() -> Optional.of(fields).filter(one -> one.has("find")))
                .map(shown -> Typed.refused(shown, List.of()));
    }

    private Answer made(Call call) {
        var looked = looked(call.fields());
        if (looked.isPresent()) {
            return newForm(call, 200, looked.get());
        }
        return doors.deeds()
                .create(
                        call,
                        create,
                        MandateChoices::parsed,
                        (body, earlier) ->
                                Pages.goTo(
                                        ALL + "/" + body.path("id").asText(),
                                        "Mandate "
                                                + body.path("mandateReference").asText()
                                                + (earlier
                                                        ? " was created already."
                                                        : " is created.")),
                        (status, typed) -> newForm(call, status, typed));
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
        var zone = doors.moments().zone(caller);
        var view =
                doors.database()
                        .read(
                                caller.organization(),
                                tx -> view(tx, caller, now, typed, tx.today(zone)));
        return show(call, status, "Change " + now.mandateReference(), view);
    }

    private View view(Tx tx, Caller caller, Mandate now, Typed typed, LocalDate today) {
        String path = ALL + "/" + now.id();
        var values = values(now);
        var shown =
                typed.fields().has(SIGNED)
                        ? typed.fields()
                        : typed.fields().with(SIGNED, values.getOrDefault(SIGNED, ""));
        return new View(
                false,
                path + "/edit",
                path,
                now.counterpartyId().toString(),
                // A role that reads no payers changes what else the mandate says.
                caller.may(Mandates.CREATE) ? payers(tx, caller, now.counterpartyId()) : List.of(),
                List.of(),
                calendar(shown, today),
                values,
                now.version(),
                typed);
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
        var looked = looked(fields);
        if (looked.isPresent()) {
            return form(call, 200, now, looked.get());
        }
        var patch = patch(fields, now);
        String path = ALL + "/" + now.id();
        if (patch.isEmpty()) {
            return Pages.goTo(path, "Nothing was changed: the mandate is as you typed it.");
        }
        return doors.deeds()
                .change(
                        call,
                        doors.mandates().patch,
                        new ResourceRef.ById(now.id()),
                        _ -> MandatePatch.parse(patch.parse(MandatePatch.RULES)),
                        (_, _) -> Pages.goTo(path, "The mandate is changed. " + whoIsTold(now)),
                        (status, typed) -> form(call, status, found(call), patch.atFields(typed)));
    }

    private static String whoIsTold(Mandate mandate) {
        return mandate.scheme().isSepa()
                ? "The next collection tells the bank."
                : "Bankgirot is told of another payer number at once.";
    }

    private static FormPatch patch(FormFields fields, Mandate now) {
        var patch = new FormPatch();
        values(now)
                .forEach(
                        (name, value) -> {
                            if (fields.has(name)) {
                                patch.text(name, value, fields.text(name));
                            }
                        });
        return patch;
    }
}
