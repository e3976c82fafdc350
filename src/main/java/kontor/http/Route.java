package kontor.http;

import java.util.List;
import java.util.Optional;
import kontor.core.Use;
import kontor.security.Exchange;

/**
 * One operation of the API, declared in one place: OpenAPI, the permission matrix and the generated
 * tests read it from here.
 *
 * @param path template such as {@code /payments/v2/mandates/{id}:cancel}
 * @param access who may come in
 * @param permissions all needed, in the order they are checked; empty where it is open
 * @param body what it reads
 * @param success the status of a good answer
 * @param schema the name of the answer's schema in the OpenAPI document
 * @param reads the name of the body's schema there; empty without a body
 * @param filters the query parameters that it knows, besides limit and token of a list
 * @param externalIds its {@code {id}} may also be {@code external:} and an external id
 * @param ifMatch whether it reads If-Match
 * @param mediaType of a good answer
 * @param kind in what words it says no
 * @param whole tells of, or decides over, the whole organization: not for a role limited to some
 *     accounts
 */
public record Route(
        String method,
        String path,
        Access access,
        List<String> permissions,
        Body body,
        int success,
        String schema,
        String reads,
        List<String> filters,
        boolean externalIds,
        IfMatch ifMatch,
        String mediaType,
        AnswerKind kind,
        boolean whole,
        Handler handler) {

    /** Whether a change must, may or cannot name the version that it is meant for. */
    public enum IfMatch {
        IGNORED,
        OPTIONAL,
        REQUIRED
    }

    /** The most that strangers may send, where they need not sign in and where they do. */
    private static final int OF_STRANGERS = 2 << 10;

    private static final int OF_SIGN_IN = 8 << 10;

    /** What a route reads: the media types it takes and how many bytes at most. */
    public enum Body {
        NONE(0),
        JSON(1 << 20, "application/json"),
        /** JSON, or nothing at all and then without a Content-Type. */
        OPTIONAL_JSON(1 << 20, "application/json"),
        /** The guide sends JSON Patch as plain JSON, so both are taken. */
        JSON_PATCH(1 << 20, "application/json-patch+json", "application/json"),
        FORM(1 << 14, "application/x-www-form-urlencoded"),
        /** Read by the route while it arrives: JSON of 16 MiB, or a form with a file of 64 MiB. */
        UPLOAD(65 << 20, "application/json", "multipart/form-data"),
        /** The same, with a file only. */
        FILE(65 << 20, "multipart/form-data"),
        REPORT(10 << 20, "application/json", "application/xml", "text/xml"),
        /** Anything, ignored but for its digest. */
        ANY(1 << 20);

        private final int mostBytes;
        private final List<String> mediaTypes;

        Body(int mostBytes, String... mediaTypes) {
            this.mostBytes = mostBytes;
            this.mediaTypes = List.of(mediaTypes);
        }

        public List<String> mediaTypes() {
            return mediaTypes;
        }
    }

    /** Turns a call into an answer; throws {@link HttpError} or InvalidRequest for a no. */
    @FunctionalInterface
    public interface Handler {
        Answer answer(Call call);
    }

    public Route {
        permissions = List.copyOf(permissions);
        filters = List.copyOf(filters);
    }

    /** The most bytes that it reads. */
    int mostBytes() {
        return switch (access) {
            case OPEN, PROBE -> Math.min(body.mostBytes, OF_STRANGERS);
            case SIGN_IN, GUEST -> Math.min(body.mostBytes, OF_SIGN_IN);
            case CREDENTIALS, SESSION -> body.mostBytes;
        };
    }

    /** What the security log tells of a good answer. */
    Exchange.Gives gives() {
        return switch (access) {
            case OPEN, PROBE, GUEST -> Exchange.Gives.NOTHING;
            case SIGN_IN -> Exchange.Gives.TOKEN;
            case SESSION, CREDENTIALS ->
                    mediaType.equals(Answer.JSON) || mediaType.equals("text/html")
                            ? Exchange.Gives.NOTHING
                            : Exchange.Gives.FILE;
        };
    }

    /** Answers without credentials of the API. */
    public boolean open() {
        return access != Access.CREDENTIALS;
    }

    /** Whether an Idempotency-Key makes its answer repeatable; what changes nothing needs none. */
    public boolean takesIdempotencyKey() {
        return !open()
                && (method.equals("POST") || method.equals("PATCH"))
                && !path.endsWith(":preview");
    }

    public static Builder get(String path) {
        return new Builder("GET", path, Body.NONE, 200);
    }

    public static Builder post(String path) {
        return new Builder("POST", path, Body.JSON, 201);
    }

    public static Builder patch(String path) {
        return new Builder("PATCH", path, Body.JSON_PATCH, 200);
    }

    public static Builder delete(String path) {
        return new Builder("DELETE", path, Body.NONE, 204);
    }

    /** Collects what a route says of itself; {@link #by} completes it. */
    public static final class Builder {
        private final String method;
        private final String path;
        private Body body;
        private int success;
        private String schema = "";
        private String reads = "";
        private List<String> filters = List.of();
        private Optional<List<String>> permissions = Optional.empty();
        private Access access = Access.CREDENTIALS;
        private boolean externalIds;
        private IfMatch ifMatch;
        private String mediaType = Answer.JSON;
        private AnswerKind kind = AnswerKind.JSON;
        private boolean whole;

        private Builder(String method, String path, Body body, int success) {
            this.method = method;
            this.path = path;
            this.body = body;
            this.success = success;
            boolean changesOne =
                    method.equals("PATCH") || method.equals("DELETE") || path.contains("}:");
            ifMatch = changesOne ? IfMatch.OPTIONAL : IfMatch.IGNORED;
        }

        public Builder needs(String... all) {
            return needs(Use.of(all));
        }

        public Builder needs(Use use) {
            permissions = Optional.of(use.permissions());
            return this;
        }

        public Builder open() {
            access = Access.OPEN;
            return this;
        }

        /** Open, with credentials in its body. */
        public Builder signsIn() {
            access = Access.SIGN_IN;
            return this;
        }

        /** For people with a browser, signed in or not. */
        public Builder guest() {
            access = Access.GUEST;
            return this;
        }

        /** For people who are signed in. */
        public Builder session() {
            access = Access.SESSION;
            return this;
        }

        /** Open, and not counted against any limit. */
        public Builder probe() {
            access = Access.PROBE;
            return this;
        }

        public Builder takes(Body kind) {
            body = kind;
            return this;
        }

        /** The schema of the body in the OpenAPI document. */
        public Builder reads(String schemaName) {
            reads = schemaName;
            return this;
        }

        /** The query parameters it knows; {@code limit} and {@code token} need no mention. */
        public Builder filters(String... names) {
            return filters(List.of(names));
        }

        public Builder filters(List<String> names) {
            filters = names;
            return this;
        }

        /** Its {@code {id}} is read with {@link Call#reference}. */
        public Builder externalIds() {
            externalIds = true;
            return this;
        }

        /** It changes one resource, although no id in its path says so. */
        public Builder optionalIfMatch() {
            ifMatch = IfMatch.OPTIONAL;
            return this;
        }

        /** Without If-Match it answers 428; other changes of one resource may leave it out. */
        public Builder requiresIfMatch() {
            ifMatch = IfMatch.REQUIRED;
            return this;
        }

        /** The media type of a good answer that is not JSON. */
        public Builder gives(String type) {
            mediaType = type;
            return this;
        }

        /** In what words it says no, where not in those of the API. */
        public Builder says(AnswerKind how) {
            kind = how;
            return this;
        }

        /**
         * It concerns the whole organization, accounts included that a limited role does not see.
         */
        public Builder wholeOrganization() {
            whole = true;
            return this;
        }

        public Builder answers(int status, String schemaName) {
            success = status;
            schema = schemaName;
            return this;
        }

        public Route by(Handler handler) {
            boolean asks = access == Access.CREDENTIALS || access == Access.SESSION;
            if (asks && permissions.isEmpty()) {
                throw new IllegalStateException(
                        method + " " + path + " says neither needs(...) nor open()");
            }
            return new Route(
                    method,
                    path,
                    access,
                    permissions.orElse(List.of()),
                    body,
                    success,
                    schema,
                    reads,
                    filters,
                    externalIds,
                    ifMatch,
                    mediaType,
                    kind,
                    whole,
                    handler);
        }
    }
}
