package kontor.dashboard;

import kontor.core.Use;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Routes;
import kontor.pages.Pages;
import kontor.pages.Section;

/** The page that everybody comes to first. */
public final class HomeRoutes {

    private final Pages pages;

    public HomeRoutes(Pages pages) {
        this.pages = pages;
    }

    /** What the page shows. */
    public record Home(String greeting) {}

    public void register(Routes routes) {
        routes.add(pages.route("/", Use.of()).by(this::home));
    }

    private Answer home(Call call) {
        var view = new Home(call.caller().name());
        return pages.show(pages.frame(call, Section.HOME, "Home"), "dashboard/home.jte", view);
    }
}
