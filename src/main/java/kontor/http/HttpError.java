package kontor.http;

import java.util.List;
import java.util.Map;
import kontor.core.Fault;

/** An answer of 4xx or 5xx that a door of this room decides on. */
public final class HttpError extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private final int status;
    private final String code;
    private final transient List<Fault> faults;
    private final transient Map<String, String> headers;

    public HttpError(
            int status,
            String code,
            String message,
            List<Fault> faults,
            Map<String, String> headers) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.faults = List.copyOf(faults);
        this.headers = Map.copyOf(headers);
    }

    public HttpError(int status, String code, String message) {
        this(status, code, message, List.of(), Map.of());
    }

    public static HttpError notFound() {
        return new HttpError(404, "not_found", "Resource not found.");
    }

    static HttpError rateLimited() {
        return new HttpError(
                429,
                "rate_limited",
                "too many requests; wait a second",
                List.of(),
                Map.of("Retry-After", "1"));
    }

    /** No such path; says so where a base address was joined wrongly. */
    static HttpError notFound(String path) {
        String slash =
                path.length() > 1 && path.endsWith("/")
                        ? " The path ends with a slash; leave it out."
                        : "";
        return new HttpError(404, "not_found", "Resource not found." + slash);
    }

    /** The client went away, or sent less than it had announced. */
    public static HttpError incompleteBody() {
        return new HttpError(400, "incomplete_body", "the body ended before its announced length");
    }

    /**
     * @param most bytes that are taken
     */
    public static HttpError tooLarge(String what, long most) {
        return new HttpError(413, "body_too_large", what + " is larger than " + most + " bytes");
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    List<Fault> faults() {
        return faults;
    }

    Map<String, String> headers() {
        return headers;
    }
}
