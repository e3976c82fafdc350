package kontor.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.core.Caller;
import kontor.core.Fault;
import kontor.core.Ids;
import kontor.core.InvalidRequest;
import kontor.wire.DateRange;
import kontor.wire.Json;
import kontor.wire.JsonFields;
import kontor.wire.JsonPatch;
import kontor.wire.Page;
import kontor.wire.PageRequest;
import kontor.wire.ResourceRef;
import kontor.wire.Utf8;
import org.jspecify.annotations.Nullable;

/** One request on its way through a route: typed access to what the client sent. */
public final class Call {

    private static final Pattern RESOURCE_ID =
            Pattern.compile("external:[a-zA-Z0-9._\\-+=]{1,64}|[a-zA-Z0-9\\-]{1,256}");
    private static final Pattern ETAG = Pattern.compile("(\"?)version:([0-9]{1,9})\\1");
    private static final int LONGEST_KEY = 255;

    private final Incoming incoming;
    private final Route route;
    private final Map<String, String> parameters;
    private final @Nullable Caller caller;
    private final PageTokens pageTokens;
    private boolean replay;
    private byte @Nullable [] contentDigest;

    /** What came over the wire, without anything of the transport. */
    record Incoming(
            String method,
            String path,
            String rawQuery,
            Map<String, List<String>> query,
            Function<String, @Nullable String> header,
            byte[] body,
            InputStream stream,
            UUID requestId) {}

    Call(
            Incoming incoming,
            Route route,
            Map<String, String> parameters,
            @Nullable Caller caller,
            PageTokens pageTokens) {
        this.incoming = incoming;
        this.route = route;
        this.parameters = parameters;
        this.caller = caller;
        this.pageTokens = pageTokens;
    }

    public Caller caller() {
        if (caller == null) {
            throw new IllegalStateException(route.path() + " is open and has no caller");
        }
        return caller;
    }

    public Route route() {
        return route;
    }

    public String path() {
        return incoming.path;
    }

    public UUID requestId() {
        return incoming.requestId;
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(incoming.header.apply(name));
    }

    public byte[] body() {
        return incoming.body;
    }

    /** The body of an UPLOAD route while it arrives; ends with 413 beyond {@code most} bytes. */
    public InputStream stream(long most) {
        return new LimitedStream(incoming.stream, most, "the body");
    }

    /** The form of an UPLOAD route; empty when it sends JSON. */
    public Optional<MultipartForm> form() {
        return header("Content-Type")
                .filter(type -> type.toLowerCase(Locale.ROOT).startsWith("multipart/"))
                .map(type -> new MultipartForm(type, incoming.stream));
    }

    public JsonFields json() {
        return JsonFields.of(incoming.body);
    }

    public JsonPatch patch(List<JsonPatch.Rule> rules) {
        return JsonPatch.parse(incoming.body, rules);
    }

    /** The {@code {id}} of the path where only ids are taken; anything else names nothing. */
    public UUID id(String parameter) {
        requireExternalIds(false);
        return Ids.parse(parameter(parameter)).orElseThrow(HttpError::notFound);
    }

    /** The {@code {id}} of the path where {@code external:} is taken too. */
    public ResourceRef reference(String parameter) {
        requireExternalIds(true);
        String text = parameter(parameter);
        if (!RESOURCE_ID.matcher(text).matches()) {
            throw HttpError.notFound();
        }
        return ResourceRef.parse(text);
    }

    /** What a route takes is documented from its declaration, so that must be true. */
    private void requireExternalIds(boolean read) {
        if (route.externalIds() != read) {
            throw new IllegalStateException(
                    route.method()
                            + " "
                            + route.path()
                            + (read
                                    ? " takes external ids and must say so: declare it with"
                                            + " externalIds()"
                                    : " is declared with externalIds() and must read its id with"
                                            + " reference()"));
        }
    }

    public String parameter(String name) {
        String value = parameters.get(name);
        if (value == null) {
            throw new IllegalStateException(route.path() + " has no parameter " + name);
        }
        return value;
    }

    /** A query parameter; an empty value counts as absent. */
    public Optional<String> query(String name) {
        return queryAll(name).stream().findFirst();
    }

