package kontor.signin;

/** A no of the token endpoint, in the words of RFC 6749 section 5.2. */
final class OAuthError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Each kind of no, as the RFC calls it in small letters. */
    enum Code {
        /** The request lacks a parameter, repeats one, or authenticates the client in two ways. */
        INVALID_REQUEST(400),
        /** Client authentication is missing or failed. */
        INVALID_CLIENT(401),
        /** It is not client_credentials. */
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
