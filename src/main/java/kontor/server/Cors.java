package kontor.server;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Lets pages of the origins of the installation call from a browser (Fetch standard, "CORS
 * protocol"). Credentials are in the {@code Authorization} header only, so none are allowed that a
 * browser would add by itself.
 */
final class Cors {

    private static final String METHODS = "GET, HEAD, POST, PATCH, PUT, DELETE";
    private static final String TAKEN =
            "Authorization, Content-Type, Accept, Idempotency-Key, If-Match, request-id,"
                    + " X-Testbank-Authorization";
    private static final String TOLD =
            "request-id, ETag, Retry-After, RateLimit, RateLimit-Policy, Idempotency-Replayed,"
                    + " Location";
    private static final String KEPT_SECONDS = "600";

    private final Edge edge;

    Cors(Edge edge) {
        this.edge = edge;
    }

    /** A browser asks before it sends; no credentials come with the question. */
    boolean isQuestion(Request request) {
        return request.getMethod().equals("OPTIONS")
                && request.getHeaders().contains("Access-Control-Request-Method")
                && allowed(request) != null;
    }

    /** What every answer says to a page of an origin that may call; nothing to others. */
    void tell(Request request, HttpFields.Mutable headers) {
        if (edge.origins().isEmpty()) {
            return;
        }
        headers.add(HttpHeader.VARY, "Origin");
        String origin = allowed(request);
        if (origin == null) {
            return;
        }
        headers.put(HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.put(HttpHeader.ACCESS_CONTROL_EXPOSE_HEADERS, TOLD);
        if (request.getMethod().equals("OPTIONS")) {
            headers.put(HttpHeader.ACCESS_CONTROL_ALLOW_METHODS, METHODS);
            headers.put(HttpHeader.ACCESS_CONTROL_ALLOW_HEADERS, TAKEN);
            headers.put(HttpHeader.ACCESS_CONTROL_MAX_AGE, KEPT_SECONDS);
        }
    }

    private @Nullable String allowed(Request request) {
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        return origin != null && edge.allows(origin) ? origin : null;
    }
}
