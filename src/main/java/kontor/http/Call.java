package kontor.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import kontor.core.Caller;
import kontor.core.Fault;
import kontor.core.Ids;
import kontor.core.InvalidRequest;
import kontor.sameness.Content;
import kontor.sameness.RequestDigest;
import kontor.security.Attempt;
import kontor.visits.FormFields;
import kontor.visits.Visitor;
import kontor.wire.Etag;
import kontor.wire.Json;
import kontor.wire.JsonFields;
import kontor.wire.JsonPatch;
import kontor.wire.Page;
import kontor.wire.PageRequest;
import kontor.wire.QueryFields;
import kontor.wire.ResourceRef;
import org.jspecify.annotations.Nullable;

/** One request on its way through a route: typed access to what the client sent. */
public final class Call {

    private static final Pattern RESOURCE_ID =
            Pattern.compile("external:[a-zA-Z0-9._\\-+=]{1,64}|[a-zA-Z0-9\\-]{1,256}");
    static final String IF_MATCH = "If-Match";
    static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final int LONGEST_KEY = 255;
    private final Wire.Incoming incoming;
    private final Route route;
    private final Map<String, String> parameters;
    private final Comer comer;
    private final PageTokens pageTokens;
    private final QueryFields query;
    private boolean replay;
    private @Nullable JsonNode document;
    private @Nullable Content content;

    /** Whose request it is, where that is known. */
    record Comer(@Nullable Caller caller, @Nullable Visitor visitor) {}

    Call(
            Wire.Incoming incoming,
            Route route,
            Map<String, String> parameters,
            Comer comer,
            PageTokens pageTokens) {
        this.incoming = incoming;
        this.route = route;
        this.parameters = parameters;
        this.comer = comer;
        this.pageTokens = pageTokens;
        this.query = QueryFields.of(incoming.query(), route.filters());
    }

    public Caller caller() {
        if (comer.caller == null) {
            throw new IllegalStateException(route.path() + " is open and has no caller");
        }
        return comer.caller;
    }

    /** The person who asks; a guest need not be signed in. */
    public Optional<Visitor> visitor() {
        return Optional.ofNullable(comer.visitor);
    }

    /** What a person typed; 403 where it was not on a page of this session. */
    public FormFields fields() {
        return FormFields.of(incoming.body(), visitor());
    }

    public Route route() {
        return route;
    }

    public String path() {
        return incoming.path();
    }

    public UUID requestId() {
        return incoming.requestId();
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(incoming.header().apply(name));
    }

    /** The other end of the connection; where there is a proxy between, the proxy. */
    public String remoteAddress() {
        return incoming.remoteAddress();
    }

    /** What the security log may know of it. */
    public Attempt attempt() {
        return incoming.attempt();
    }

    public byte[] body() {
        return incoming.body();
    }

    /** The body of an UPLOAD route while it arrives; ends with 413 beyond {@code most} bytes. */
    public InputStream stream(long most) {
        return new LimitedStream(incoming.stream(), most, "the body");
    }

    /** The form of an UPLOAD route; empty when it sends JSON. */
    public Optional<MultipartForm> form() {
        return header("Content-Type")
                .filter(type -> type.toLowerCase(Locale.ROOT).startsWith("multipart/"))
                .map(type -> new MultipartForm(type, incoming.stream()));
    }

    public JsonFields json() {
        return JsonFields.of(document());
    }

    /** Empty where the request has no body. */
    public Optional<JsonFields> optionalJson() {
        return incoming.body().length == 0 ? Optional.empty() : Optional.of(json());
    }

    public JsonPatch patch(List<JsonPatch.Rule> rules) {
        return JsonPatch.parse(document(), rules);
    }

    /** The body, read once however often it is asked for. */
    private JsonNode document() {
        if (document == null) {
            document = Json.read(incoming.body());
        }
        return document;
    }

    /** A part of the path where only ids are taken; anything else names nothing. */
    public UUID id(String parameter) {
        requireExternalIds(parameter, false);
        return Ids.parse(parameter(parameter)).orElseThrow(HttpError::notFound);
    }

    /** The {@code {id}} of the path where {@code external:} is taken too. */
    public ResourceRef reference(String parameter) {
        requireExternalIds(parameter, true);
        String text = parameter(parameter);
        if (!RESOURCE_ID.matcher(text).matches()) {
            throw HttpError.notFound();
        }
        return ResourceRef.parse(text);
    }

    /** What the {@code {id}} of the path names, in the way that the route declares. */
    public ResourceRef target() {
        return route.externalIds() ? reference("id") : new ResourceRef.ById(id("id"));
    }

    /** What a route takes is documented from its declaration, so that must be true. */
    private void requireExternalIds(String parameter, boolean read) {
        if (parameter.equals("id") && route.externalIds() != read) {
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

    /** The parameters of the query that the route declares. */
    public QueryFields query() {
        return query;
    }

    /** The version that If-Match names; with or without quotes, {@code *} means any. */
    public Optional<Integer> ifMatch() {
        return header(IF_MATCH).flatMap(text -> Etag.expected(IF_MATCH, text));
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
        if (header(IF_MATCH).isEmpty()) {
            throw new HttpError(
                    428,
                    "if_match_required",
                    "send If-Match with the etag of the version you read, like version:3");
        }
        return ifMatch();
    }

    /** The version that the change is meant for, told as the route demands. */
    public Optional<Integer> expectedVersion() {
        return route.ifMatch() == Route.IfMatch.REQUIRED ? requiredIfMatch() : ifMatch();
    }

    /** The client's Idempotency-Key without its quotes; only POST and PATCH have one. */
    public Optional<String> idempotencyKey() {
        if (!route.takesIdempotencyKey()) {
            return Optional.empty();
        }
        return header(IDEMPOTENCY_KEY)
                .map(
                        text -> {
                            String key = text.replaceFirst("^\"(.*)\"$", "$1");
                            boolean printable = key.chars().allMatch(c -> c >= ' ' && c <= '~');
                            if (key.isEmpty() || key.length() > LONGEST_KEY || !printable) {
                                throw new InvalidRequest(
                                        Fault.invalid(
                                                IDEMPOTENCY_KEY,
                                                "must be 1 to 255 printable ASCII characters"));
                            }
                            return key;
                        });
    }

    /**
     * What must be the same for a replay: query and content. An answer may show what a role limited
     * to some accounts does not see, so such a caller repeats only requests of its own.
     */
    public RequestDigest requestDigest() {
        String asker = caller().accounts().all() ? "" : caller().userId().toString();
        return RequestDigest.of(incoming.rawQuery() + "\0" + asker, content());
    }

    private Content content() {
        boolean patch = incoming.method().equals("PATCH");
        return content != null ? content : Content.of(incoming.body(), document, patch);
    }

    /** What a body says that was read while it arrived. */
    public void content(Content arrived) {
        content = arrived;
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
        int limit = query.limit();
        String token = query.text("token").orElse("");
        Optional<String> after =
                token.isEmpty() ? Optional.empty() : Optional.of(pageTokens.open(token, filters()));
        return new PageRequest(limit, after, token);
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

    /** What a page token is good for: the tenant, the path, every filter that the route knows. */
    private String filters() {
        return caller().organization() + " " + incoming.path() + " " + query.filters();
    }
}
