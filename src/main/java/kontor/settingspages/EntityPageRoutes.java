package kontor.settingspages;

import java.util.List;
import java.util.Optional;
import kontor.changes.Door;
import kontor.core.Fault;
import kontor.entities.Entities;
import kontor.entities.EntityPatch;
import kontor.entities.EntityPatch.Step;
import kontor.entities.NewEntity;
import kontor.forms.Deeds;
import kontor.forms.FormJson;
import kontor.forms.Typed;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.ErrorAnswers;
import kontor.http.Routes;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.settingsparts.Desk;
import kontor.settingsparts.SettingsTabs;
import kontor.visits.FormFields;
import kontor.wire.ResourceRef;

/** The form of a legal entity, with the numbers under which it collects. */
public final class EntityPageRoutes {

    private static final String ENTITY = "/settings/entities/{id}";
    private static final String NEW_ENTITY = "/settings/entities/new";

    private final Pages pages;
    private final Desk desk;
    private final Deeds deeds;
    private final Door<NewEntity> create;

    public EntityPageRoutes(Pages pages, Desk desk, Deeds deeds) {
        this.pages = pages;
        this.desk = desk;
        this.deeds = deeds;
        this.create = desk.entities()::create;
    }

    /** The form of an entity; {@code id} is empty for a new one. */
    public record EntityForm(
            String id,
            String name,
            String sepa,
            String autogiro,
            int version,
            boolean mayChange,
            Typed typed) {}

    public void register(Routes routes) {
        routes.add(
                pages.route(NEW_ENTITY, Entities.CREATE)
                        .wholeOrganization()
                        .by(call -> fresh(call, 200, Typed.nothing())));
        routes.add(
                pages.form(NEW_ENTITY, Entities.CREATE).wholeOrganization().by(this::createEntity));
        routes.add(
                pages.route(ENTITY, Entities.READ).by(call -> entity(call, 200, Typed.nothing())));
        routes.add(pages.form(ENTITY, Entities.UPDATE).by(this::changeEntity));
    }

    private Answer fresh(Call call, int status, Typed typed) {
        return page(call, status, "New entity", new EntityForm("", "", "", "", 0, true, typed));
    }

    private Answer entity(Call call, int status, Typed typed) {
        var caller = call.caller();
        var one =
                ErrorAnswers.orThrow(
                        desk.read(caller, tx -> desk.entities().find(tx, caller, call.id("id"))));
        var row = OrganizationPageRoutes.row(one);
        boolean may = caller.may(Entities.UPDATE) && caller.accounts().allowsHolder(one.id());
        var view =
                new EntityForm(
                        one.id().toString(),
                        row.name(),
                        row.sepa(),
                        row.autogiro(),
                        one.version(),
                        may,
                        typed);
        return page(call, status, one.legalName(), view);
    }

    private Answer page(Call call, int status, String title, EntityForm view) {
        var frame =
                pages.frame(
                        call,
                        Section.SETTINGS,
                        title,
                        SettingsTabs.CRUMB,
                        SettingsTabs.ORGANIZATION.crumb());
        return pages.show(status, frame, "settingspages/entity.jte", view);
    }

    private static NewEntity wanted(FormFields form) {
        return NewEntity.parse(
                new FormJson(form)
                        .texts("legalName", "autogiroCustomerNumber")
                        .withoutBlanks("sepaCreditorIdentifier")
                        .fields());
    }

    private Answer createEntity(Call call) {
        var form = call.fields();
        var sent = Deeds.send(() -> deeds.create(call, form, create, wanted(form)));
        return switch (sent) {
            case Deeds.Sent.Done(var body, _) ->
                    Pages.goTo(
                            OrganizationPageRoutes.PATH,
                            body.path("legalName").asText() + " is made.");
            case Deeds.Sent.Again(int status, List<Fault> faults) ->
                    fresh(call, status, Typed.refused(form, faults));
        };
    }

    private Answer changeEntity(Call call) {
        var form = call.fields();
        var id = new ResourceRef.ById(call.id("id"));
        var expected = Deeds.version(form).or(() -> Optional.of(0));
        var door = desk.entities().patch;
        var sent =
                Deeds.send(() -> deeds.change(call, form, door, id, expected, patch(wanted(form))));
        return switch (sent) {
            case Deeds.Sent.Done(var body, _) ->
                    Pages.goTo(
                            OrganizationPageRoutes.PATH,
                            body.path("legalName").asText() + " is changed.");
            case Deeds.Sent.Again(int status, List<Fault> faults) ->
                    entity(call, status, Typed.refused(form, faults));
        };
    }

    private static EntityPatch patch(NewEntity wanted) {
        var creditor = wanted.creditor();
        return new EntityPatch(
                List.of(
                        new Step.LegalName(wanted.legalName()),
                        new Step.SepaCreditorIdentifier(creditor.sepaCreditorIdentifier()),
                        new Step.AutogiroCustomerNumber(creditor.autogiroCustomerNumber())));
    }
}
