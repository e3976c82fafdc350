package kontor.settingspages;

import java.util.Arrays;
import java.util.List;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Routes;
import kontor.metadata.MetadataKey;
import kontor.metadata.MetadataKeys;
import kontor.metadata.MetadataResource;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.settingsparts.Desk;
import kontor.settingsparts.SettingsTabs;

/** The list of metadata keys: which resource must carry which. */
public final class MetadataListRoutes {

    private final Pages pages;
    private final Desk desk;
    private final MetadataKeys keys;

    public MetadataListRoutes(Pages pages, Desk desk, MetadataKeys keys) {
        this.pages = pages;
        this.desk = desk;
        this.keys = keys;
    }

    /** A key in the list. */
    public record Row(
            String path,
            String key,
            String description,
            List<MetadataPageRoutes.Scope> scopes,
            String values) {

        /** What must carry it, in words. */
        public String required() {
            var names =
                    scopes.stream()
                            .filter(one -> one.rule().equals(MetadataPageRoutes.REQUIRED))
                            .map(MetadataPageRoutes.Scope::label)
                            .toList();
            return names.isEmpty() ? "nothing" : String.join(", ", names);
        }
    }

    /** What the list shows. */
    public record View(
            List<SettingsTabs> tabs,
            List<String> resources,
            List<Row> rows,
            String next,
            boolean mayCreate) {}

    public void register(Routes routes) {
        routes.add(pages.route("/metadata-keys", MetadataKeys.READ).by(this::list));
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
                        found.items().stream().map(MetadataListRoutes::row).toList(),
                        token.isEmpty() ? "" : "/metadata-keys?token=" + token,
                        caller.may(MetadataKeys.CREATE) && caller.accounts().all()));
    }

    private static Row row(MetadataKey one) {
        var terms = one.terms();
        return new Row(
                "/metadata-keys/" + one.id(),
                one.key(),
                terms.description().orElse("no description"),
                MetadataPageRoutes.scopes(terms),
                terms.allowedValues().isEmpty() ? "any" : String.join(", ", terms.allowedValues()));
    }
}
