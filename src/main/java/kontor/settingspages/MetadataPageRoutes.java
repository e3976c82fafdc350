package kontor.settingspages;

import java.util.Arrays;
import java.util.List;
import kontor.changes.Door;
import kontor.changes.NoInput;
import kontor.core.Fault;
import kontor.core.InvalidRequest;
import kontor.forms.Deeds;
import kontor.forms.Typed;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.ErrorAnswers;
import kontor.http.Routes;
import kontor.metadata.KeyTerms;
import kontor.metadata.MetadataImpact;
import kontor.metadata.MetadataKeyPatch;
import kontor.metadata.MetadataKeys;
import kontor.metadata.MetadataResource;
import kontor.metadata.NewMetadataKey;
import kontor.pages.Figures;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.settingsparts.Desk;
import kontor.settingsparts.SettingsTabs;
import kontor.visits.FormFields;

/** The form of a metadata key: which resource must carry it, and what that would meet. */
public final class MetadataPageRoutes {

    private static final String ONE = "/metadata-keys/{id}";

    /**
     * What the form calls the API's {@code key}, which in forms is what makes a click count once.
     */
    static final String KEY = "metadataKey";

    static final String REQUIRED = "required";
    private static final String OPTIONAL = "optional";

    private final Pages pages;
    private final Desk desk;
    private final Deeds deeds;
    private final MetadataKeys keys;
    private final Door<NewMetadataKey> create;

    public MetadataPageRoutes(Pages pages, Desk desk, Deeds deeds, MetadataKeys keys) {
        this.pages = pages;
        this.desk = desk;
        this.deeds = deeds;
        this.keys = keys;
        this.create = keys.create;
    }

    /**
     * What a key means for a resource.
     *
     * @param rule required, optional, or empty where it is not used
     */
    public record Scope(String resource, String label, String rule) {}

    /** What a key would meet, in words. */
    public record Impact(String resource, String label, String words, boolean warns) {}

    /**
     * The form of a key.
     *
     * @param id empty for a new one
     * @param impacts what was looked for before saving; empty where nobody asked
     */
    public record One(
            String id,
            String key,
            String description,
            List<Scope> scopes,
            String values,
            int version,
            boolean mayChange,
            boolean mayDelete,
            List<Impact> impacts,
            Typed typed) {}

    public void register(Routes routes) {
        routes.add(
                pages.route("/metadata-keys/new", MetadataKeys.CREATE)
                        .wholeOrganization()
                        .by(call -> fresh(call, 200, Typed.nothing())));
        routes.add(
                pages.form("/metadata-keys/new", MetadataKeys.CREATE)
                        .wholeOrganization()
                        .by(this::create));
        routes.add(
                pages.route(ONE, MetadataKeys.READ).by(call -> show(call, 200, Typed.nothing())));
        routes.add(pages.form(ONE, MetadataKeys.UPDATE).wholeOrganization().by(this::change));
        routes.add(
                pages.form(ONE + "/delete", MetadataKeys.DELETE)
                        .wholeOrganization()
                        .by(this::delete));
    }

    static String label(MetadataResource resource) {
        return resource.word().replace('_', ' ');
    }

    static List<Scope> scopes(KeyTerms terms) {
        return Arrays.stream(MetadataResource.values())
                .map(one -> new Scope(one.word(), label(one), rule(terms, one)))
                .toList();
    }

    private static String rule(KeyTerms terms, MetadataResource resource) {
        return terms.scopes().stream()
                .filter(scope -> scope.resource() == resource)
                .map(scope -> scope.required() ? REQUIRED : OPTIONAL)
                .findFirst()
                .orElse("");
    }

    private static List<Scope> typed(FormFields form) {
        return Arrays.stream(MetadataResource.values())
                .map(one -> new Scope(one.word(), label(one), form.text("resources." + one.word())))
                .toList();
    }

    private Answer fresh(Call call, int status, Typed typed) {
        return fresh(call, status, List.of(), typed);
    }

    private Answer fresh(Call call, int status, List<Impact> impacts, Typed typed) {
        var scopes = typed(typed.fields());
        var view = new One("", "", "", scopes, "", 0, true, false, impacts, typed);
        return page(call, status, "New metadata key", view);
    }

    private Answer show(Call call, int status, Typed typed) {
        return show(call, status, List.of(), typed);
    }

