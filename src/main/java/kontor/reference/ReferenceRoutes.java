package kontor.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.HttpError;
import kontor.http.Routes;
import kontor.manual.Operation;
import kontor.manual.Reply;
import kontor.pages.Pages;
import kontor.snippets.Language;
import kontor.wire.Json;

/** The pages of the reference: the first one, the search and each operation. */
public final class ReferenceRoutes {

    static final String HOME = "/reference";

    /** Longer questions find nothing more. */
    private static final int LONGEST_QUERY = 200;

    private final Pages pages;
    private final Library library;
    private final Clock clock;

    /**
     * @param document OpenAPI 3.1; asked for once, when the first page is
     * @param clock whose today stands in examples
     */
    public ReferenceRoutes(Pages pages, Supplier<JsonNode> document, Clock clock) {
        this.pages = pages;
        this.library = new Library(document);
        this.clock = clock;
    }

    /** The first page, or what a search found. */
    public record Index(Contents contents, List<SearchIndex.Entry> found) {}

    /**
     * One operation, with the request as it stands and its code.
     *
     * @param answer the example of an answer that is shown; its name is empty where none is
     */
    public record Page(
            Contents contents,
            Operation operation,
            Draft draft,
            String base,
            String today,
            Language language,
            Reply.Shown answer) {

        public String code() {
            return language.write(draft.sample(base));
        }

        /** The request for the script, as JSON. */
        public String request() {
            var sample = draft.sample(base);
            var request = Json.object();
            request.put("method", sample.method()).put("path", sample.target());
            request.put("open", operation.open()).put("body", sample.body());
            var headers = request.putObject("headers");
            sample.headers().forEach(headers::put);
            return Json.write(request);
        }
    }

    /** Puts everything together, which takes seconds, so that no reader waits for it. */
    public void prepare() {
        library.shelves();
    }

    public void register(Routes routes) {
        routes.add(pages.open(HOME).filters("q").by(this::index));
        routes.add(pages.open(HOME + "/{operation}").filters(Draft.PARAMETERS).by(this::operation));
        routes.add(
                pages.open(SearchIndex.FOLDER + "{name}")
                        .gives(Answer.JSON)
                        .by(call -> searchIndex(call.parameter("name"))));
        new GuideRoutes(pages, library, clock).register(routes);
    }

    private Answer index(Call call) {
        String asked = call.query().text("q").map(String::strip).orElse("");
        String query = asked.substring(0, Math.min(asked.length(), LONGEST_QUERY));
        var shelves = library.shelves();
        var view = new Index(shelves.contents("", query), shelves.index().find(query));
        return pages.show(pages.openFrame(call, "API reference"), "reference/index.jte", view);
    }

    private Answer operation(Call call) {
        var shelves = library.shelves();
        var operation =
                shelves.book()
                        .operation(call.parameter("operation"))
                        .orElseThrow(HttpError::notFound);
        var reader = Reader.of(call.header("Host"), call.query(), clock);
        String answer = call.query().text("answer").orElse("");
        var view =
                new Page(
                        shelves.contents(operation.id(), ""),
                        operation,
                        Draft.of(operation, call.query(), reader::dated),
                        reader.base(),
                        reader.today().toString(),
                        reader.language(),
                        operation.answers().stream()
                                .filter(one -> one.name().equals(answer))
                                .findFirst()
                                .orElse(new Reply.Shown("", "", "", "")));
        return pages.show(
                pages.openFrame(call, operation.title()), "reference/operation.jte", view);
    }

    /** Its name changes with its content, so a browser keeps it for ever. */
    private Answer searchIndex(String name) {
        var index = library.shelves().index();
        if (!index.path().equals(SearchIndex.FOLDER + name)) {
            throw HttpError.notFound();
        }
        return Answer.json(200, index.json())
                .with("Cache-Control", "public, max-age=31536000, immutable");
    }
}
