package kontor.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.HttpError;
import kontor.http.Routes;
import kontor.pages.Pages;
import org.jspecify.annotations.Nullable;

/** The pages of the reference. The document is read for the first of them, then kept as fields. */
public final class ReferenceRoutes {

    private static final String HOME = "/reference";
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.\\[\\]:-]{1,255}");

    /** The day that examples are written for. */
    private static final LocalDate WRITTEN = LocalDate.of(2026, 12, 1);

    private static final Pattern DATE =
            Pattern.compile("(?<=\")20[0-9]{2}-[0-9]{2}-[0-9]{2}(?=\")");

    private final Pages pages;
    private final Supplier<JsonNode> document;
    private final Clock clock;
    private @Nullable Book kept;

    /**
     * @param document OpenAPI 3.1; asked for once, when the first page is
     * @param clock whose today stands in examples
     */
    public ReferenceRoutes(Pages pages, Supplier<JsonNode> document, Clock clock) {
        this.pages = pages;
        this.document = document;
        this.clock = clock;
    }

    /** What every page has beside its content: the list of operations, and the search. */
    public record Contents(Map<String, List<Operation>> groups, String current, String query) {}

    /** The first page, or what a search found. */
    public record Index(Contents contents, List<Operation> found, List<ErrorCode> codes) {}

    /** One operation, with the request as it stands and its code. */
    public record Page(
            Contents contents,
            Operation operation,
            Sample sample,
            String example,
            Language language,
            String code) {}

    /** All error codes. */
    public record Codes(Contents contents, List<ErrorCode> codes) {}

    public void register(Routes routes) {
        routes.add(pages.open(HOME).filters("q").by(this::index));
        routes.add(
                pages.open(HOME + "/{operation}")
                        .filters("example", "language", "credentials", "path", "body")
                        .by(this::operation));
        routes.add(pages.open(HOME + "/guides/errors").by(this::codes));
    }

    private synchronized Book book() {
        var book = kept;
        if (book == null) {
            book = new Book(document.get());
            kept = book;
        }
        return book;
    }

    private Answer index(Call call) {
        String query = call.query().text("q").map(String::strip).orElse("");
        var found = query.isEmpty() ? List.<Operation>of() : book().about(query);
        var codes =
                book().codes().stream()
                        .filter(code -> !query.isEmpty() && code.code().contains(query))
                        .toList();
        var view = new Index(new Contents(book().groups(), "", query), found, codes);
        return pages.show(pages.openFrame(call, "API reference"), "reference/index.jte", view);
    }

    private Answer codes(Call call) {
        var view = new Codes(new Contents(book().groups(), "errors", ""), book().codes());
        return pages.show(pages.openFrame(call, "Error codes"), "reference/errors.jte", view);
    }

    private Answer operation(Call call) {
        var operation =
                book().operation(call.parameter("operation")).orElseThrow(HttpError::notFound);
        String example = call.query().text("example").orElse("");
        var sample = sample(call, operation, example);
        var language = language(call.query().text("language").orElse(""));
        var contents = new Contents(book().groups(), operation.id(), "");
        var view = new Page(contents, operation, sample, example, language, language.write(sample));
        return pages.show(
                pages.openFrame(call, operation.title()), "reference/operation.jte", view);
    }

    private Sample sample(Call call, Operation operation, String chosen) {
        var query = call.query();
        String example =
                operation.requests().stream()
                        .filter(one -> one.name().equals(chosen) || chosen.isEmpty())
                        .findFirst()
                        .map(one -> today(one.json()))
                        .orElse("");
        return new Sample(
                base(call),
                operation.method(),
                query.text("path")
                        .filter(one -> one.startsWith("/"))
                        .orElse(operation.examplePath()),
                operation.mediaType(),
                query.text("body").orElse(example),
                operation.isRepeatable(),
                operation.open(),
                query.text("credentials").orElse("").equals("bearer"));
    }

    private static Language language(String word) {
        return Arrays.stream(Language.values())
                .filter(one -> one.name().equals(word.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElse(Language.CURL);
    }

    /** Dates of examples are so many days from today as they are from the day of writing. */
    private String today(String json) {
        long since = ChronoUnit.DAYS.between(WRITTEN, LocalDate.now(clock));
        return DATE.matcher(json)
                .replaceAll(found -> LocalDate.parse(found.group()).plusDays(since).toString());
    }

    /** Where the reader found this Kontor. */
    private static String base(Call call) {
        String host =
                call.header("Host").filter(one -> HOST.matcher(one).matches()).orElse("localhost");
        boolean local = host.matches("(localhost|127\\.[0-9.]+|\\[::1])(:[0-9]+)?");
        return URI.create((local ? "http://" : "https://") + host).toString();
    }
}
