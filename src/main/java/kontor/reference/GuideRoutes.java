package kontor.reference;

import java.time.Clock;
import java.util.List;
import kontor.guides.Guides;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.ErrorAnswers;
import kontor.http.HttpError;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.pages.Pages;

/** The pages of guides. That of errors, which each error links to, lists all codes. */
final class GuideRoutes {

    static final String FOLDER = ReferenceRoutes.HOME + "/guides/";
    static final String CODES = ErrorAnswers.PAGE;

    private final Pages pages;
    private final Library library;
    private final Clock clock;

    GuideRoutes(Pages pages, Library library, Clock clock) {
        this.pages = pages;
        this.library = library;
        this.clock = clock;
    }

    void register(Routes routes) {
        routes.add(
                pages.open(FOLDER + "{guide}")
                        .filters("language", "today")
                        .by(call -> guide(call, call.parameter("guide"))));
        routes.add(
                Route.get(CODES)
                        .open()
                        .gives("text/html")
                        .answers(200, "ErrorPage")
                        .by(call -> declared(guide(call, Guides.ERRORS))));
    }

    /** The page of error codes belongs to the API too, and has the headers that are told there. */
    private static Answer declared(Answer page) {
        var headers =
                page.headers().stream()
                        .filter(header -> header.name().equals("Content-Security-Policy"))
                        .toList();
        return new Answer(page.status(), page.contentType(), page.body(), headers);
    }

    private Answer guide(Call call, String name) {
        var shelves = library.shelves();
        var guide = shelves.guides().named(name).orElseThrow(HttpError::notFound);
        var reader = Reader.of(call.header("Host"), call.query(), clock);
        var view =
                new GuidePage(
                        shelves.contents("guides/" + name, ""),
                        guide,
                        reader.language(),
                        guide.blocks().stream()
                                .map(block -> GuidePage.part(guide, block, reader))
                                .toList(),
                        name.equals(Guides.ERRORS) ? shelves.book().codes() : List.of());
        return pages.show(pages.openFrame(call, guide.title()), "reference/guide.jte", view);
    }
}
