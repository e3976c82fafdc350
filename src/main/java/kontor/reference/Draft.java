package kontor.reference;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import kontor.manual.Example;
import kontor.manual.Field;
import kontor.manual.Operation;
import kontor.snippets.Credentials;
import kontor.snippets.Sample;
import kontor.wire.QueryFields;

/**
 * A request as a reader has put it together on the page of an operation: an example, what was typed
 * for single fields, or the body as a whole.
 *
 * @param example the one that it began with; empty without one
 * @param inputs what stands in the inputs, by their names, like {@code q[limit]}
 */
public record Draft(
        Operation operation,
        String example,
        Map<String, String> inputs,
        String body,
        boolean bearer) {

    /** The parameters of a page that say what was typed. */
    static final String[] PARAMETERS = {
        "example", "language", "credentials", "p", "q", "h", "b", "body", "was", "today", "answer"
    };

    private static final String EXAMPLE_ID = "01a1fd7a-5539-7000-877e-5d00e74a8009";

    /**
     * @param today moves the dates of examples
     */
    static Draft of(Operation operation, QueryFields query, UnaryOperator<String> today) {
        var inputs = new LinkedHashMap<String, String>();
        operation.pathFields().forEach(one -> put(inputs, "p", one, query, EXAMPLE_ID));
        operation.queryFields().forEach(one -> put(inputs, "q", one, query, ""));
        operation.headerFields().forEach(one -> put(inputs, "h", one, query, usual(one)));
        String chosen = query.text("example").orElse("");
        var example = operation.example(chosen);
        String fresh = today.apply(example.map(Example::json).orElse(""));
        String name = example.map(Example::name).orElse("");
        String body = query.text("body").map(Draft::newlines).orElse(fresh);
        String was = query.text("was").orElse("");
        boolean another = !was.isEmpty() && !was.startsWith(name + ' ');
        if (another) {
            body = fresh;
        } else if (was.isEmpty() || was.equals(mark(name, body))) {
            body = Bodies.with(body, operation.bodyFields(), one -> typed(query, one));
        }
        var values = Bodies.read(body, operation.bodyFields());
        values.forEach((key, value) -> inputs.put("b[" + key + ']', value));
        boolean bearer = query.text("credentials").orElse("").equals("bearer");
        return new Draft(operation, name, inputs, body, bearer);
    }

    private static void put(
            Map<String, String> inputs,
            String place,
            Field field,
            QueryFields query,
            String usual) {
        String name = place + '[' + field.name() + ']';
        String typed = query.text(name).orElse(usual);
        inputs.put(name, newlines(typed).replace('\n', ' '));
    }

    /** What was typed for a member of the body; nothing where its input was not sent. */
    private static Optional<String> typed(QueryFields query, Field field) {
        String name = "b[" + field.key() + ']';
        return query.names(name) ? query.text(name).or(() -> Optional.of("")) : Optional.empty();
    }

    /** What a header that must be sent has at first: a version as of what was just made. */
    private static String usual(Field header) {
        if (header.need().isEmpty()) {
            return "";
        }
        return header.name().equals("If-Match") ? "version:1" : header.example();
    }

    private static String newlines(String text) {
        return text.replace("\r\n", "\n");
    }

    /** What a page remembers of its body, to see whether it was typed as a whole. */
    public String mark() {
        return mark(example, body);
    }

    private static String mark(String example, String body) {
        return example + ' ' + Integer.toHexString(body.hashCode());
    }

    /** What stands in an input; empty where nothing was typed. */
    public String value(String place, String key) {
        return inputs.getOrDefault(place + '[' + key + ']', "");
    }

    /**
     * The request.
     *
     * @param base where this Kontor is
     */
    public Sample sample(String base) {
        String path = operation.path();
        for (Field field : operation.pathFields()) {
            path = path.replace('{' + field.name() + '}', encoded(value("p", field.name())));
        }
        return new Sample(
                base,
                operation.method(),
                path + queryString(),
                operation.mediaType(),
                body,
                headers(),
                operation.isRepeatable(),
                operation.open() ? Credentials.NONE : Credentials.of(bearer),
                Set.of());
    }

    private String queryString() {
        String query =
                operation.queryFields().stream()
                        .filter(field -> !value("q", field.name()).isBlank())
                        .map(field -> field.name() + '=' + encoded(value("q", field.name())))
                        .collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : '?' + query;
    }

    private Map<String, String> headers() {
        return operation.headerFields().stream()
                .filter(field -> !value("h", field.name()).isBlank())
                .collect(Collectors.toMap(Field::name, field -> value("h", field.name())));
    }

    /** A colon stands in external ids, and for itself. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%3A", ":");
    }
}
