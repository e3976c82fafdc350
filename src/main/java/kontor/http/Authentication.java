package kontor.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import kontor.core.Caller;
import kontor.encodings.BasicCredentials;
import kontor.security.Attempt;

/** Reads the Authorization header (RFC 9110, RFC 7617, RFC 6750). */
final class Authentication {

    private static final String HEADER = "Authorization";
    private static final String CHALLENGE =
            "Basic realm=\"kontor\", charset=\"UTF-8\", Bearer realm=\"kontor\"";

    private Authentication() {}

    /**
     * @param attempt is told the access key that was sent
     */
    static Optional<Caller> of(Wire wire, Callers callers, Attempt attempt) {
        String header = wire.header(HEADER);
        if (header == null) {
            return Optional.empty();
        }
        int blank = header.indexOf(' ');
        String scheme = blank < 0 ? header : header.substring(0, blank);
        String value = blank < 0 ? "" : header.substring(blank + 1).strip();
        if (scheme.equalsIgnoreCase("Bearer")) {
            return callers.byToken(wire.remoteAddress(), value);
        }
        return scheme.equalsIgnoreCase("Basic")
                ? byBasic(wire, value, callers, attempt)
                : Optional.empty();
    }

    private static Optional<Caller> byBasic(
            Wire wire, String encoded, Callers callers, Attempt attempt) {
        return BasicCredentials.parse(encoded)
                .flatMap(
                        basic -> {
                            attempt.as(basic.user());
                            return callers.byKey(
                                    wire.remoteAddress(), basic.user(), basic.password());
                        });
    }

    static HttpError refused(Wire wire) {
        return new HttpError(
                401,
                "unauthorized",
                wire.header(HEADER) == null
                        ? "No credentials found in the Authorization header"
                        : "The credentials are not valid, expired or revoked",
                List.of(),
                Map.of("WWW-Authenticate", CHALLENGE));
    }
}