    public List<String> queryAll(String name) {
        if (!route.knows(name)) {
            throw new IllegalStateException(
                    route.path() + " reads " + name + " but does not declare the filter");
        }
        return incoming.query.getOrDefault(name, List.of()).stream()
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /**
     * A filter that names a resource; one that is no id of ours finds nothing, so it is a fault.
     */
    public Optional<UUID> queryId(String name) {
        return query(name)
                .map(
                        text ->
                                Ids.parse(text)
                                        .orElseThrow(
                                                () ->
                                                        new InvalidRequest(
                                                                Fault.invalid(
                                                                        name, "must be an id"))));
    }

    public List<UUID> queryIds(String name, int most) {
        var texts = queryAll(name);
        if (texts.size() > most) {
            throw new InvalidRequest(
                    Fault.invalid(name, "must not be repeated more than " + most + " times"));
        }
        return texts.stream()
                .map(
                        text ->
                                Ids.parse(text)
                                        .orElseThrow(
                                                () ->
                                                        new InvalidRequest(
                                                                Fault.invalid(
                                                                        name, "must be an id"))))
                .toList();
    }

    public <E extends Enum<E>> Optional<E> queryOneOf(String name, Class<E> choices) {
        return query(name).map(text -> oneOf(name, text, choices));
    }

    /** A filter that may be repeated, also as {@code name[]}. */
    public <E extends Enum<E>> List<E> queryManyOf(String name, Class<E> choices) {
        return Stream.concat(queryAll(name).stream(), queryAll(name + "[]").stream())
                .map(text -> oneOf(name, text, choices))
                .distinct()
                .toList();
    }

    private static <E extends Enum<E>> E oneOf(String name, String text, Class<E> choices) {
        return Arrays.stream(choices.getEnumConstants())
                .filter(choice -> choice.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(
                        () ->
                                new InvalidRequest(
                                        Fault.invalid(
                                                name,
                                                "must be one of "
                                                        + Arrays.stream(choices.getEnumConstants())
                                                                .map(Enum::name)
                                                                .collect(
                                                                        Collectors.joining(
                                                                                ", ")))));
    }

    public Optional<Boolean> queryBool(String name) {
        return query(name)
                .map(
                        text ->
                                switch (text.toLowerCase(Locale.ROOT)) {
                                    case "true" -> true;
                                    case "false" -> false;
                                    default ->
                                            throw new InvalidRequest(
                                                    Fault.invalid(name, "must be true or false"));
                                });
    }

    /** Free text of 3 to 255 characters. */
    public Optional<String> queryText(String name) {
        var text = query(name);
        if (text.isPresent()
                && (text.get().strip().length() < 3
                        || text.get().length() > 255
                        || !Utf8.storable(text.get()))) {
            throw new InvalidRequest(Fault.invalid(name, "must have 3 to 255 characters"));
        }
        return text;
    }

    /**
     * The deepObject filter {@code date=}, {@code date[eq]=}, {@code date[gte]=}, {@code
     * date[lte]=}.
     */
    public DateRange queryDates(String name) {
        var equal = dateOf(name).or(() -> dateOf(name + "[eq]"));
        var from = dateOf(name + "[gte]");
        var to = dateOf(name + "[lte]");
        return new DateRange(latest(equal, from), earliest(equal, to));
    }

    private Optional<LocalDate> dateOf(String name) {
        return query(name)
                .map(
                        text ->
                                JsonFields.parseDate(text)
                                        .orElseThrow(
                                                () ->
                                                        new InvalidRequest(
                                                                Fault.invalid(
                                                                        name,
                                                                        "must be a date like"
                                                                                + " 2026-12-15"))));
    }

    private static Optional<LocalDate> latest(Optional<LocalDate> a, Optional<LocalDate> b) {
        return a.isPresent() && b.isPresent()
                ? Optional.of(a.get().isAfter(b.get()) ? a.get() : b.get())
                : a.or(() -> b);
    }

    private static Optional<LocalDate> earliest(Optional<LocalDate> a, Optional<LocalDate> b) {
        return a.isPresent() && b.isPresent()
                ? Optional.of(a.get().isBefore(b.get()) ? a.get() : b.get())
                : a.or(() -> b);
    }

    /** The version that If-Match names; with or without quotes, {@code *} means any. */
    public Optional<Integer> ifMatch() {
        var value = header("If-Match").map(String::strip).filter(text -> !text.equals("*"));
        return value.map(
                text -> {
                    var match = ETAG.matcher(text);
                    if (!match.matches()) {
                        throw new InvalidRequest(
                                Fault.invalid("If-Match", "must be an etag like version:3"));
                    }
                    return Integer.valueOf(match.group(2));
                });
    }

    /** The version where it must be told: without If-Match the answer is 428. */
    public Optional<Integer> requiredIfMatch() {
        if (route.ifMatch() != Route.IfMatch.REQUIRED) {
            throw new IllegalStateException(
                    route.method()
                            + " "
                            + route.path()
                            + " needs If-Match and must say so: declare it with requiresIfMatch()");
        }
        if (header("If-Match").isEmpty()) {
            throw new HttpError(
                    428,
                    "if_match_required",
                    "send If-Match with the etag of the version you read, like version:3");
        }
        return ifMatch();
    }

    /** The client's Idempotency-Key without its quotes; only POST and PATCH have one. */
    public Optional<String> idempotencyKey() {
        if (!route.takesIdempotencyKey()) {
            return Optional.empty();
        }
        return header("Idempotency-Key")
                .map(
                        text -> {
                            String key =
                                    text.length() >= 2
                                                    && text.startsWith("\"")
                                                    && text.endsWith("\"")
                                            ? text.substring(1, text.length() - 1)
                                            : text;
                            boolean printable = key.chars().allMatch(c -> c >= ' ' && c <= '~');
                            if (key.isEmpty() || key.length() > LONGEST_KEY || !printable) {
                                throw new InvalidRequest(
                                        Fault.invalid(
                                                "Idempotency-Key",
                                                "must be 1 to 255 printable ASCII characters"));
                            }
                            return key;
                        });
    }

    /**
     * SHA-256 over query and body: what must be the same for a replay. An answer may show what a
     * role limited to some accounts does not see, so such a caller repeats only requests of its
     * own.
     */
    public byte[] requestDigest() {
        return digest(contentDigest == null ? incoming.body : contentDigest);
    }

    /**
     * What stands for a body that was read while it arrived: the same for the same content, though
     * the boundary of a form be another one each time.
     */
    public void contentDigest(byte[] digest) {
        contentDigest = digest.clone();
    }

    private byte[] digest(byte[] content) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(incoming.rawQuery.getBytes(StandardCharsets.UTF_8));
            sha256.update((byte) 0);
            if (!caller().accounts().all()) {
                sha256.update(caller().userId().toString().getBytes(StandardCharsets.UTF_8));
            }
            return sha256.digest(content);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The answer repeats an earlier one, so it does not count against the rate limit. */
    public void replayed() {
        replay = true;
    }

    boolean isReplay() {
        return replay;
    }

    /** Reads limit (out of range is coerced) and token (forged or foreign is refused). */
    public PageRequest page() {
        int limit =
                query("limit")
                        .map(
                                text -> {
                                    if (!text.matches("-?[0-9]{1,100}")) {
                                        throw new InvalidRequest(
                                                Fault.invalid(
                                                        "limit",
                                                        "must be a whole number from 1 to 500"));
                                    }
                                    return new java.math.BigInteger(text)
                                            .max(java.math.BigInteger.ONE)
                                            .min(java.math.BigInteger.valueOf(PageRequest.MOST))
                                            .intValue();
                                })
                        .orElse(PageRequest.USUAL);
        String token = query("token").orElse("");
        return new PageRequest(
                limit,
                token.isEmpty() ? Optional.empty() : Optional.of(pageTokens.open(token, filters())),
                token);
    }

    /** The list envelope of the API. */
    public <T> Answer list(PageRequest request, Page<T> page, Function<T, JsonNode> view) {
        var envelope = Json.object();
        var items = envelope.putArray("items");
        page.items().forEach(item -> items.add(view.apply(item)));
        envelope.put("nextToken", nextToken(page));
        envelope.put("token", request.token());
        envelope.put("limit", request.limit());
        return Answer.json(200, envelope);
    }

    /** What asks for the page after this one; empty after the last. */
    public String nextToken(Page<?> page) {
        return page.next().map(place -> pageTokens.issue(place, filters())).orElse("");
    }

    /**
     * Everything that changes which rows a list has: the tenant, the path, every filter that the
     * route knows.
     */
    private String filters() {
        return caller().organization()
                + " "
                + incoming.path
                + " "
                + incoming.query.entrySet().stream()
                        .filter(entry -> route.knows(entry.getKey()))
                        .filter(
                                entry ->
                                        !entry.getKey().equals("limit")
                                                && !entry.getKey().equals("token"))
                        .filter(
                                entry ->
                                        entry.getValue().stream()
                                                .anyMatch(value -> !value.isEmpty()))
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining("&"));
    }
}