    private Answer show(Call call, int status, List<Impact> impacts, Typed typed) {
        var caller = call.caller();
        var one =
                ErrorAnswers.orThrow(desk.read(caller, tx -> keys.find(tx, caller, call.id("id"))));
        boolean all = caller.accounts().all();
        var view =
                new One(
                        one.id().toString(),
                        one.key(),
                        one.terms().description().orElse(""),
                        typed.fields().has("key") ? typed(typed.fields()) : scopes(one.terms()),
                        String.join("\n", one.terms().allowedValues()),
                        one.version(),
                        all && caller.may(MetadataKeys.UPDATE),
                        all && caller.may(MetadataKeys.DELETE),
                        impacts,
                        typed);
        return page(call, status, one.key(), view);
    }

    private Answer page(Call call, int status, String title, One view) {
        var frame =
                pages.frame(
                        call,
                        Section.SETTINGS,
                        title,
                        SettingsTabs.CRUMB,
                        SettingsTabs.METADATA.crumb());
        return pages.show(status, frame, "settingspages/metadata-key.jte", view);
    }

    /** Shows the form again, with all that was typed and what saving would meet. */
    private interface Again {
        Answer show(Call call, int status, List<Impact> impacts, Typed typed);
    }

    private Answer look(Call call, FormFields form, Again again) {
        var caller = call.caller();
        try {
            var wanted = MetadataForm.wanted(form);
            var impacts =
                    desk.read(caller, tx -> keys.impact(tx, caller, wanted.key(), wanted.terms()));
            return again.show(
                    call,
                    200,
                    impacts.stream().map(MetadataPageRoutes::impact).toList(),
                    Typed.refused(form, List.of()));
        } catch (InvalidRequest wrong) {
            return again.show(call, 400, List.of(), Typed.refused(form, wrong.faults()));
        }
    }

    private static Impact impact(MetadataImpact one) {
        String of =
                one.isAll()
                        ? "of " + Figures.count(one.looked())
                        : "of the newest " + Figures.count(one.looked());
        String lack = Figures.count(one.without()) + " " + of + " lack it";
        String other = Figures.count(one.other()) + " have another value";
        boolean warns = one.other() > 0 || one.required() && one.without() > 0;
        return new Impact(
                one.resource().word(),
                label(one.resource()),
                one.other() > 0 ? lack + ", " + other : lack,
                warns);
    }

    private Answer create(Call call) {
        var form = call.fields();
        if (form.has("look")) {
            return look(call, form, this::fresh);
        }
        var sent =
                Deeds.send(
                        () ->
                                deeds.saying(() -> MetadataForm.json(form))
                                        .create(call, form, create, MetadataForm.wanted(form)));
        return switch (sent) {
            case Deeds.Sent.Done(var body, _) ->
                    Pages.goTo(
                            "/metadata-keys", body.path("key").asText() + " is known from now on.");
            case Deeds.Sent.Again(int status, List<Fault> faults) ->
                    fresh(call, status, Typed.refused(form, atFields(faults)));
        };
    }

    private static List<Fault> atFields(List<Fault> faults) {
        return faults.stream().map(one -> one.field().equals("key") ? one.at(KEY) : one).toList();
    }

    private Answer change(Call call) {
        var form = call.fields();
        if (form.has("look")) {
            return look(call, form, this::show);
        }
        var sent =
                deeds.saying(() -> MetadataForm.patch(form))
                        .sendChange(
                                call,
                                form,
                                keys.patch,
                                () -> {
                                    var terms = MetadataForm.wanted(form).terms();
                                    return new MetadataKeyPatch(List.of(_ -> terms));
                                });
        return switch (sent) {
            case Deeds.Sent.Done(var body, _) ->
                    Pages.goTo(
                            "/metadata-keys",
                            body.path("key").asText()
                                    + " is changed. What exists stays as it is; the next request"
                                    + " is held to it.");
            case Deeds.Sent.Again(int status, List<Fault> faults) ->
                    show(call, status, Typed.refused(form, faults));
        };
    }

    private Answer delete(Call call) {
        var form = call.fields();
        return switch (deeds.sendChange(call, form, keys.delete, () -> NoInput.NONE)) {
            case Deeds.Sent.Done _ -> Pages.goTo("/metadata-keys", "The key is deleted.");
            case Deeds.Sent.Again(int status, List<Fault> faults) ->
                    show(call, status, Typed.refused(form, faults));
        };
    }
}
