package kontor.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Caller;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * The order in which every request is judged: path, method, credentials, rate, permission, media
 * types, size - then the route's own handler.
 */
public final class Dispatch {

    /** The transport's side of a request. */
    interface Wire {
        UUID requestId();

        String method();

        String path();

        String rawQuery();

        Map<String, List<String>> query();

        @Nullable String header(String name);

        String remoteAddress();

        /** @throws HttpError 413 when there are more than {@code most} bytes */
        byte[] body(int most);
    }

    /** An answer and the headers that every answer carries. */
    record Reply(Answer answer, Map<String, String> headers) {}

    /** Failed logins and strangers share one bucket per address. */
    private static final int STRANGERS_PER_SECOND = 100;

    private final Routes routes;
    private final Callers callers;
    private final PageTokens pageTokens;
    private final RateLimits limits;

    public Dispatch(Routes routes, Callers callers, PageTokens pageTokens, boolean enforceRateLimit) {
        this.routes = routes;
        this.callers = callers;
        this.pageTokens = pageTokens;
        this.limits = new RateLimits(enforceRateLimit, System::nanoTime);
    }

    Map<String, String> anonymousLimit(Request request) {
        return limitHeaders(stranger(Request.getRemoteAddr(request)));
    }

    private RateLimits.Bucket stranger(String address) {
        return limits.bucket("address " + address, STRANGERS_PER_SECOND);
    }

    private static Map<String, String> limitHeaders(RateLimits.Bucket bucket) {
        return Map.of("RateLimit-Policy", bucket.policy(), "RateLimit", bucket.state());
    }

    Reply answer(Wire wire) {
        var judged = new Judged(wire);
        Answer answer;
        try {
            answer = judged.run();
        } catch (RuntimeException | Error failure) {
            answer = ErrorAnswers.of(failure, wire.requestId());
        }
        return new Reply(answer, judged.bucket == null
                ? limitHeaders(stranger(wire.remoteAddress())) : limitHeaders(judged.bucket));
    }

    /** One request while it is judged; remembers whose bucket its headers speak of. */
    private final class Judged {
        private final Wire wire;
        private RateLimits.@Nullable Bucket bucket;

        Judged(Wire wire) {
            this.wire = wire;
        }

        Answer run() {
            var found = routes.find(wire.method(), wire.path());
            if (found.match().isEmpty() && found.allowed().isEmpty()) {
                throw HttpError.notFound();
            }
            if (found.match().isEmpty()) {
                throw new HttpError(405, "method_not_allowed", wire.method() + " is not allowed here",
                        List.of(), Map.of("Allow", String.join(", ", found.allowed())));
            }
            Route route = found.match().get().route();
            Optional<Caller> caller = route.open() ? Optional.empty() : Optional.of(authenticated());
            take(caller);
            caller.ifPresent(known -> requirePermissions(route, known));
            requireAcceptable(route);
            byte[] body = body(route);
            var incoming = new Call.Incoming(wire.method(), wire.path(), wire.rawQuery(), wire.query(),
                    wire::header, body, wire.requestId());
            var call = new Call(incoming, route, found.match().get().parameters(), caller.orElse(null), pageTokens);
            Answer answer = route.handler().answer(call);
            if (call.isReplay() && bucket != null) {
                bucket.giveBack();
            }
            return answer;
        }

        private void take(Optional<Caller> caller) {
            var taken = caller.map(known -> limits.bucket(known.userId().toString(), known.requestsPerSecond()))
                    .orElseGet(() -> stranger(wire.remoteAddress()));
            bucket = taken;
            if (!taken.take()) {
                throw new HttpError(429, "rate_limited", "too many requests; wait a second",
                        List.of(), Map.of("Retry-After", "1"));
            }
        }

        private Caller authenticated() {
            String header = wire.header("Authorization");
            if (header == null) {
                throw unauthorized("No credentials found in the Authorization header");
            }
            int blank = header.indexOf(' ');
            String scheme = blank < 0 ? header : header.substring(0, blank);
            String value = blank < 0 ? "" : header.substring(blank + 1).strip();
            Optional<Caller> caller = scheme.equalsIgnoreCase("Bearer") ? callers.byToken(value)
                    : scheme.equalsIgnoreCase("Basic") ? byBasic(value) : Optional.empty();
            return caller.orElseThrow(() -> unauthorized("The credentials are not valid, expired or revoked"));
        }

        private Optional<Caller> byBasic(String encoded) {
            return BasicCredentials.parse(encoded).flatMap(basic -> callers.byKey(basic.user(), basic.password()));
        }

        private HttpError unauthorized(String message) {
            // Guessing costs what asking costs: a failed login takes from the address's bucket.
            take(Optional.empty());
            return new HttpError(401, "unauthorized", message, List.of(),
                    Map.of("WWW-Authenticate", "Basic realm=\"kontor\", charset=\"UTF-8\", Bearer realm=\"kontor\""));
        }

        private void requirePermissions(Route route, Caller caller) {
            for (String permission : route.permissions()) {
                if (!caller.may(permission)) {
                    throw new HttpError(403, "permission_missing", "the role lacks the permission " + permission);
                }
            }
        }

        private void requireAcceptable(Route route) {
            String accept = wire.header("Accept");
            if (accept == null || route.success() == 204) {
                return;
            }
            for (String range : accept.split(",")) {
                String type = range.split(";")[0].strip().toLowerCase(java.util.Locale.ROOT);
                String family = route.mediaType().substring(0, route.mediaType().indexOf('/'));
                if (type.equals("*/*") || type.equals(family + "/*") || type.equals(route.mediaType())
                        || type.equals(Answer.JSON) || type.isEmpty()) {
                    return;
                }
            }
            throw new HttpError(406, "not_acceptable", "answers are " + route.mediaType());
        }

        private byte[] body(Route route) {
            if (route.body() == Route.Body.NONE) {
                return new byte[0];
            }
            byte[] body = wire.body(route.body().mostBytes());
            var taken = route.body().mediaTypes();
            String told = wire.header("Content-Type");
            String type = told == null ? "" : told.split(";")[0].strip().toLowerCase(java.util.Locale.ROOT);
            if (route.body() == Route.Body.OPTIONAL_JSON && body.length == 0) {
                return body;
            }
            if (!taken.isEmpty() && !taken.contains(type)) {
                throw new HttpError(415, "unsupported_media_type", "send Content-Type: " + taken.getFirst(),
                        List.of(), Map.of("Accept", String.join(", ", taken)));
            }
            return body;
        }
    }

    /** User and password of RFC 7617, also used by the token endpoint. */
    public record BasicCredentials(String user, String password) {

        public static Optional<BasicCredentials> parse(String encoded) {
            try {
                String plain = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
                int colon = plain.indexOf(':');
                return colon < 0 ? Optional.empty()
                        : Optional.of(new BasicCredentials(plain.substring(0, colon), plain.substring(colon + 1)));
            } catch (IllegalArgumentException notBase64) {
                return Optional.empty();
            }
        }
    }
}
