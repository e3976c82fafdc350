package kontor.settingspages;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import kontor.changes.Door;
import kontor.changes.NoInput;
import kontor.core.Fault;
import kontor.forms.Deeds;
import kontor.forms.FormJson;
import kontor.forms.Typed;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.ErrorAnswers;
import kontor.http.Routes;
import kontor.metadata.KeyTerms;
import kontor.metadata.MetadataKey;
import kontor.metadata.MetadataKeyPatch;
import kontor.metadata.MetadataKeys;
import kontor.metadata.MetadataResource;
import kontor.metadata.NewMetadataKey;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.visits.FormFields;
import kontor.wire.ResourceRef;

/** Metadata keys: which resource must carry which, and the form of one. */
public final class MetadataPageRoutes {

    private static final String ONE = "/metadata-keys/{id}";
    private static final String REQUIRED = "required";
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
        this.create = keys::create;
    }

    /**
     * What a key means for a resource.
     *
     * @param rule required, optional, or empty where it is not used
     */
    public record Scope(String resource, String label, String rule) {}

    /** A key in the list. */
    public record Row(
            String path, String key, String description, List<Scope> scopes, String values) {}

    /** What the list shows. */
    public record View(
            List<SettingsTabs> tabs,
            List<String> resources,
            List<Row> rows,
            String next,
            boolean mayCreate) {}

    /** The form of a key; {@code id} is empty for a new one. */
    public record One(
            String id,
            String key,
            String description,
            List<Scope> scopes,
            String values,
            int version,
            boolean mayChange,
            boolean mayDelete,
            Typed typed) {}

    public void register(Routes routes) {
        routes.add(pages.route("/metadata-keys", MetadataKeys.READ).by(this::list));
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

    private Answer list(Call call) {
        var caller = call.caller();
        var page = call.page();
        var found = desk.read(caller, tx -> keys.list(tx, caller, page));
        String token = call.nextToken(found);
        return pages.show(
                pages.frame(call, Section.SETTINGS, "Metadata keys", SettingsTabs.CRUMB),
                "settingspages/metadata-keys.jte",
                new View(
                        SettingsTabs.of(caller),
                        Arrays.stream(MetadataResource.values())
                                .map(MetadataPageRoutes::label)
                                .toList(),
                        found.items().stream().map(MetadataPageRoutes::row).toList(),
                        token.isEmpty() ? "" : "/metadata-keys?token=" + token,
                        caller.may(MetadataKeys.CREATE) && caller.accounts().all()));
    }

    private static String label(MetadataResource resource) {
        return resource.word().replace('_', ' ');
    }

    private static Row row(MetadataKey one) {
        var terms = one.terms();
        return new Row(
                "/metadata-keys/" + one.id(),
                one.key(),
                terms.description().orElse("no description"),
                scopes(terms),
                terms.allowedValues().isEmpty() ? "any" : String.join(", ", terms.allowedValues()));
    }

    private static List<Scope> scopes(KeyTerms terms) {
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
        var view = new One("", "", "", typed(typed.fields()), "", 0, true, false, typed);
        return page(call, status, "New metadata key", view);
    }

    private Answer show(Call call, int status, Typed typed) {
        var caller = call.caller();
        var one =
                ErrorAnswers.orThrow(desk.read(caller, tx -> keys.find(tx, caller, call.id("id"))));
        boolean all = caller.accounts().all();
        var view =
                new One(
                        one.id().toString(),
                        one.key(),
                        one.terms().description().orElse(""),
                        typed.faults().isEmpty() ? scopes(one.terms()) : typed(typed.fields()),
                        String.join("\n", one.terms().allowedValues()),
                        one.version(),
                        all && caller.may(MetadataKeys.UPDATE),
                        all && caller.may(MetadataKeys.DELETE),
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

    private static NewMetadataKey wanted(FormFields form) {
        var json = new FormJson(form).texts("key", "description").lines("allowedValues");
        var resources = json.body().putArray("resources");
        for (var one : MetadataResource.values()) {
            String rule = form.text("resources." + one.word());
            if (!rule.isEmpty()) {
                resources
                        .addObject()
                        .put("resource", one.word())
                        .put("required", rule.equals(REQUIRED));
            }
        }
        return NewMetadataKey.parse(json.fields());
    }

    private Answer create(Call call) {
        var form = call.fields();
        var sent = Deeds.send(() -> deeds.create(call, form, create, wanted(form)));
        return switch (sent) {
            case Deeds.Sent.Done(var body, _) ->
                    Pages.goTo(
                            "/metadata-keys", body.path("key").asText() + " is known from now on.");
            case Deeds.Sent.Again(int status, List<Fault> faults) ->
                    fresh(call, status, Typed.refused(form, faults));
        };
    }

    private <T> Deeds.Sent send(Call call, FormFields form, Door<T> door, Supplier<T> input) {
        var id = new ResourceRef.ById(call.id("id"));
        return Deeds.send(
                () -> deeds.change(call, form, door, id, Deeds.version(form), input.get()));
    }

    private Answer change(Call call) {
        var form = call.fields();
        var sent =
                send(
                        call,
                        form,
                        keys.patch,
                        () -> {
                            var terms = wanted(form).terms();
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
        return switch (send(call, form, keys.delete, () -> NoInput.NONE)) {
            case Deeds.Sent.Done _ -> Pages.goTo("/metadata-keys", "The key is deleted.");
            case Deeds.Sent.Again(int status, List<Fault> faults) ->
                    show(call, status, Typed.refused(form, faults));
        };
    }
}
