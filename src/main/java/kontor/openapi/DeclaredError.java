package kontor.openapi;

import java.util.Arrays;
import java.util.Optional;

/** The answers of errors: each is a component of the document, with the body ErrorResponse. */
enum DeclaredError {
    BAD_REQUEST(400, "BadRequest"),
    UNAUTHORIZED(401, "Unauthorized"),
    FORBIDDEN(403, "Forbidden"),
    NOT_FOUND(404, "NotFound"),
    NOT_ACCEPTABLE(406, "NotAcceptable"),
    REQUEST_TIMEOUT(408, "RequestTimeout"),
    GONE(410, "Gone"),
    PRECONDITION_FAILED(412, "PreconditionFailed"),
    PAYLOAD_TOO_LARGE(413, "PayloadTooLarge"),
    UNSUPPORTED_MEDIA_TYPE(415, "UnsupportedMediaType"),
    TOO_EARLY(425, "TooEarly"),
    PRECONDITION_REQUIRED(428, "PreconditionRequired"),
    TOO_MANY_REQUESTS(429, "TooManyRequests"),
    INTERNAL_SERVER_ERROR(500, "InternalServerError"),
    SERVICE_UNAVAILABLE(503, "ServiceUnavailable");

    private final int status;
    private final String component;

    DeclaredError(int status, String component) {
        this.status = status;
        this.component = component;
    }

    static Optional<DeclaredError> of(String status) {
        return Arrays.stream(values())
                .filter(one -> String.valueOf(one.status).equals(status))
                .findFirst();
    }

    int status() {
        return status;
    }

    String component() {
        return component;
    }
}
