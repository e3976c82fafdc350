package kontor.sessions;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import kontor.secrets.Secret;
import kontor.visits.Cookies;

/**
 * The cookie of a session. Its name begins with {@code __Host-}, so that browsers take it only over
 * TLS and from this host alone; on the machine itself, without TLS, it has a plain name.
 *
 * @param base the address that people know this Kontor by
 */
public record SessionCookie(URI base) {

    private static final String SAFE = "__Host-kontor";
    private static final String PLAIN = "kontor";
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Pattern HERE =
            Pattern.compile("(localhost|127\\.[0-9.]{5,11}|\\[::1])(:[0-9]{1,5})?");

    /** What the browser sent, where it has the form of a secret. */
    public Optional<Secret> secret(Cookies cookies) {
        var plain = isSafe() ? Optional.<String>empty() : cookies.value(PLAIN);
        return cookies.value(SAFE)
                .or(() -> plain)
                .filter(text -> SECRET.matcher(text).matches())
                .map(Secret::new);
    }

    /**
     * The header that gives the browser the secret, until it is closed.
     *
     * @param host the header Host of the request
     */
    public String give(Secret secret, Optional<String> host) {
        return cookie(host, secret.text(), "");
    }

    /** The header that takes it away. */
    public String take(Optional<String> host) {
        return cookie(host, "", "; Max-Age=0");
    }

    private String cookie(Optional<String> host, String value, String more) {
        boolean here = !isSafe() && host.filter(one -> HERE.matcher(one).matches()).isPresent();
        return (here ? PLAIN : SAFE)
                + "="
                + value
                + "; Path=/; HttpOnly; SameSite=Lax"
                + (here ? "" : "; Secure")
                + more;
    }

    private boolean isSafe() {
        return "https".equals(base.getScheme());
    }
}
