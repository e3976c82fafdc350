package kontor.http;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import kontor.core.Caller;
import kontor.core.InvalidRequest;
import kontor.security.Attempt;
import kontor.security.Exchange;
import kontor.visits.Reception;
import kontor.visits.SignedOut;
import kontor.visits.Visitor;
import org.jspecify.annotations.Nullable;

/**
 * The order in which every request is judged: path, method, credentials, rate, permission, media
 * types, size - then the route's own handler.
 */
public final class Dispatch {

    /** An answer and the headers that every answer carries. */
    public record Reply(Answer answer, Map<String, String> headers) {}

    /** Failed logins and strangers share one bucket per address. */
    private static final int STRANGERS_PER_SECOND = 100;

    /** What costs little: paths that do not exist, and replays. */
    private static final int WIDER = 10;

    private final Routes routes;
    private final Callers callers;
    private final Reception reception;
    private final PageTokens pageTokens;
    private final RateLimits limits;
    private final Consumer<Exchange> seen;

    /** For programs only. */
    public Dispatch(
            Routes routes,
            Callers callers,
            PageTokens pageTokens,
            boolean enforceRateLimit,
            Consumer<Exchange> seen) {
        this(routes, callers, Reception.CLOSED, pageTokens, enforceRateLimit, seen);
    }

    /**
     * @param seen told of each request and what became of it; must be quick
     */
    public Dispatch(
            Routes routes,
            Callers callers,
            Reception reception,
            PageTokens pageTokens,
            boolean enforceRateLimit,
            Consumer<Exchange> seen) {
        this.seen = seen;
        this.routes = routes;
        this.callers = callers;
        this.reception = reception;
        this.pageTokens = pageTokens;
        this.limits = new RateLimits(enforceRateLimit, System::nanoTime);
    }

    public Map<String, String> anonymousLimit(String address) {
        return limitHeaders(stranger(address));
    }

    private RateLimits.Bucket stranger(String address) {
        return limits.bucket("address " + address, STRANGERS_PER_SECOND);
    }

    private static Map<String, String> limitHeaders(RateLimits.Bucket bucket) {
        return Map.of("RateLimit-Policy", bucket.policy(), "RateLimit", bucket.state());
    }

    public Reply answer(Wire wire) {
        var judged = new Judged(wire);
        Answer answer;
        try {
            answer = judged.run();
            judged.tell(answer.status(), "");
        } catch (RuntimeException | Error failure) {
            var no = Failure.of(failure, wire.requestId());
            answer = judged.kind.answer(no);
            judged.tell(no.status(), no.code());
        }
        return new Reply(
                answer,
                judged.bucket == null
                        ? limitHeaders(stranger(wire.remoteAddress()))
                        : limitHeaders(judged.bucket));
    }

    /**
     * One request while it is judged; remembers whose bucket its headers speak of, and in what
     * words its route says no.
     */
    private final class Judged {
        private final Wire wire;
        private final Attempt attempt = new Attempt();
        private AnswerKind kind = AnswerKind.JSON;
        private RateLimits.@Nullable Bucket bucket;

        Judged(Wire wire) {
            this.wire = wire;
        }

        void tell(int status, String code) {
            seen.accept(
                    attempt.ended(
                            wire.requestId(), wire.remoteAddress(), wire.path(), status, code));
        }

        Answer run() {
            kind = routes.elsewhere(MediaTypes.wantsPage(wire));
            var match = match();
            Route route = match.route();
            kind = route.kind();
            attempt.at(route.method() + " " + route.path(), route.gives());
            Wire.HeaderRules.require(route, wire);
            Optional<Visitor> visitor =
                    route.access().isOfBrowsers() ? reception.visitor(asked()) : Optional.empty();
            Optional<Caller> caller =
                    switch (route.access()) {
                        case OPEN, PROBE, SIGN_IN, GUEST -> Optional.empty();
                        case SESSION ->
                                Optional.of(visitor.orElseThrow(this::signInFirst).caller());
                        case CREDENTIALS -> Optional.of(authenticated());
                    };
            caller.ifPresent(attempt::by);
            take(route.access(), caller);
            caller.ifPresent(known -> requirePermissions(route, known));
            caller.ifPresent(known -> wire.belongsTo(known.organization().toString()));
            MediaTypes.requireAcceptable(route, wire);
            boolean upload = route.body().mediaTypes().contains(MultipartForm.TYPE);
            byte[] body = upload ? new byte[0] : body(route);
            InputStream stream = upload ? stream(route) : InputStream.nullInputStream();
            var call =
                    new Call(
                            incoming(body, stream),
                            route,
                            match.parameters(),
                            new Call.Comer(caller.orElse(null), visitor.orElse(null)),
                            pageTokens);
            Answer answer = answer(route, call, stream);
            if (call.isReplay() && bucket != null && wide(replays(call)).take()) {
                bucket.giveBack();
            }
            return answer;
        }

