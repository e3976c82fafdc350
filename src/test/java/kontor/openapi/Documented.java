package kontor.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.DisallowUnknownKeywordFactory;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The document of a server, ready to judge its answers: is this status declared, are the headers
 * those that are declared, is the body what the schema says? Schemas are compiled once.
 */
public final class Documented {

    /** What an answer over HTTP looks like. Names of headers in lower case. */
    public record Answered(int status, Map<String, List<String>> headers, String body) {

        public static Answered of(HttpResponse<String> response) {
            return new Answered(response.statusCode(), response.headers().map(), response.body());
        }

        /** What came over a socket: status line, headers, a blank line, the body. */
        public static Answered parse(String raw) {
            int blank = raw.indexOf("\r\n\r\n");
            String[] head = raw.substring(0, blank).split("\r\n");
            var headers = new TreeMap<String, List<String>>();
            for (String line : List.of(head).subList(1, head.length)) {
                int colon = line.indexOf(':');
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        List.of(line.substring(colon + 1).strip()));
            }
            return new Answered(
                    Integer.parseInt(head[0].split(" ")[1]), headers, raw.substring(blank + 4));
        }

        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                    .findFirst()
                    .orElse("");
        }
    }

    private static final String ROOT = "https://kontor.invalid/openapi.json";

    /**
     * Bytes beyond which a body is of one kind of record many times over; it would only take time.
     */
    private static final int LARGE = 1 << 20;

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    /** What HTTP itself adds. */
    private static final Set<String> TRANSPORT =
            Set.of(
                    "cache-control",
                    "connection",
                    "content-encoding",
                    "content-length",
                    "content-security-policy",
                    "content-type",
                    "date",
                    "transfer-encoding",
                    "vary",
                    "x-content-type-options");

    /**
     * What Jetty answers before there is an operation to speak of, and what it answers while it
     * stops.
     */
    private static final Set<Integer> BEFORE_ANY_OPERATION = Set.of(400, 404, 414, 431, 503);

    private final JsonNode document;
    private final List<Template> templates;
    private final SchemaRegistry registry;
    private final Words words;
    private final Map<String, Schema> compiled = new ConcurrentHashMap<>();

    /** A path of the document and how concrete paths look. */
    private record Template(String path, Pattern concrete) {

        static Template of(String path) {
            return new Template(
                    path,
                    Pattern.compile(
                            "\\Q" + path.replaceAll("\\{[A-Za-z]+}", "\\\\E[^/]+\\\\Q") + "\\E"));
        }

        int literals() {
            return path.replaceAll("\\{[A-Za-z]+}", "").length();
        }
    }

    public Documented(String openApiJson) {
        document = read(openApiJson);
        templates =
                StreamSupport.stream(
                                ((Iterable<String>) () -> document.get("paths").fieldNames())
                                        .spliterator(),
                                false)
                        .map(Template::of)
                        .sorted((a, b) -> Integer.compare(b.literals(), a.literals()))
                        .toList();
        words = new Words(document);
        var config = SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
        registry =
                SchemaRegistry.withDialect(
                        dialect(),
                        builder ->
                                builder.schemaRegistryConfig(config)
                                        .schemas(Map.of(ROOT, stricter(openApiJson))));
    }

    /**
     * With what is promised of moments: a pattern, which the document cannot tell beside a format,
     * since generators make code of the two that does not compile.
     */
    private static String stricter(String openApiJson) {
        var document = read(openApiJson);
        ((ObjectNode) document.at("/components/schemas/Timestamp"))
                .put("pattern", "^[0-9-]{10}T[0-9:]{8}(\\.[0-9]{0,8}[1-9])?Z$");
        return document.toString();
    }

    /** JSON Schema 2020-12; the members of OpenAPI around the schemas mean nothing to it. */
    private static Dialect dialect() {
        var dialect =
                Dialect.builder("https://kontor.invalid/dialect", Dialects.getDraft202012())
                        .unknownKeywordFactory(DisallowUnknownKeywordFactory.getInstance());
        Stream.of(
                        "openapi",
                        "info",
                        "servers",
                        "security",
                        "tags",
                        "paths",
                        "components",
                        "discriminator",
                        Prose.MEANINGS,
                        Ranges.AUTHOR,
                        "x-requiredOneOf")
                .forEach(word -> dialect.keyword(new NonValidationKeyword(word)));
        return dialect.build();
    }

    public JsonNode document() {
        return document;
    }

    /**
     * @throws AssertionError when the answer is not one that the document promises
     */
    public void check(String method, String pathAndQuery, Answered answer) {
        String path = withoutQuery(pathAndQuery);
        var problems = new ArrayList<>(problems(method, path, answer));
        problems.addAll(silentCodes(method, path, answer));
        if (!problems.isEmpty()) {
            throw new AssertionError(
                    method
                            + " "
                            + pathAndQuery
                            + " answered "
                            + answer.status
                            + ", which openapi.yaml does not describe:\n  "
                            + String.join("\n  ", problems)
                            + "\n"
                            + answer.headers
                            + "\n"
                            + answer.body);
        }
    }

    /** Codes of a no that the operation does not list; whoever reads the reference handles none. */
    private List<String> silentCodes(String method, String path, Answered answer) {
        var operation = operation(method, path);
        if (answer.status < 400 || operation.isEmpty() || !answer.body.startsWith("{")) {
            return List.of();
        }
        var body = read(answer.body);
        var codes = new TreeSet<>(body.path("details").findValuesAsText("code"));
        String type = body.path("type").asText();
        codes.add(type.substring(type.indexOf('#') + 1));
        operation.get().path(Prose.CODES).forEach(code -> codes.remove(code.asText()));
        codes.removeAll(CodesOfStatuses.ALL);
        codes.remove("");
        return codes.stream().map(code -> "the code " + code + " is not declared").toList();
    }

    /** Null counts as absent, whatever the document says of the member. */
    private static JsonNode withoutNulls(JsonNode read) {
        if (read instanceof ObjectNode object) {
            object.properties().removeIf(member -> member.getValue().isNull());
        }
        read.forEach(Documented::withoutNulls);
        return read;
    }

    /**
     * What was accepted must be documented too.
     *
     * @throws AssertionError when the body is not one that the document describes
     */
    public void checkAccepted(
            String method, String pathAndQuery, HttpRequest request, byte[] body) {
        String type =
                request.headers()
                        .firstValue("Content-Type")
                        .orElse("")
                        .replaceAll(";.*", "")
                        .strip();
        if (!type.endsWith("json") || body.length == 0 || body.length > LARGE) {
            return;
        }
        String text = new String(body, StandardCharsets.UTF_8);
        var problems = new ArrayList<String>();
        operation(method, withoutQuery(pathAndQuery))
                .map(found -> found.at("/requestBody/content").path(type))
                .filter(JsonNode::isObject)
                .ifPresent(
                        content ->
                                add(
                                        problems,
                                        "body",
                                        schema(content.get("schema")),
                                        words.canonical(withoutNulls(read(text)))));
        // Records of a batch are judged when it is processed.
        problems.removeIf(problem -> problem.startsWith("body/payments/"));
        if (!problems.isEmpty()) {
            throw new AssertionError(
                    method
                            + " "
                            + pathAndQuery
                            + " was accepted with a body that openapi.yaml"
                            + " does not describe:\n  "
                            + String.join("\n  ", problems)
                            + "\n"
                            + text);
        }
    }

    private static String withoutQuery(String path) {
        return path.replaceAll("[?#].*", "");
    }

    public Optional<JsonNode> operation(String method, String path) {
        return item(path)
                .map(known -> known.path(method.toLowerCase(Locale.ROOT)))
                .filter(JsonNode::isObject);
    }

    private Optional<JsonNode> item(String path) {
        return templates.stream()
                .filter(template -> template.concrete.matcher(path).matches())
                .findFirst()
                .map(template -> document.get("paths").get(template.path));
    }

    List<String> problems(String method, String path, Answered answer) {
        Optional<JsonNode> item = item(path);
        Optional<JsonNode> operation = operation(method, path);
        if (operation.isEmpty()) {
            boolean expected =
                    item.isPresent()
                            ? answer.status == 405
                            : BEFORE_ANY_OPERATION.contains(answer.status);
            return expected
                    ? refusal(answer, item.isPresent() ? List.of("allow") : List.of())
                    : List.of("there is no such operation");
        }
        if (Set.of(414, 431).contains(answer.status)) {
            return refusal(answer, List.of());
        }
        JsonNode responses = operation.get().get("responses");
        String family = answer.status / 100 + "XX";
        return Stream.of(String.valueOf(answer.status), family)
                .filter(responses::has)
                .findFirst()
                .map(key -> problems(resolved(responses.get(key)), answer))
                .orElseGet(() -> List.of("the status is not declared"));
    }

    /** An answer that belongs to no operation still has the envelope. */
    private List<String> refusal(Answered answer, List<String> moreHeaders) {
        var response = resolved(document.at("/components/responses/BadRequest")).deepCopy();
        moreHeaders.forEach(
                name ->
                        ((ObjectNode) response.get("headers"))
                                .putObject(name)
                                .put("required", true)
                                .putObject("schema")
                                .put("type", "string"));
        return problems(response, answer);
    }

    private List<String> problems(JsonNode response, Answered answer) {
        var problems = new ArrayList<String>();
        var undeclared = new TreeMap<>(answer.headers);
        undeclared.keySet().removeAll(TRANSPORT);
        response.path("headers")
                .properties()
                .forEach(
                        declared -> {
                            undeclared.remove(declared.getKey().toLowerCase(Locale.ROOT));
                            checkHeader(
                                    declared.getKey(),
                                    resolved(declared.getValue()),
                                    answer,
                                    problems);
                        });
        undeclared
                .keySet()
                .forEach(name -> problems.add("the header " + name + " is not declared"));
        checkBody(response.path("content"), answer, problems);
        return problems;
    }

    private void checkHeader(
            String name, JsonNode declared, Answered answer, List<String> problems) {
        String value = answer.header(name);
        if (value.isEmpty()) {
            if (declared.path("required").asBoolean()) {
                problems.add("the header " + name + " is missing");
            }
            return;
        }
        if (declared.at("/schema/$ref").isTextual() || declared.at("/schema/type").isTextual()) {
            add(
                    problems,
                    "header " + name,
                    schema(declared.get("schema")),
                    TextNode.valueOf(value));
        }
    }

    private void checkBody(JsonNode content, Answered answer, List<String> problems) {
        if (!content.isObject()) {
            if (!answer.body.isEmpty()) {
                problems.add("a body is not declared");
            }
            return;
        }
        String type = answer.header("content-type").replaceAll(";.*", "").strip();
        if (!content.has(type)) {
            problems.add("the media type " + type + " is not declared");
            return;
        }
        JsonNode body =
                type.equals("application/json") ? read(answer.body) : TextNode.valueOf(answer.body);
        add(problems, "body", schema(content.get(type).get("schema")), body);
    }

    private static void add(List<String> problems, String where, Schema schema, JsonNode value) {
        for (Error error : schema.validate(value)) {
            problems.add(
                    where
                            + error.getInstanceLocation()
                            + ": "
                            + error.getMessage()
                            + " ("
                            + error.getSchemaLocation().getFragment()
                            + ")");
        }
    }

    private Schema schema(JsonNode declared) {
        return declared.has("$ref")
                ? schemaAt(declared.get("$ref").textValue())
                : compiled.computeIfAbsent(declared.toString(), _ -> registry.getSchema(declared));
    }

    /** The compiled schema at a pointer such as {@code #/components/schemas/Mandate}. */
    Schema schemaAt(String reference) {
        return compiled.computeIfAbsent(
                reference,
                // By way of a reference, so that the document is read once and not for each.
                _ -> registry.getSchema(JSON.createObjectNode().put("$ref", ROOT + reference)));
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").textValue().substring(1)) : node;
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException broken) {
            throw new AssertionError("not JSON: " + json, broken);
        }
    }
}
