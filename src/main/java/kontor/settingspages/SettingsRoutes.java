package kontor.settingspages;

import java.util.List;
import kontor.core.Use;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Routes;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.settingsparts.SettingsTabs;

/** The first page of the settings: where to find what. */
public final class SettingsRoutes {

    private final Pages pages;

    public SettingsRoutes(Pages pages) {
        this.pages = pages;
    }

    /** What the page shows. */
    public record View(List<SettingsTabs> tabs) {}

    public void register(Routes routes) {
        routes.add(pages.route("/settings", Use.of()).by(this::overview));
    }

    private Answer overview(Call call) {
        return pages.show(
                pages.frame(call, Section.SETTINGS, "Settings"),
                "settingspages/settings.jte",
                new View(SettingsTabs.of(call.caller())));
    }
}