        private Reception.Asked asked() {
            return new Reception.Asked(method(), wire.path(), wire.rawQuery(), wire::header);
        }

        private SignedOut signInFirst() {
            take(Access.OPEN, Optional.empty());
            return Reception.signInFirst(asked());
        }

        private Routes.Match match() {
            var found = routes.find(method(), wire.path());
            if (found.match().isPresent()) {
                return found.match().get();
            }
            if (!wide("address " + wire.remoteAddress()).take()) {
                throw HttpError.rateLimited();
            }
            if (found.allowed().isEmpty()) {
                throw HttpError.notFound(wire.path());
            }
            throw new HttpError(
                    405,
                    "method_not_allowed",
                    wire.method() + " is not allowed here",
                    List.of(),
                    Map.of("Allow", String.join(", ", found.allowed())));
        }

        /** HEAD is answered as GET, without the body. */
        private String method() {
            return wire.method().equals("HEAD") ? "GET" : wire.method();
        }

        private RateLimits.Bucket wide(String whose) {
            return limits.bucket("wide " + whose, WIDER * STRANGERS_PER_SECOND);
        }

        private static String replays(Call call) {
            return call.caller().userId().toString();
        }

        private Wire.Incoming incoming(byte[] body, InputStream stream) {
            return new Wire.Incoming(
                    method(),
                    wire.path(),
                    wire.rawQuery(),
                    wire.query(),
                    wire::header,
                    wire.remoteAddress(),
                    body,
                    stream,
                    wire.requestId(),
                    attempt);
        }

        private void take(Access access, Optional<Caller> caller) {
            if (access == Access.PROBE) {
                return;
            }
            var taken = caller.map(limits::of).orElseGet(() -> stranger(wire.remoteAddress()));
            bucket = taken;
            if (!taken.take()) {
                throw HttpError.rateLimited();
            }
        }

        private Caller authenticated() {
            return Authentication.of(wire, callers, attempt)
                    .orElseThrow(
                            () -> {
                                // Guessing costs what asking costs: it takes from the bucket of
                                // the address.
                                take(Access.OPEN, Optional.empty());
                                return Authentication.refused(wire);
                            });
        }

        private void requirePermissions(Route route, Caller caller) {
            for (String permission : route.permissions()) {
                if (!caller.may(permission)) {
                    throw new HttpError(
                            403,
                            "permission_missing",
                            "the role lacks the permission " + permission);
                }
            }
            if (route.whole() && !caller.accounts().all()) {
                throw new HttpError(
                        403,
                        "role_limited",
                        "this concerns the whole organization, and the role is limited to some of"
                                + " its accounts");
            }
        }

        private Answer answer(Route route, Call call, InputStream stream) {
            try {
                return routes.answer(route, call);
            } catch (InvalidRequest | HttpError no) {
                // A client that is still sending would lose the answer with the connection.
                LimitedStream.drain(stream);
                throw no;
            }
        }

        private InputStream stream(Route route) {
            MediaTypes.requireTaken(route, wire);
            return wire.stream(route.mostBytes());
        }

        private byte[] body(Route route) {
            if (route.body() == Route.Body.NONE) {
                return new byte[0];
            }
            byte[] body = wire.body(route.mostBytes());
            if (route.body() != Route.Body.OPTIONAL_JSON || body.length > 0) {
                MediaTypes.requireTaken(route, wire);
            }
            return body;
        }
    }
}
