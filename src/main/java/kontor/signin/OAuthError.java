package kontor.signin;

import kontor.http.Answer;
import kontor.wire.Json;

/** A no of the token endpoint, in the words of RFC 6749 section 5.2. */
final class OAuthError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String error;

    private OAuthError(int status, String error, String description) {
        super(description, null, false, false);
        this.status = status;
        this.error = error;
    }

    /** The request lacks a parameter, repeats one, or authenticates the client in two ways. */
    static OAuthError invalidRequest(String description) {
        return new OAuthError(400, "invalid_request", description);
    }

    /** Client authentication is missing or failed. */
    static OAuthError invalidClient(String description) {
        return new OAuthError(401, "invalid_client", description);
    }

    static OAuthError unsupportedGrantType(String description) {
        return new OAuthError(400, "unsupported_grant_type", description);
    }

    Answer answer() {
        var answer =
                Answer.json(
                        status,
                        Json.object().put("error", error).put("error_description", getMessage()));
        return status != 401
                ? answer
                : answer.with("WWW-Authenticate", "Basic realm=\"kontor\", charset=\"UTF-8\"");
    }
}
