package kontor.signinpages;

import java.util.List;
import java.util.Optional;
import kontor.core.Ids;
import kontor.core.Use;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.HttpError;
import kontor.http.Routes;
import kontor.iam.Organization;
import kontor.iam.Organizations;
import kontor.pages.Figures;
import kontor.pages.Frame;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.security.SecurityKind;
import kontor.sessions.Session;
import kontor.sessions.Sessions;

/** Where a person is signed in, and ending that. */
public final class SessionRoutes {

    private static final String PATH = "/settings/sessions";

    private final Pages pages;
    private final Sessions sessions;
    private final Organizations organizations;
    private final Arrivals arrivals;

    SessionRoutes(Pages pages, Sessions sessions, Organizations organizations, Arrivals arrivals) {
        this.pages = pages;
        this.sessions = sessions;
        this.organizations = organizations;
        this.arrivals = arrivals;
    }

    /**
     * A session as the page shows it.
     *
     * @param organization its name; empty while none was chosen
     */
    public record Row(
            String id,
            boolean isThis,
            String organization,
            String address,
            String agent,
            String began,
            String used) {}

    /** All of them. */
    public record View(List<Row> rows, String zone) {}

    void register(Routes routes) {
        routes.add(pages.route(PATH, Use.of()).by(this::list));
        routes.add(pages.form(PATH + "/end", Use.of()).by(this::end));
        routes.add(pages.form(PATH + "/end-all", Use.of()).by(this::endAll));
    }

    private Answer list(Call call) {
        var visitor = ProfileRoutes.visitor(call);
        var zone = organizations.find(call.caller().organization()).orElseThrow().zone();
        var rows =
                sessions.of(visitor.identity()).stream()
                        .map(
                                one ->
                                        new Row(
                                                one.id().toString(),
                                                one.id().equals(visitor.session()),
                                                organization(one),
                                                one.from().address(),
                                                one.from().agent(),
                                                Figures.moment(one.began(), zone),
                                                Figures.moment(one.used(), zone)))
                        .toList();
        var frame =
                pages.frame(
                        call,
                        Section.SETTINGS,
                        "Sessions",
                        new Frame.Crumb("Settings", "/settings"),
                        new Frame.Crumb("Profile", "/settings/profile"));
        return pages.show(frame, "signin/sessions.jte", new View(rows, zone.getId()));
    }

    private String organization(Session session) {
        return session.as()
                .flatMap(as -> organizations.find(as.organization()))
                .map(Organization::name)
                .orElse("");
    }

    private Answer end(Call call) {
        var visitor = ProfileRoutes.visitor(call);
        var wanted = Ids.parse(call.fields().text("session"));
        if (wanted.equals(Optional.of(visitor.session()))) {
            return arrivals.leave(call);
        }
        boolean ended = wanted.filter(id -> sessions.end(visitor.identity(), id)).isPresent();
        if (ended) {
            arrivals.note(call, SecurityKind.SESSION_ENDED, visitor.caller());
        }
        return Pages.goTo(PATH, ended ? "The session was ended." : "It had ended already.");
    }

    private Answer endAll(Call call) {
        call.fields();
        var visitor = ProfileRoutes.visitor(call);
        arrivals.note(call, SecurityKind.SESSION_ENDED, visitor.caller());
        var here = arrivals.here(call).orElseThrow(HttpError::notFound);
        var answer = Pages.goTo(PATH, "All other sessions were ended.");
        return arrivals.again(call, here, visitor, answer);
    }
}
