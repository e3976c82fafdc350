package kontor.signin;

/** An error of the token endpoint, as RFC 6749 section 5.2 defines it. */
final class OAuthError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The error codes of the RFC, where they are in small letters. */
    enum Code {
        /** The request lacks a parameter, repeats one, or authenticates the client in two ways. */
        INVALID_REQUEST(400),
        /** Client authentication is missing or failed. */
        INVALID_CLIENT(401),
        /** The grant type is not client_credentials. */
        UNSUPPORTED_GRANT_TYPE(400);

        private final int status;

        Code(int status) {
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    private final Code code;

    private OAuthError(Code code, String description) {
        super(description, null, false, false);
        this.code = code;
    }

    static OAuthError invalidRequest(String description) {
        return new OAuthError(Code.INVALID_REQUEST, description);
    }

    static OAuthError invalidClient(String description) {
        return new OAuthError(Code.INVALID_CLIENT, description);
    }

    static OAuthError unsupportedGrantType(String description) {
        return new OAuthError(Code.UNSUPPORTED_GRANT_TYPE, description);
    }

    Code code() {
        return code;
    }
}
